package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

class LogisticTrainerTest {

    private static final int SAMPLES = 3000;
    private static final int NEURONS = 8;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.8, new Seed(5));

    /** The slope of the penalised loss, worked out in plain loops, is small against its parts. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1, 1e3})
    void slopeIsZeroAtTheFit(double c) {
        LinearProbe probe = new LogisticTrainer(c).fit(WORLD.activations(), WORLD.concept());
        Standardization standardization = Standardization.of(WORLD.activations());
        double[] scores = probe.score(WORLD.activations());
        double[] slope = probe.standardizedWeights();
        double interceptSlope = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            double residual =
                    1 / (1 + Math.exp(-scores[sample])) - (WORLD.concept().in(sample) ? 1 : 0);
            interceptSlope += c * residual;
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double unit = WORLD.activations().get(sample, neuron) - standardization.mean(neuron);
                slope[neuron] += c * residual * unit * standardization.scale(neuron);
            }
        }
        double tolerance = 1e-5 * Math.max(1, c * SAMPLES);
        assertArrayEquals(new double[NEURONS], slope, tolerance);
        assertEquals(0, interceptSlope, tolerance);
    }

    @Test
    void aWeakProbeOnAStrongPenaltyTellsOnlyTheShareOfPositives() {
        LinearProbe probe = new LogisticTrainer(1e-12).fit(WORLD.activations(), WORLD.concept());
        double share = WORLD.concept().positives() / (double) SAMPLES;
        for (double score : probe.score(WORLD.activations())) {
            assertEquals(Math.log(share / (1 - share)), score, 1e-6);
        }
    }

    @Test
    void isInvariantToTheOrderOfNeurons() {
        int[] order = {3, 1, 7, 0, 2, 6, 5, 4};
        double[] weights = fit(WORLD.activations()).weights();
        double[] permuted = fit(WORLD.activations().selectColumns(order)).weights();
        for (int i = 0; i < order.length; i++) {
            assertEquals(weights[order[i]], permuted[i], 1e-4 * Math.abs(weights[order[i]]) + 1e-7);
        }
    }

    @Test
    void scoresAreInvariantToTheUnitsOfNeurons() {
        float[] other = WORLD.activations().toArray();
        for (int i = 0; i < other.length; i++) {
            int neuron = i % NEURONS;
            other[i] = (neuron % 2 == 0 ? 1 : -1) * (neuron + 1) * 0.25f * other[i] + 3 * neuron;
        }
        Matrix rescaled = Matrix.of(SAMPLES, NEURONS, other);
        assertArrayEquals(
                fit(WORLD.activations()).score(WORLD.activations()),
                fit(rescaled).score(rescaled),
                1e-3);
    }

    @Test
    void swappingTheClassesTurnsTheScoresRound() {
        boolean[] absent = new boolean[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            absent[sample] = !WORLD.concept().in(sample);
        }
        LinearProbe turned = new LogisticTrainer().fit(WORLD.activations(), Concept.of("absent", absent));
        double[] scores = fit(WORLD.activations()).score(WORLD.activations());
        double[] negated = Arrays.stream(turned.score(WORLD.activations()))
                .map(score -> -score)
                .toArray();
        assertArrayEquals(scores, negated, 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e6})
    void classesThatCanBeSeparatedGiveAFiniteProbe(double c) {
        GaussianWorld apart = GaussianWorld.of(400, 4, 60, new Seed(6));
        LinearProbe probe = new LogisticTrainer(c).fit(apart.activations(), apart.concept());
        double[] scores = probe.score(apart.activations());
        assertTrue(Arrays.stream(probe.weights()).allMatch(Double::isFinite));
        for (int sample = 0; sample < scores.length; sample++) {
            assertEquals(apart.concept().in(sample), scores[sample] > 0);
        }
    }

    @Test
    void aConstantNeuronChangesNothing() {
        Matrix wider = GaussianWorld.withConstantColumn(WORLD.activations(), -2);
        LinearProbe wide = fit(wider);
        assertEquals(0, wide.weights()[NEURONS]);
        assertArrayEquals(fit(WORLD.activations()).score(WORLD.activations()), wide.score(wider), 1e-4);
    }

    @Test
    void moreNeuronsThanSamplesAreNoObstacle() {
        Matrix wide = GaussianWorld.noise(30, 90, new Seed(7));
        boolean[] present = new boolean[30];
        Arrays.fill(present, 0, 11, true);
        LinearProbe probe = new LogisticTrainer().fit(wide, Concept.of("first rows", present));
        double[] scores = probe.score(wide);
        double least = Arrays.stream(scores, 0, 11).min().orElseThrow();
        assertTrue(least > Arrays.stream(scores, 11, 30).max().orElseThrow());
    }

    @Test
    void fittingAgainGivesTheSameBits() {
        assertArrayEquals(
                fit(WORLD.activations()).weights(), fit(WORLD.activations()).weights(), 0);
    }

    @Test
    void oneClassAloneIsRefused() {
        Concept always = Concept.of("always", true, true, true);
        Matrix x = GaussianWorld.noise(3, 2, new Seed(8));
        BadInputException error = assertThrows(BadInputException.class, () -> new LogisticTrainer().fit(x, always));
        assertTrue(error.toString().contains("always"));
        assertThrows(BadInputException.class, () -> new LogisticTrainer(0));
    }

    private static LinearProbe fit(Matrix activations) {
        return new LogisticTrainer().fit(activations, WORLD.concept());
    }
}
