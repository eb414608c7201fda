package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

/** What holds for every way to fit a direction, whatever it minimises. */
class TrainerLawsTest {

    private static final int SAMPLES = 600;
    private static final int NEURONS = 9;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.6, new Seed(50));

    static Stream<ProbeTrainer> trainers() {
        return Stream.of(
                new LdaTrainer(),
                new LdaTrainer(new Shrinkage.Given(0.3), LdaTrainer.Threshold.HALF_WAY),
                LdaTrainer.whitenedMeanDifference(),
                new SvmTrainer(),
                new SvmTrainer(1e-4),
                new SparseLogisticTrainer(0.03),
                new SparseLogisticTrainer(1),
                new SparseLogisticTrainer(0.05, 0.5));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void permutingNeuronsPermutesTheirWeights(ProbeTrainer trainer) {
        int[] order = {3, 8, 1, 7, 0, 2, 6, 5, 4};
        double[] weights = trainer.fit(WORLD.activations(), WORLD.concept()).standardizedWeights();
        double[] permuted = trainer.fit(WORLD.activations().selectColumns(order), WORLD.concept())
                .standardizedWeights();
        assertArrayEquals(Arrays.stream(order).mapToDouble(i -> weights[i]).toArray(), permuted, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void shiftsAndScalesOfNeuronsChangeNoScore(ProbeTrainer trainer) {
        float[] other = WORLD.activations().toArray();
        for (int i = 0; i < other.length; i++) {
            int neuron = i % NEURONS;
            other[i] = (neuron % 2 == 0 ? 1 : -1) * (neuron + 1) * 0.25f * other[i] + 3 * neuron;
        }
        Matrix rescaled = Matrix.of(SAMPLES, NEURONS, other);
        assertScores(scores(trainer, WORLD.activations(), WORLD.concept()), scores(trainer, rescaled, WORLD.concept()));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void swappingTheClassesTurnsTheScoresRound(ProbeTrainer trainer) {
        boolean[] absent = new boolean[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            absent[sample] = !WORLD.concept().in(sample);
        }
        double[] turned = scores(trainer, WORLD.activations(), Concept.of("absent", absent));
        assertScores(
                scores(trainer, WORLD.activations(), WORLD.concept()),
                Arrays.stream(turned).map(score -> -score).toArray());
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void aConstantNeuronChangesNothing(ProbeTrainer trainer) {
        Matrix wider = GaussianWorld.withConstantColumn(WORLD.activations(), -2);
        assertEquals(0, trainer.fit(wider, WORLD.concept()).weights()[NEURONS]);
        assertScores(scores(trainer, WORLD.activations(), WORLD.concept()), scores(trainer, wider, WORLD.concept()));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void aNeuronThatIsThereTwiceGivesScoresThatOrderSamplesAlike(ProbeTrainer trainer) {
        int[] twice = {0, 1, 2, 3, 4, 5, 6, 7, 8, 3};
        double[] once = scores(trainer, WORLD.activations(), WORLD.concept());
        double[] doubled = scores(trainer, WORLD.activations().selectColumns(twice), WORLD.concept());
        assertTrue(Arrays.stream(doubled).allMatch(Double::isFinite));
        assertTrue(correlation(once, doubled) > 0.95, "correlation " + correlation(once, doubled));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void moreNeuronsThanSamplesAreNoObstacle(ProbeTrainer trainer) {
        GaussianWorld wide = GaussianWorld.of(40, 90, 2, new Seed(51));
        double[] scores = scores(trainer, wide.activations(), wide.concept());
        assertTrue(Arrays.stream(scores).allMatch(Double::isFinite));
        assertTrue(meanWith(wide.concept(), scores, true) >= meanWith(wide.concept(), scores, false));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void classesThatCanBeSeparatedGiveAFiniteProbeThatOrdersThem(ProbeTrainer trainer) {
        GaussianWorld apart = GaussianWorld.of(400, 4, 60, new Seed(6));
        double[] scores = scores(trainer, apart.activations(), apart.concept());
        double least = select(apart.concept(), scores, true).min().orElseThrow();
        assertTrue(least > select(apart.concept(), scores, false).max().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void aNeuronThatIsTheLabelIsRead(ProbeTrainer trainer) {
        float[] values = GaussianWorld.noise(60, 4, new Seed(52)).toArray();
        boolean[] present = new boolean[60];
        for (int sample = 0; sample < 60; sample++) {
            present[sample] = sample % 3 == 0;
            values[sample * 4 + 2] = present[sample] ? 7 : -1;
        }
        LinearProbe probe = trainer.fit(Matrix.of(60, 4, values), Concept.of("copied", present));
        double[] weights = probe.standardizedWeights();
        assertTrue(Arrays.stream(weights).allMatch(Double::isFinite));
        for (double weight : weights) {
            assertTrue(weights[2] >= Math.abs(weight));
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void aLabelThatOneSampleHasGivesAFiniteProbe(ProbeTrainer trainer) {
        boolean[] present = new boolean[SAMPLES];
        present[17] = true;
        double[] scores = scores(trainer, WORLD.activations(), Concept.of("rare", present));
        assertTrue(Arrays.stream(scores).allMatch(Double::isFinite));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void fittingAgainGivesTheSameBits(ProbeTrainer trainer) {
        assertArrayEquals(
                scores(trainer, WORLD.activations(), WORLD.concept()),
                scores(trainer, WORLD.activations(), WORLD.concept()),
                0);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void oneClassAloneIsRefusedInOneLine(ProbeTrainer trainer) {
        Matrix x = GaussianWorld.noise(3, 2, new Seed(8));
        Concept always = Concept.of("always", true, true, true);
        BadInputException error = assertThrows(BadInputException.class, () -> trainer.fit(x, always));
        assertTrue(error.toString().contains("always"));
        assertEquals(1, error.toString().lines().count());
    }

    private static double[] scores(ProbeTrainer trainer, Matrix activations, Concept concept) {
        return trainer.fit(activations, concept).score(activations);
    }

    private static void assertScores(double[] expected, double[] came) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        // The activations themselves are rounded to float32 when they are shifted and scaled.
        assertArrayEquals(expected, came, 3e-5 * size);
    }

    private static DoubleStream select(Concept concept, double[] scores, boolean present) {
        return IntStream.range(0, scores.length)
                .filter(sample -> concept.in(sample) == present)
                .mapToDouble(sample -> scores[sample]);
    }

    private static double meanWith(Concept concept, double[] scores, boolean present) {
        return select(concept, scores, present).average().orElseThrow();
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return product / Math.sqrt(squaresA * squaresB);
    }
}
