package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

class SparseLogisticTrainerTest {

    private static final int SAMPLES = 1500;
    private static final int NEURONS = 12;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.5, new Seed(70));
    private static final TrainingActivations TRAINING = TrainingActivations.of(WORLD.activations());

    /** The conditions of Karush, Kuhn and Tucker, worked out in plain loops. */
    @ParameterizedTest
    @CsvSource({"0.005, 1", "0.05, 1", "1, 1", "100, 1", "0.02, 0.5", "1, 0.9", "1, 0"})
    void slopesMeetTheConditionsForTheLeastLoss(double c, double l1Ratio) {
        LinearProbe probe = new SparseLogisticTrainer(c, l1Ratio).fit(TRAINING, WORLD.concept());
        double[] weights = probe.standardizedWeights();
        double[] residuals = residuals(probe, c);
        assertEquals(0, Arrays.stream(residuals).sum(), 1e-6);
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            double slope = (1 - l1Ratio) * weights[neuron];
            for (int sample = 0; sample < SAMPLES; sample++) {
                slope += residuals[sample] * unit(sample, neuron);
            }
            if (weights[neuron] == 0) {
                assertTrue(Math.abs(slope) <= l1Ratio + 1e-6);
            } else {
                assertEquals(-l1Ratio * Math.signum(weights[neuron]), slope, 1e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.1})
    void theFirstNeuronEntersAtTheLargestSilentC(double l1Ratio) {
        SparseLogisticTrainer trainer = new SparseLogisticTrainer(1, l1Ratio);
        double largest = trainer.largestSilentC(TRAINING, WORLD.concept());
        assertEquals(0, read(new SparseLogisticTrainer(largest * 0.9999, l1Ratio)));
        assertEquals(1, read(new SparseLogisticTrainer(largest * 1.0001, l1Ratio)));
    }

    @Test
    void aPathEqualsFitsFromTheStart() {
        double[] cs = {0.004, 0.01, 0.1, 1, 0.02};
        List<LinearProbe> path = new SparseLogisticTrainer(1).path(TRAINING, WORLD.concept(), cs);
        for (int i = 0; i < cs.length; i++) {
            assertArrayEquals(
                    new SparseLogisticTrainer(cs[i])
                            .fit(TRAINING, WORLD.concept())
                            .standardizedWeights(),
                    path.get(i).standardizedWeights(),
                    1e-7);
        }
    }

    @Test
    void withoutAnL1PenaltyItIsTheLogisticProbe() {
        assertArrayEquals(
                new LogisticTrainer(0.1).fit(TRAINING, WORLD.concept()).standardizedWeights(),
                new SparseLogisticTrainer(0.1, 0).fit(TRAINING, WORLD.concept()).standardizedWeights(),
                1e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e4})
    void separableClassesWithMoreNeuronsThanSamplesSettle(double c) {
        GaussianWorld wide = GaussianWorld.of(60, 150, 1, new Seed(71));
        LinearProbe probe = new SparseLogisticTrainer(c).fit(wide.activations(), wide.concept());
        double[] scores = probe.score(wide.activations());
        for (int sample = 0; sample < scores.length; sample++) {
            assertEquals(wide.concept().in(sample), scores[sample] > 0);
        }
        long kept = Arrays.stream(probe.weights()).filter(weight -> weight != 0).count();
        assertTrue(kept <= 60, kept + " neurons for 60 samples");
    }

    @Test
    void theElasticNetSharesWhatTheLassoGivesToOneOfTwoCopies() {
        int[] twice = {0, 1, 2, 3, 0};
        var copies = WORLD.activations().selectColumns(twice);
        double[] shared =
                new SparseLogisticTrainer(0.1, 0.5).fit(copies, WORLD.concept()).standardizedWeights();
        assertTrue(shared[0] != 0);
        assertEquals(shared[0], shared[4], 1e-5);
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        assertThrows(BadInputException.class, () -> new SparseLogisticTrainer(0));
        assertThrows(BadInputException.class, () -> new SparseLogisticTrainer(1, 1.5));
        assertThrows(BadInputException.class, () -> new SparseLogisticTrainer(1, Double.NaN));
    }

    private static long read(SparseLogisticTrainer trainer) {
        double[] weights = trainer.fit(TRAINING, WORLD.concept()).weights();
        return Arrays.stream(weights).filter(weight -> weight != 0).count();
    }

    private static double[] residuals(LinearProbe probe, double c) {
        double[] residuals = probe.score(WORLD.activations());
        for (int sample = 0; sample < SAMPLES; sample++) {
            double label = WORLD.concept().in(sample) ? 1 : 0;
            residuals[sample] = c * (1 / (1 + Math.exp(-residuals[sample])) - label);
        }
        return residuals;
    }

    private static double unit(int sample, int neuron) {
        Standardization known = TRAINING.standardization();
        return (WORLD.activations().get(sample, neuron) - known.mean(neuron)) * known.scale(neuron);
    }
}
