package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

class SimpleTrainersTest {

    private static final GaussianWorld WORLD = GaussianWorld.of(2000, 9, 0.8, new Seed(9));

    @Test
    void meanDifferenceIsAsFarAboveZeroForOneMeanAsBelowForTheOther() {
        LinearProbe probe = new MeanDifferenceTrainer().fit(WORLD.activations(), WORLD.concept());
        double[] means = classMeans(probe.score(WORLD.activations()));
        assertTrue(means[1] > 0);
        assertEquals(means[1], -means[0], 1e-9);
    }

    @Test
    void meanDifferenceWeighsEachNeuronByItsOwnDifference() {
        LinearProbe probe = new MeanDifferenceTrainer().fit(WORLD.activations(), WORLD.concept());
        Standardization standardization = Standardization.of(WORLD.activations());
        for (int neuron = 0; neuron < 9; neuron++) {
            float[] column = WORLD.activations().column(neuron);
            double[] values = new double[column.length];
            Arrays.setAll(values, sample -> column[sample]);
            double[] means = classMeans(values);
            double scale = standardization.scale(neuron);
            assertEquals((means[1] - means[0]) * scale, probe.standardizedWeights()[neuron], 1e-9);
            assertEquals((means[1] - means[0]) * scale * scale, probe.weights()[neuron], 1e-9);
        }
    }

    @Test
    void ridgeOnAConceptIsAboveZeroWhereTheRegressionIsAboveOneHalf() {
        float[] target = new float[2000];
        for (int sample = 0; sample < 2000; sample++) {
            target[sample] = WORLD.concept().in(sample) ? 1 : 0;
        }
        double[] regression = new RidgeTrainer(5)
                .fit(WORLD.activations(), Matrix.of(2000, 1, target))
                .target(0)
                .score(WORLD.activations());
        double[] scores =
                new RidgeTrainer(5).fit(WORLD.activations(), WORLD.concept()).score(WORLD.activations());
        assertArrayEquals(Arrays.stream(regression).map(value -> value - 0.5).toArray(), scores, 1e-9);
    }

    @Test
    void sparseProbeReadsOnlyTheNeuronsThatMove() {
        LinearProbe probe = new SparseTrainer(3).fit(WORLD.activations(), WORLD.concept());
        for (int neuron = 0; neuron < 9; neuron++) {
            assertEquals(neuron % 3 == 0, probe.weights()[neuron] != 0, "neuron " + neuron);
        }
    }

    @Test
    void sparseProbeOnAllNeuronsIsTheLogisticProbe() {
        double[] all =
                new SparseTrainer(9).fit(WORLD.activations(), WORLD.concept()).score(WORLD.activations());
        double[] logistic =
                new LogisticTrainer().fit(WORLD.activations(), WORLD.concept()).score(WORLD.activations());
        assertArrayEquals(logistic, all, 1e-3);
    }

    @Test
    void sparseProbeOnMoreNeuronsThanThereAreIsRefused() {
        SparseTrainer trainer = new SparseTrainer(10);
        assertThrows(BadInputException.class, () -> trainer.fit(WORLD.activations(), WORLD.concept()));
    }

    @Test
    void ordersAreNestedAndHoldEveryNeuronOnce() {
        NeuronOrder best = NeuronOrder.bestFirst(TrainingActivations.of(WORLD.activations()), WORLD.concept());
        NeuronOrder random = NeuronOrder.random(9, new Seed(10));
        for (NeuronOrder order : new NeuronOrder[] {best, random}) {
            assertArrayEquals(order.first(4), Arrays.copyOf(order.first(9), 4));
            assertEquals(9, Arrays.stream(order.first(9)).distinct().count());
        }
        assertTrue(Arrays.stream(best.first(3)).allMatch(neuron -> neuron % 3 == 0));
        assertArrayEquals(random.first(9), NeuronOrder.random(9, new Seed(10)).first(9));
        assertThrows(BadInputException.class, () -> best.first(10));
    }

    @Test
    void directionIsTheWeightsInActivationSpace() {
        LinearProbe probe = new MeanDifferenceTrainer().fit(WORLD.activations(), WORLD.concept());
        assertEquals((float) probe.weights()[4], probe.direction().of(0)[4]);
        assertEquals(9, probe.direction().hidden());
    }

    private static double[] classMeans(double[] values) {
        double[] means = new double[2];
        for (int sample = 0; sample < values.length; sample++) {
            boolean present = WORLD.concept().in(sample);
            means[present ? 1 : 0] += values[sample]
                    / (present ? WORLD.concept().positives() : WORLD.concept().negatives());
        }
        return means;
    }
}
