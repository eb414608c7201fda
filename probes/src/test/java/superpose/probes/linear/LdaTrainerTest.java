package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

class LdaTrainerTest {

    private static final int SAMPLES = 900;
    private static final int NEURONS = 6;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.7, new Seed(60));
    private static final TrainingActivations TRAINING = TrainingActivations.of(WORLD.activations());

    /** The weights times the covariance, formed in plain loops over the rows, give back the difference of means. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 1})
    void solvesTheEquationOfTheDiscriminant(double shrinkage) {
        double[] weights = new LdaTrainer(new Shrinkage.Given(shrinkage), LdaTrainer.Threshold.HALF_WAY)
                .fit(TRAINING, WORLD.concept())
                .standardizedWeights();
        double[][] means = classMeans();
        double[][] within = withinClasses(means);
        double meanVariance = 0;
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            meanVariance += within[neuron][neuron] / NEURONS;
        }
        for (int row = 0; row < NEURONS; row++) {
            double product = shrinkage * meanVariance * weights[row];
            for (int column = 0; column < NEURONS; column++) {
                product += (1 - shrinkage) * within[row][column] * weights[column];
            }
            assertEquals(means[1][row] - means[0][row], product, 1e-9);
        }
    }

    @Test
    void shrunkAllTheWayItIsTheDifferenceOfMeans() {
        double[] shrunk = new LdaTrainer(new Shrinkage.Given(1), LdaTrainer.Threshold.HALF_WAY)
                .fit(TRAINING, WORLD.concept())
                .score(WORLD.activations());
        double[] means =
                new MeanDifferenceTrainer().fit(TRAINING, WORLD.concept()).score(WORLD.activations());
        double factor = shrunk[0] / means[0];
        for (int sample = 0; sample < SAMPLES; sample++) {
            assertEquals(factor * means[sample], shrunk[sample], 1e-9);
        }
    }

    /** Least squares on two classes and the discriminant have one direction (Fisher 1936). */
    @Test
    void withoutShrinkageTheDirectionIsThatOfLeastSquares() {
        double[] discriminant = LdaTrainer.whitenedMeanDifference()
                .fit(TRAINING, WORLD.concept())
                .standardizedWeights();
        double[] squares = new RidgeTrainer(0).fit(TRAINING, WORLD.concept()).standardizedWeights();
        double factor = discriminant[0] / squares[0];
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            assertEquals(factor * squares[neuron], discriminant[neuron], 1e-9);
        }
    }

    /** Its direction is unchanged by any regular map of the neurons, not only by shifts and scales. */
    @Test
    void withoutShrinkageTheScoresAreThoseOfAnyMixtureOfTheNeurons() {
        float[] mixed = new float[SAMPLES * NEURONS];
        for (int sample = 0; sample < SAMPLES; sample++) {
            float[] row = WORLD.activations().row(sample);
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                mixed[sample * NEURONS + neuron] = row[neuron] + 0.5f * row[(neuron + 1) % NEURONS];
            }
        }
        Matrix mixture = Matrix.of(SAMPLES, NEURONS, mixed);
        LdaTrainer whitened = LdaTrainer.whitenedMeanDifference();
        assertArrayEquals(
                whitened.fit(TRAINING, WORLD.concept()).score(WORLD.activations()),
                whitened.fit(mixture, WORLD.concept()).score(mixture),
                1e-4);
    }

    @Test
    void theThresholdsDifferByTheLogOddsOfTheClasses() {
        Shrinkage shrinkage = new Shrinkage.LedoitWolf();
        double half = new LdaTrainer(shrinkage, LdaTrainer.Threshold.HALF_WAY)
                .fit(TRAINING, WORLD.concept())
                .intercept();
        double shares = new LdaTrainer().fit(TRAINING, WORLD.concept()).intercept();
        double odds = (double) WORLD.concept().positives() / WORLD.concept().negatives();
        assertEquals(Math.log(odds), shares - half, 1e-9);
    }

    @Test
    void fewRowsAreShrunkMoreThanMany() {
        double few = ledoitWolf(40);
        double many = ledoitWolf(SAMPLES);
        assertTrue(0 < many && many < few && few < 1, few + " and " + many);
    }

    @Test
    void aSharePastOneIsRefused() {
        assertThrows(BadInputException.class, () -> new Shrinkage.Given(1.1));
        assertThrows(BadInputException.class, () -> new Shrinkage.Given(Double.NaN));
    }

    private static double ledoitWolf(int rows) {
        int[] first = IntStream.range(0, rows).toArray();
        TrainingActivations training =
                TrainingActivations.of(WORLD.activations().rows(0, rows));
        var concept = WORLD.concept().select(first);
        return new Shrinkage.LedoitWolf().of(WithinClasses.of(training, concept), training, concept);
    }

    private static double unit(int sample, int neuron) {
        Standardization known = TRAINING.standardization();
        return (WORLD.activations().get(sample, neuron) - known.mean(neuron)) * known.scale(neuron);
    }

    private static double[][] classMeans() {
        double[][] means = new double[2][NEURONS];
        for (int sample = 0; sample < SAMPLES; sample++) {
            boolean present = WORLD.concept().in(sample);
            int count = present ? WORLD.concept().positives() : WORLD.concept().negatives();
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                means[present ? 1 : 0][neuron] += unit(sample, neuron) / count;
            }
        }
        return means;
    }

    private static double[][] withinClasses(double[][] means) {
        double[][] within = new double[NEURONS][NEURONS];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double[] mean = means[WORLD.concept().in(sample) ? 1 : 0];
            for (int row = 0; row < NEURONS; row++) {
                for (int column = 0; column < NEURONS; column++) {
                    within[row][column] +=
                            (unit(sample, row) - mean[row]) * (unit(sample, column) - mean[column]) / SAMPLES;
                }
            }
        }
        return within;
    }
}
