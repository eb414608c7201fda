package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

class SvmTrainerTest {

    private static final int SAMPLES = 1200;
    private static final int NEURONS = 7;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.7, new Seed(80));

    /** The slope of the penalised loss, worked out in plain loops, is small against its parts. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 0.01, 1, 1e4})
    void slopeIsZeroAtTheFit(double c) {
        LinearProbe probe = new SvmTrainer(c).fit(WORLD.activations(), WORLD.concept());
        Standardization known = Standardization.of(WORLD.activations());
        double[] scores = probe.score(WORLD.activations());
        double[] slope = probe.standardizedWeights();
        double interceptSlope = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            int label = WORLD.concept().in(sample) ? 1 : -1;
            double pull = -2 * c * label * Math.max(0, 1 - label * scores[sample]);
            interceptSlope += pull;
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double unit = WORLD.activations().get(sample, neuron) - known.mean(neuron);
                slope[neuron] += pull * unit * known.scale(neuron);
            }
        }
        double tolerance = 1e-9 * Math.max(1, c * SAMPLES);
        assertArrayEquals(new double[NEURONS], slope, tolerance);
        assertEquals(0, interceptSlope, tolerance);
    }

    /** With hardly any penalty the samples nearest to the boundary lie on the margin, on both sides. */
    @Test
    void separableClassesEndUpOnTheMargin() {
        GaussianWorld apart = GaussianWorld.of(300, 3, 30, new Seed(81));
        double[] scores =
                new SvmTrainer(1e6).fit(apart.activations(), apart.concept()).score(apart.activations());
        double above = Double.POSITIVE_INFINITY;
        double below = Double.NEGATIVE_INFINITY;
        for (int sample = 0; sample < scores.length; sample++) {
            if (apart.concept().in(sample)) {
                above = Math.min(above, scores[sample]);
            } else {
                below = Math.max(below, scores[sample]);
            }
        }
        assertEquals(1, above, 1e-3);
        assertEquals(-1, below, 1e-3);
    }

    @Test
    void cOfZeroIsRefused() {
        assertThrows(BadInputException.class, () -> new SvmTrainer(0));
        assertTrue(new SvmTrainer().name().contains("C = 1.0"));
    }
}
