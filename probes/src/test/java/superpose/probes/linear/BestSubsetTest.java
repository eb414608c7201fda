package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

class BestSubsetTest {

    /** Every choice is tried, each by a ridge regression of its own on its own columns. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 4", "3, 5", "4, 6", "5, 9", "6, 3", "6, 4"})
    void isTheBestOfAllChoices(int seed, int units) {
        GaussianWorld world = mixture(80, 10, new Seed(seed));
        TrainingActivations training = TrainingActivations.of(world.activations());
        BestSubsetResult result = new BestSubset(10, 2, 100_000).search(training, world.concept(), units);
        double least = Double.POSITIVE_INFINITY;
        for (int choice = 0; choice < 1 << 10; choice++) {
            if (Integer.bitCount(choice) == units) {
                int[] neurons = new int[units];
                int count = 0;
                for (int neuron = 0; neuron < 10; neuron++) {
                    if ((choice & 1 << neuron) != 0) {
                        neurons[count++] = neuron;
                    }
                }
                least = Math.min(least, ridgeObjective(world, neurons, 2));
            }
        }
        assertEquals(least, result.objective(), 1e-8);
        assertEquals(least, ridgeObjective(world, result.neurons(), 2), 1e-8);
        assertTrue(result.isProven());
        assertEquals(0, result.gap());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 8})
    void theBoundNeverPassesTheBestAndTheGapFallsWithMoreNodes(int units) {
        GaussianWorld world = mixture(150, 24, new Seed(units));
        TrainingActivations training = TrainingActivations.of(world.activations());
        BestSubsetResult proven = new BestSubset(24, 1, 1_000_000).search(training, world.concept(), units);
        assertTrue(proven.isProven());
        double lastGap = 1;
        double lastBound = 0;
        for (int nodes : new int[] {0, 1, 2, 5, 20, 100, 1000}) {
            BestSubsetResult part = new BestSubset(24, 1, nodes).search(training, world.concept(), units);
            assertTrue(part.nodes() <= nodes);
            assertTrue(part.lowerBound() <= proven.objective() * (1 + 1e-12));
            assertTrue(part.objective() >= proven.objective() * (1 - 1e-9));
            assertTrue(part.gap() <= lastGap && part.gap() >= 0);
            assertTrue(part.lowerBound() >= lastBound);
            lastGap = part.gap();
            lastBound = part.lowerBound();
        }
        assertFalse(new BestSubset(24, 1, 1)
                .search(training, world.concept(), units)
                .isProven());
    }

    @Test
    void findsAPairOfWhichEachAloneTellsLittle() {
        RandomGenerator generator = new Seed(110).generator();
        float[] values = GaussianWorld.noise(800, 12, new Seed(111)).toArray();
        boolean[] present = new boolean[800];
        for (int sample = 0; sample < 800; sample++) {
            double common = 5 * generator.nextGaussian();
            double signal = generator.nextGaussian();
            present[sample] = signal > 0;
            values[sample * 12 + 4] = (float) (common + signal);
            values[sample * 12 + 9] = (float) common;
            values[sample * 12 + 2] += 0.5f * (present[sample] ? 1 : -1);
        }
        Matrix activations = Matrix.of(800, 12, values);
        Concept concept = Concept.of("signal", present);
        int[] pair = new BestSubset().choose(TrainingActivations.of(activations), concept, 2);
        assertArrayEquals(new int[] {4, 9}, pair);
    }

    @Test
    void moreUnitsNeverLeaveMore() {
        GaussianWorld world = mixture(200, 14, new Seed(112));
        TrainingActivations training = TrainingActivations.of(world.activations());
        double last = 1;
        for (int units = 1; units <= 14; units++) {
            BestSubsetResult result = new BestSubset(14, 1, 100_000).search(training, world.concept(), units);
            assertTrue(result.isProven() && result.objective() <= last);
            assertEquals(units, result.neurons().length);
            last = result.objective();
        }
    }

    @Test
    void candidatesAreThoseWhoseMeansLieFarthestApart() {
        GaussianWorld world = mixture(200, 14, new Seed(113));
        TrainingActivations training = TrainingActivations.of(world.activations());
        BestSubsetResult result = new BestSubset(5, 1, 100).search(training, world.concept(), 2);
        assertArrayEquals(NeuronOrder.bestFirst(training, world.concept()).first(5), result.candidates());
        assertTrue(Arrays.stream(result.neurons())
                .allMatch(neuron -> Arrays.stream(result.candidates()).anyMatch(one -> one == neuron)));
    }

    @Test
    void copiesOfNeuronsAndFewRowsAreStillProven() {
        GaussianWorld few = mixture(12, 20, new Seed(114));
        BestSubsetResult wide =
                new BestSubset(20, 1, 100_000).search(TrainingActivations.of(few.activations()), few.concept(), 4);
        assertTrue(wide.isProven());
        int[] doubled = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
        BestSubsetResult copies = new BestSubset(10, 1e-6, 100_000)
                .search(TrainingActivations.of(few.activations().selectColumns(doubled)), few.concept(), 4);
        assertTrue(copies.isProven());
        assertTrue(copies.objective() > 0 && copies.objective() < 1);
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        assertThrows(BadInputException.class, () -> new BestSubset(0, 1, 1));
        assertThrows(BadInputException.class, () -> new BestSubset(1, 0, 1));
        assertThrows(BadInputException.class, () -> new BestSubset(1, 1, -1));
    }

    /** The penalised squared error of a ridge regression as a share of that of the mean, in plain loops. */
    private static double ridgeObjective(GaussianWorld world, int[] neurons, double lambda) {
        Matrix columns = world.activations().selectColumns(neurons);
        LinearProbe probe = new RidgeTrainer(lambda).fit(columns, world.concept());
        double[] scores = probe.score(columns);
        double share = (double) world.concept().positives() / world.concept().samples();
        double errors = 0;
        for (int sample = 0; sample < scores.length; sample++) {
            double target = world.concept().in(sample) ? 0.5 : -0.5;
            errors += (target - scores[sample]) * (target - scores[sample]);
        }
        for (double weight : probe.standardizedWeights()) {
            errors += lambda * weight * weight;
        }
        return errors / (scores.length * share * (1 - share));
    }

    /** Neurons that each read several of many rare features, one of which is the concept. */
    private static GaussianWorld mixture(int samples, int neurons, Seed seed) {
        RandomGenerator generator = seed.generator();
        Matrix mix = GaussianWorld.noise(2 * neurons, neurons, seed.child("mix"));
        float[] values =
                GaussianWorld.noise(samples, neurons, seed.child("noise")).toArray();
        boolean[] present = new boolean[samples];
        for (int sample = 0; sample < samples; sample++) {
            for (int feature = 0; feature < mix.rows(); feature++) {
                if (generator.nextDouble() < 0.2) {
                    present[sample] |= feature == 0;
                    for (int neuron = 0; neuron < neurons; neuron++) {
                        values[sample * neurons + neuron] += mix.get(feature, neuron);
                    }
                }
            }
        }
        return new GaussianWorld(Matrix.of(samples, neurons, values), Concept.of("first feature", present));
    }
}
