package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Occurrence;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

final class SampledLossTest {

    private static final int SAMPLES = 100_000;

    @Test
    void manySamplesAgreeWithTheExactLoss() {
        Density density = new Density(0.3);
        SampledLoss sampled = new SampledLoss(SparseFeatures.uniform(5, density).sample(SAMPLES, new Seed(1)));
        ReluOutputLoss exact = ReluOutputLoss.of(ActivityPatterns.independent(5, density), Importance.uniform(5));
        for (int draw = 0; draw < 5; draw++) {
            FeatureDirections directions = FeatureDirections.random(5, 2, new Seed(draw));
            List<Double> biases = List.of(-0.2, -0.1, 0.0, 0.1, 0.2);
            double expected = exact.of(directions, biases);
            assertEquals(expected, sampled.of(directions, biases), 0.02 * expected);
        }
    }

    @Test
    void samplesOfOneActiveFeatureAgreeWithTheExactPolygon() {
        PolygonOptimum square = PolygonOptimum.of(4, 4);
        Matrix samples = SparseFeatures.ofSets(Occurrence.ANTICORRELATED, 1, 4, new Density(1))
                .sample(1_000, new Seed(2));
        FeatureDirections corners = new FeatureDirections(Matrix.of(4, 2, new float[] {1, 0, 0, 1, -1, 0, 0, -1}));
        double loss = new SampledLoss(samples).of(corners, Collections.nCopies(4, 0.0));
        assertEquals(square.loss(0) / 4, loss, 1e-9);
    }

    @Test
    void aModelWithARoomForEachFeatureLosesNothing() {
        Matrix samples = SparseFeatures.uniform(2, new Density(0.5)).sample(100, new Seed(3));
        FeatureDirections own = new FeatureDirections(Matrix.of(2, 2, new float[] {1, 0, 0, 1}));
        assertEquals(0, new SampledLoss(samples).of(own, List.of(0.0, 0.0)), 1e-12);
    }

    @Test
    void modelsOfOtherSizesAreRefused() {
        SampledLoss loss =
                new SampledLoss(SparseFeatures.uniform(3, new Density(0.5)).sample(10, new Seed(4)));
        FeatureDirections two = FeatureDirections.random(2, 2, new Seed(5));
        assertThrows(BadInputException.class, () -> loss.of(two, List.of(0.0, 0.0)));
        FeatureDirections three = FeatureDirections.random(3, 2, new Seed(6));
        assertThrows(BadInputException.class, () -> loss.of(three, List.of(0.0, 0.0)));
    }
}
