package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.NativeAlgebra;

/** Many probes at once, rows that are not kept, and any number of threads: always the same probes. */
class ManyProbesTest {

    private static final int SAMPLES = 2500;
    private static final int NEURONS = 19;

    /** More than enough for products of matrices to take over from products with vectors. */
    private static final int LABELS = 45;

    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.6, new Seed(41));
    private static final TrainingActivations TRAINING = TrainingActivations.of(WORLD.activations());
    private static final List<Concept> CONCEPTS = concepts();

    private static List<Concept> concepts() {
        List<Concept> concepts = new ArrayList<>(List.of(WORLD.concept()));
        for (int label = 1; label < LABELS; label++) {
            boolean[] present = new boolean[SAMPLES];
            for (int sample = 0; sample < SAMPLES; sample++) {
                int neuron = label % NEURONS;
                double unit = (WORLD.activations().get(sample, neuron) - 10 * neuron + 5) / (1 + neuron);
                present[sample] = (WORLD.concept().in(sample) ? 1 : 0) + unit > 0.1 * label - 1;
            }
            concepts.add(Concept.of("label " + label, present));
        }
        return concepts;
    }

    private static List<ProbeTrainer> trainers() {
        return List.of(
                new LogisticTrainer(0.01), new RidgeTrainer(3), new MeanDifferenceTrainer(), new SparseTrainer(4));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void allAtOnceEqualEachAlone(ProbeTrainer trainer) {
        List<LinearProbe> together = trainer.fitAll(TRAINING, CONCEPTS);
        assertEquals(LABELS, together.size());
        for (int label = 0; label < LABELS; label++) {
            LinearProbe alone = trainer.fit(TRAINING, CONCEPTS.get(label));
            assertClose(alone, together.get(label), 2e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void rowsThatAreReadAnewGiveTheSameBits(ProbeTrainer trainer) {
        TrainingActivations streamed = TrainingActivations.keeping(WORLD.activations(), 0);
        assertSame(trainer.fitAll(TRAINING, CONCEPTS), trainer.fitAll(streamed, CONCEPTS));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void anyNumberOfThreadsGivesTheSameBits(ProbeTrainer trainer) {
        int before = NativeAlgebra.threads();
        try {
            NativeAlgebra.useThreads(1);
            List<LinearProbe> alone = trainer.fitAll(TrainingActivations.of(WORLD.activations()), CONCEPTS);
            NativeAlgebra.useThreads(5);
            assertSame(alone, trainer.fitAll(TrainingActivations.of(WORLD.activations()), CONCEPTS));
            assertEquals(5, NativeAlgebra.threads());
        } finally {
            NativeAlgebra.useThreads(before);
        }
    }

    @Test
    void aPathOfPenaltiesIsAFitForEach() {
        List<Double> cs = List.of(10.0, 1e-4, 0.1);
        List<List<LinearProbe>> path = LogisticTrainer.fitPath(TRAINING, CONCEPTS.subList(0, 3), cs);
        for (int i = 0; i < cs.size(); i++) {
            LogisticTrainer alone = new LogisticTrainer(cs.get(i));
            for (int label = 0; label < 3; label++) {
                assertClose(
                        alone.fit(TRAINING, CONCEPTS.get(label)), path.get(i).get(label), 2e-3);
            }
        }
        assertThrows(BadInputException.class, () -> LogisticTrainer.fitPath(TRAINING, CONCEPTS, List.of(0.0)));
    }

    @Test
    void noConceptsGiveNoProbes() {
        for (ProbeTrainer trainer : trainers()) {
            assertEquals(List.of(), trainer.fitAll(TRAINING, List.of()));
        }
    }

    @Test
    void oneClassAloneIsRefusedByName() {
        Concept never = Concept.of("never", new boolean[SAMPLES]);
        for (ProbeTrainer trainer : trainers()) {
            BadInputException error = assertThrows(
                    BadInputException.class, () -> trainer.fitAll(TRAINING, List.of(WORLD.concept(), never)));
            assertTrue(error.toString().contains("never"), error::toString);
        }
    }

    @Test
    void oneSampleOfManyIsEnough() {
        boolean[] once = new boolean[SAMPLES];
        once[1234] = true;
        Concept rare = Concept.of("rare", once);
        for (double c : new double[] {1e-3, 1, 1e6}) {
            double[] scores = new LogisticTrainer(c).fit(TRAINING, rare).score(WORLD.activations());
            assertTrue(Arrays.stream(scores).allMatch(Double::isFinite));
            assertTrue(scores[1234] > Arrays.stream(scores).average().orElseThrow(), "C = " + c);
        }
    }

    @Test
    void copiesOfANeuronShareItsWeight() {
        int[] twice = {0, 1, 2, 3, 0};
        Matrix copied = WORLD.activations().selectColumns(twice);
        double[] weights = new LogisticTrainer().fit(copied, WORLD.concept()).standardizedWeights();
        assertEquals(weights[0], weights[4], 1e-3 * weights[0]);
        assertTrue(weights[0] > 0);
    }

    @Test
    void manyLabelsOnMoreNeuronsThanSamplesAreNoObstacle() {
        Matrix wide = GaussianWorld.noise(40, 150, new Seed(42));
        List<Concept> concepts = new ArrayList<>();
        for (int label = 0; label < LABELS; label++) {
            boolean[] present = new boolean[40];
            Arrays.fill(present, 0, 1 + label % 39, true);
            concepts.add(Concept.of("first rows", present));
        }
        List<LinearProbe> probes = new LogisticTrainer(100).fitAll(TrainingActivations.of(wide), concepts);
        for (int label = 0; label < LABELS; label++) {
            double[] scores = probes.get(label).score(wide);
            for (int sample = 0; sample < scores.length; sample++) {
                assertEquals(concepts.get(label).in(sample), scores[sample] > 0, "label " + label);
            }
        }
    }

    private static void assertClose(LinearProbe expected, LinearProbe actual, double tolerance) {
        double[] weights = expected.standardizedWeights();
        double largest = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
        assertArrayEquals(weights, actual.standardizedWeights(), tolerance * largest);
    }

    private static void assertSame(List<LinearProbe> expected, List<LinearProbe> actual) {
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).weights(), actual.get(i).weights(), 0);
            assertEquals(expected.get(i).intercept(), actual.get(i).intercept(), 0);
        }
    }
}
