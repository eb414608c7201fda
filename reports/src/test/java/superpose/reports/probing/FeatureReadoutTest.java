package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import superpose.analysis.detection.FeatureReadout;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.probes.linear.RidgeProbe;
import superpose.probes.linear.RidgeTrainer;

class FeatureReadoutTest {

    private static final SparseFeatures WORLD = SparseFeatures.uniform(12, new Density(0.1));
    private static final Matrix TRAIN = WORLD.sample(2048, new Seed(1));
    private static final Matrix TEST = WORLD.sample(2048, new Seed(2));

    @Test
    void featuresWithANeuronEachAreReadExactly() {
        FeatureReadout readout = readout(embed(TRAIN, 12), embed(TEST, 12));
        for (int feature = 0; feature < 12; feature++) {
            assertEquals(1, readout.rSquared(feature).orElseThrow(), 1e-6);
            assertEquals(1, readout.auroc(feature).orElseThrow(), 1e-12);
        }
    }

    @Test
    void featuresWithoutNeuronsAreNotRead() {
        FeatureReadout readout = readout(embed(TRAIN, 6), embed(TEST, 6));
        for (int feature = 6; feature < 12; feature++) {
            assertEquals(0, readout.rSquared(feature).orElseThrow(), 0.03);
            assertEquals(0.5, readout.auroc(feature).orElseThrow(), 0.1);
        }
    }

    @Test
    void featuresThatAreNeverOnHaveNoScore() {
        float[] features = TEST.toArray();
        for (int sample = 0; sample < TEST.rows(); sample++) {
            features[sample * 12 + 5] = 0;
        }
        RidgeProbe probe = new RidgeTrainer(1).fit(TRAIN, TRAIN);
        FeatureReadout readout = FeatureReadout.of(probe.predict(TEST), Matrix.of(TEST.rows(), 12, features));
        assertTrue(readout.rSquared(5).isEmpty());
        assertTrue(readout.auroc(5).isEmpty());
        assertTrue(readout.rSquared(4).isPresent());
    }

    /** Gives the first features a neuron of their own, scaled and shifted. */
    private static Matrix embed(Matrix features, int neurons) {
        float[] values = new float[features.rows() * neurons];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 * features.get(i / neurons, i % neurons) - 1;
        }
        return Matrix.of(features.rows(), neurons, values);
    }

    private static FeatureReadout readout(Matrix train, Matrix test) {
        return FeatureReadout.of(new RidgeTrainer(1e-6).fit(train, TRAIN).predict(test), TEST);
    }
}
