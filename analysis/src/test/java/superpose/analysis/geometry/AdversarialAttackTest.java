package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

final class AdversarialAttackTest {

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3, 0.02})
    void aModelWithoutSuperpositionMovesAsFarAsItsInput(double density) {
        FeatureDirections dedicated =
                RandomDirections.directions(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 0}, {0, 0, 0}});
        float ignored = (float) (density / 2);
        AdversarialAttack attack = AdversarialAttack.on(dedicated, new float[] {0, 0, 0, ignored, ignored});
        Matrix samples = SparseFeatures.uniform(5, new Density(density)).sample(1_000, new Seed(1));
        assertEquals(1, attack.alongRows(samples, 0.07), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void atZeroAPolygonGivesTheSquaredLengthOfItsPositiveOutputs(int corners) {
        // A step of length L along row i of W W^T is k/2 L times the direction of corner i after W^T, scaled to length
        // L sqrt(k/2) in the hidden units: output j moves by L sqrt(k/2) cos(angle), and the ReLU keeps the positive
        // ones.
        double expected = 0;
        for (int corner = 0; corner < corners; corner++) {
            double cosine = Math.cos(2 * Math.PI * corner / corners);
            expected += cosine > 1e-12 ? corners / 2.0 * cosine * cosine : 0;
        }
        AdversarialAttack attack =
                AdversarialAttack.on(RandomDirections.directions(PolytopesTest.polygon(corners)), new float[corners]);
        assertTrue(attack.alongRows(Matrix.of(1, corners, new float[corners]), 0.1) >= expected - 1e-6);
        if (corners % 2 == 0) {
            assertEquals(expected, attack.alongRows(Matrix.of(1, corners, new float[corners]), 0.1), 1e-5);
        }
    }

    @Test
    void theRotationOfHiddenUnitsIsNoDefence() {
        double[][] rows = RandomDirections.rows(12, 4, new Seed(2));
        double[][] rotated = RandomDirections.rotated(rows, new Seed(3));
        Matrix samples = SparseFeatures.uniform(12, new Density(0.3)).sample(200, new Seed(4));
        AdversarialAttack before = AdversarialAttack.on(RandomDirections.directions(rows), new float[12]);
        AdversarialAttack after = AdversarialAttack.on(RandomDirections.directions(rotated), new float[12]);
        assertEquals(before.alongRows(samples, 0.2), after.alongRows(samples, 0.2), 1e-3);
        assertEquals(before.alongGradient(samples, 0.2), after.alongGradient(samples, 0.2), 1e-3);
    }

    @Test
    void bothAttacksAgreeWithTheModelRunOnMovedInputs() {
        FeatureDirections directions = RandomDirections.of(7, 3, new Seed(5));
        float[] bias = {0.1f, -0.2f, 0, 0.3f, -0.4f, 0.05f, -0.1f};
        Matrix samples = SparseFeatures.uniform(7, new Density(0.4)).sample(70, new Seed(6));
        double length = 0.3;
        double harm = 0;
        double gradientHarm = 0;
        for (int sample = 0; sample < samples.rows(); sample++) {
            double[] input = doubles(samples.row(sample));
            double clean = error(directions, bias, input, input);
            double worst = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < 7; row++) {
                for (double sign : new double[] {-length, length}) {
                    worst = Math.max(worst, error(directions, bias, moved(input, row(directions, row), sign), input));
                }
            }
            harm += worst - clean;
            double[] gradient = numericalGradient(directions, bias, input);
            gradientHarm += error(directions, bias, moved(input, gradient, length), input) - clean;
        }
        AdversarialAttack attack = AdversarialAttack.on(directions, bias);
        double unit = samples.rows() * length * length;
        assertEquals(harm / unit, attack.alongRows(samples, length), 1e-6 * harm / unit);
        assertEquals(gradientHarm / unit, attack.alongGradient(samples, length), 1e-3 * gradientHarm / unit);
    }

    @Test
    void whereEveryReluIsOffTheGradientFindsNothing() {
        FeatureDirections pair = RandomDirections.directions(new double[][] {{1}, {-1}});
        AdversarialAttack attack = AdversarialAttack.on(pair, new float[] {-0.1f, -0.1f});
        Matrix silence = Matrix.of(1, 2, 0f, 0f);
        assertEquals(0, attack.alongGradient(silence, 0.5));
        assertTrue(attack.alongRows(silence, 0.5) > 1);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        FeatureDirections directions = RandomDirections.of(4, 2, new Seed(7));
        assertThrows(BadInputException.class, () -> AdversarialAttack.on(directions, new float[3]));
        AdversarialAttack attack = AdversarialAttack.on(directions, new float[4]);
        assertThrows(BadInputException.class, () -> attack.alongRows(Matrix.of(1, 3, new float[3]), 0.1));
        assertThrows(BadInputException.class, () -> attack.alongRows(Matrix.of(1, 4, new float[4]), 0));
    }

    private static double error(FeatureDirections directions, float[] bias, double[] input, double[] target) {
        double sum = 0;
        for (int output = 0; output < input.length; output++) {
            double value = Math.max(0, bias[output] + RandomDirections.dot(row(directions, output), input));
            sum += (value - target[output]) * (value - target[output]);
        }
        return sum;
    }

    private static double[] row(FeatureDirections directions, int feature) {
        double[] row = new double[directions.features()];
        for (int other = 0; other < row.length; other++) {
            row[other] = RandomDirections.dot(doubles(directions.of(feature)), doubles(directions.of(other)));
        }
        return row;
    }

    private static double[] moved(double[] input, double[] along, double length) {
        double norm = Math.sqrt(RandomDirections.dot(along, along));
        double[] moved = input.clone();
        for (int feature = 0; feature < moved.length && norm > 1e-9; feature++) {
            moved[feature] += length * along[feature] / norm;
        }
        return moved;
    }

    private static double[] numericalGradient(FeatureDirections directions, float[] bias, double[] input) {
        double[] gradient = new double[input.length];
        double step = 1e-6;
        for (int feature = 0; feature < input.length; feature++) {
            double[] up = input.clone();
            double[] down = input.clone();
            up[feature] += step;
            down[feature] -= step;
            gradient[feature] =
                    (error(directions, bias, up, input) - error(directions, bias, down, input)) / (2 * step);
        }
        return gradient;
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
