package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

class RidgeTrainerTest {

    private static final int SAMPLES = 700;
    private static final int NEURONS = 5;
    private static final Matrix X =
            GaussianWorld.of(SAMPLES, NEURONS, 1, new Seed(3)).activations();
    private static final Matrix Y = targets();

    /** The slope of the penalised squared error in w and in b is zero, worked out in plain loops. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 50, 1e4})
    void solvesTheNormalEquations(double lambda) {
        RidgeProbe probe = new RidgeTrainer(lambda).fit(X, Y);
        Standardization standardization = Standardization.of(X);
        for (int target = 0; target < 3; target++) {
            double[] predicted = probe.target(target).score(X);
            double[] weights = probe.target(target).standardizedWeights();
            double errors = 0;
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double slope = lambda * weights[neuron];
                errors = 0;
                for (int sample = 0; sample < SAMPLES; sample++) {
                    double unit =
                            (X.get(sample, neuron) - standardization.mean(neuron)) * standardization.scale(neuron);
                    slope += unit * (predicted[sample] - Y.get(sample, target));
                    errors += predicted[sample] - Y.get(sample, target);
                }
                assertEquals(0, slope, 1e-8);
            }
            assertEquals(0, errors, 1e-8);
        }
    }

    @Test
    void withoutPenaltyAnExactLineIsFound() {
        float[] line = new float[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            line[sample] = 2 * X.get(sample, 0) - 3 * X.get(sample, 4) + 7;
        }
        LinearProbe probe =
                new RidgeTrainer(0).fit(X, Matrix.of(SAMPLES, 1, line)).target(0);
        assertArrayEquals(new double[] {2, 0, 0, 0, -3}, probe.weights(), 1e-5);
        assertEquals(7, probe.intercept(), 1e-3);
    }

    @Test
    void underAnEndlessPenaltyTheMeanIsPredicted() {
        RidgeProbe probe = new RidgeTrainer(1e15).fit(X, Y);
        double mean = 0;
        for (float value : Y.column(1)) {
            mean += value / (double) SAMPLES;
        }
        for (double predicted : probe.target(1).score(X)) {
            assertEquals(mean, predicted, 1e-6);
        }
    }

    @Test
    void manyTargetsAtOnceEqualEachAlone() {
        RidgeProbe together = new RidgeTrainer(3).fit(X, Y);
        for (int target = 0; target < 3; target++) {
            RidgeProbe alone = new RidgeTrainer(3).fit(X, Matrix.of(SAMPLES, 1, Y.column(target)));
            assertArrayEquals(alone.target(0).weights(), together.target(target).weights(), 1e-12);
            assertArrayEquals(
                    new float[][] {alone.weights().row(0)},
                    new float[][] {together.weights().row(target)});
        }
    }

    @Test
    void predictionsByOneProductEqualTheScoresOfEachTarget() {
        RidgeProbe probe = new RidgeTrainer(3).fit(X, Y);
        Matrix predictions = probe.predict(X);
        for (int target = 0; target < 3; target++) {
            double[] scores = probe.target(target).score(X);
            for (int sample = 0; sample < SAMPLES; sample++) {
                assertEquals(scores[sample], predictions.get(sample, target), 1e-5);
            }
        }
    }

    @Test
    void aConstantNeuronChangesNothing() {
        Matrix wider = GaussianWorld.withConstantColumn(X, 3.7f);
        for (double lambda : new double[] {0, 2}) {
            LinearProbe narrow = new RidgeTrainer(lambda).fit(X, Y).target(0);
            LinearProbe wide = new RidgeTrainer(lambda).fit(wider, Y).target(0);
            assertArrayEquals(narrow.score(X), wide.score(wider), 1e-9);
            assertEquals(0, wide.weights()[NEURONS]);
        }
    }

    @Test
    void targetsThatAreNotFiniteAreRefused() {
        float[] values = Y.toArray();
        values[4] = Float.NaN;
        assertThrows(BadInputException.class, () -> new RidgeTrainer(1).fit(X, Matrix.of(SAMPLES, 3, values)));
    }

    @Test
    void dependentNeuronsWithoutPenaltyAreRefused() {
        int[] twice = {0, 1, 0};
        assertThrows(BadInputException.class, () -> new RidgeTrainer(0).fit(X.selectColumns(twice), Y));
        assertThrows(BadInputException.class, () -> new RidgeTrainer(-1));
    }

    private static Matrix targets() {
        Matrix noise = GaussianWorld.noise(SAMPLES, 3, new Seed(4));
        float[] values = noise.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.5f * (i % 3) * X.get(i / 3, i % 3) + 4;
        }
        return Matrix.of(SAMPLES, 3, values);
    }
}
