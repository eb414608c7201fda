package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

class NeuronSelectionTest {

    private static final int SAMPLES = 1000;
    private static final int NEURONS = 9;

    /** Neurons 0, 3 and 6 move with the concept, and none shares its noise with another; neuron i is wide by i + 1. */
    private static final GaussianWorld WORLD = independent();

    private static final int[] MOVING = {0, 3, 6};

    static Stream<NeuronSelection> informed() {
        return Stream.of(
                new MeanDifferenceRanking(),
                new MutualInformationRanking(),
                new L1PathRanking(),
                new SvmRanking(),
                new SvmRanking(new SvmTrainer(1e-3)),
                new BestSubset(),
                new BestSubset(4, 10, 5));
    }

    static Stream<NeuronSelection> all() {
        return Stream.concat(informed(), Stream.of(new RawMeanDifferenceRanking(), new RandomRanking(new Seed(101))));
    }

    static Stream<NeuronRanking> rankings() {
        return all().filter(NeuronRanking.class::isInstance).map(NeuronRanking.class::cast);
    }

    @ParameterizedTest
    @MethodSource("informed")
    void findsTheNeuronsThatMove(NeuronSelection selection) {
        assertArrayEquals(MOVING, choose(selection, WORLD.activations(), WORLD.concept()));
    }

    @ParameterizedTest
    @MethodSource("informed")
    void followsNeuronsThatArePermutedShiftedAndScaled(NeuronSelection selection) {
        int[] order = {3, 8, 1, 7, 0, 2, 6, 5, 4};
        float[] other = WORLD.activations().selectColumns(order).toArray();
        for (int i = 0; i < other.length; i++) {
            int neuron = i % NEURONS;
            other[i] = (neuron % 2 == 0 ? 1 : -1) * (neuron + 1) * 0.25f * other[i] + 3 * neuron;
        }
        int[] chosen = choose(selection, Matrix.of(SAMPLES, NEURONS, other), WORLD.concept());
        assertArrayEquals(
                MOVING, Arrays.stream(chosen).map(i -> order[i]).sorted().toArray());
    }

    @ParameterizedTest
    @MethodSource("all")
    void choosesTheSameWhereTheClassesAreSwapped(NeuronSelection selection) {
        boolean[] absent = new boolean[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            absent[sample] = !WORLD.concept().in(sample);
        }
        assertArrayEquals(
                choose(selection, WORLD.activations(), WORLD.concept()),
                choose(selection, WORLD.activations(), Concept.of("absent", absent)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverChoosesAConstantNeuronAndSaysSoWhereThereAreNoOthers(NeuronSelection selection) {
        Matrix wider = GaussianWorld.withConstantColumn(WORLD.activations().selectColumns(new int[] {1, 0, 2}), 4);
        TrainingActivations training = TrainingActivations.of(wider);
        int[] chosen = selection.choose(training, WORLD.concept(), 3);
        assertArrayEquals(new int[] {0, 1, 2}, Arrays.stream(chosen).sorted().toArray());
        BadInputException error =
                assertThrows(BadInputException.class, () -> selection.choose(training, WORLD.concept(), 4));
        assertTrue(error.toString().contains("3 of 4"));
        assertEquals(1, error.toString().lines().count());
        assertThrows(BadInputException.class, () -> selection.choose(training, WORLD.concept(), 0));
    }

    @ParameterizedTest
    @MethodSource("all")
    void extremesGiveDistinctNeuronsAndAFiniteProbe(NeuronSelection selection) {
        boolean[] present = new boolean[SAMPLES];
        present[5] = true;
        Concept rare = Concept.of("rare", present);
        GaussianWorld wide = GaussianWorld.of(40, 90, 1, new Seed(102));
        GaussianWorld apart = GaussianWorld.of(300, 6, 60, new Seed(103));
        Matrix doubled = WORLD.activations().selectColumns(new int[] {0, 0, 1, 1, 2, 2});
        check(selection, WORLD.activations(), rare);
        check(selection, wide.activations(), wide.concept());
        check(selection, apart.activations(), apart.concept());
        check(selection, doubled, WORLD.concept());
    }

    private static void check(NeuronSelection selection, Matrix activations, Concept concept) {
        int[] chosen = choose(selection, activations, concept);
        assertEquals(3, Arrays.stream(chosen).distinct().count());
        LinearProbe probe = new SparseTrainer(3, selection).fit(activations, concept);
        double[] weights = probe.weights();
        for (int neuron = 0; neuron < weights.length; neuron++) {
            int one = neuron;
            assertTrue(Double.isFinite(weights[neuron]));
            assertTrue(weights[neuron] == 0 || Arrays.stream(chosen).anyMatch(i -> i == one));
        }
    }

    @ParameterizedTest
    @MethodSource("rankings")
    void moreNeuronsHoldTheFewer(NeuronRanking ranking) {
        TrainingActivations training = TrainingActivations.of(WORLD.activations());
        int[] all = ranking.choose(training, WORLD.concept(), NEURONS);
        assertArrayEquals(
                IntStream.range(0, NEURONS).toArray(),
                Arrays.stream(all).sorted().toArray());
        for (int units = 1; units < NEURONS; units++) {
            assertArrayEquals(Arrays.copyOf(all, units), ranking.choose(training, WORLD.concept(), units));
        }
    }

    @Test
    void rawDifferencesPreferWideNeurons() {
        int[] order =
                new RawMeanDifferenceRanking().choose(TrainingActivations.of(WORLD.activations()), WORLD.concept(), 3);
        assertArrayEquals(new int[] {6, 3, 0}, order);
    }

    @Test
    void otherSeedsGiveOtherRandomOrders() {
        TrainingActivations training = TrainingActivations.of(WORLD.activations());
        assertNotEquals(
                Arrays.toString(new RandomRanking(new Seed(1)).choose(training, WORLD.concept(), NEURONS)),
                Arrays.toString(new RandomRanking(new Seed(2)).choose(training, WORLD.concept(), NEURONS)));
    }

    @Test
    void informationIsThatOfTheLabelForACopyAndAboutNoneForNoise() {
        float[] values = GaussianWorld.noise(4000, 2, new Seed(104)).toArray();
        boolean[] present = new boolean[4000];
        for (int sample = 0; sample < 4000; sample++) {
            present[sample] = sample % 4 == 0;
            values[sample * 2] = present[sample] ? 1 : 0;
        }
        Concept concept = Concept.of("copied", present);
        double[] bits =
                new MutualInformationRanking().bits(TrainingActivations.of(Matrix.of(4000, 2, values)), concept);
        double entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)) / Math.log(2);
        assertEquals(entropy, bits[0], 1e-3);
        assertEquals(0, bits[1], 0.005);
    }

    /** The bias that is taken off is that of noise on average. */
    @Test
    void informationOfNoiseIsZeroOnAverage() {
        boolean[] present = new boolean[300];
        Arrays.fill(present, 0, 120, true);
        TrainingActivations noise = TrainingActivations.of(GaussianWorld.noise(300, 400, new Seed(105)));
        double[] bits = new MutualInformationRanking(8).bits(noise, Concept.of("first rows", present));
        double bias = 7 / (2 * 300 * Math.log(2));
        assertEquals(0, Arrays.stream(bits).average().orElseThrow(), 0.1 * bias);
    }

    @Test
    void informationSeesWhatMeansDoNot() {
        float[] values = GaussianWorld.noise(2000, 3, new Seed(106)).toArray();
        boolean[] present = new boolean[2000];
        for (int sample = 0; sample < 2000; sample++) {
            present[sample] = Math.abs(values[sample * 3 + 1]) > 1;
        }
        TrainingActivations training = TrainingActivations.of(Matrix.of(2000, 3, values));
        Concept far = Concept.of("far from the middle", present);
        assertArrayEquals(new int[] {1}, new MutualInformationRanking().choose(training, far, 1));
        assertThrows(BadInputException.class, () -> new MutualInformationRanking(1));
    }

    private static GaussianWorld independent() {
        float[] values = GaussianWorld.noise(SAMPLES, NEURONS, new Seed(100)).toArray();
        boolean[] present = new boolean[SAMPLES];
        for (int i = 0; i < values.length; i++) {
            int neuron = i % NEURONS;
            present[i / NEURONS] = i / NEURONS % 3 == 0;
            float shift = present[i / NEURONS] && neuron % 3 == 0 ? 1 : 0;
            values[i] = 10 * neuron + (1 + neuron) * (values[i] + shift);
        }
        return new GaussianWorld(Matrix.of(SAMPLES, NEURONS, values), Concept.of("shifted", present));
    }

    private static int[] choose(NeuronSelection selection, Matrix activations, Concept concept) {
        int[] chosen = selection.choose(TrainingActivations.of(activations), concept, 3);
        return Arrays.stream(chosen).sorted().toArray();
    }
}
