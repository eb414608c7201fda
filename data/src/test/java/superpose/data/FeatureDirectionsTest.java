package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FeatureDirectionsTest {

    @Test
    void randomDirectionsHaveLengthOneAndSquaredCosinesOfOneOverHidden() {
        FeatureDirections directions = FeatureDirections.random(200, 16, new Seed(1));
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < 200; i++) {
            assertEquals(1, dot(directions.of(i), directions.of(i)), 1e-6);
            for (int j = 0; j < i; j++) {
                sum += Math.pow(dot(directions.of(i), directions.of(j)), 2);
                pairs++;
            }
        }
        assertEquals(1.0 / 16, sum / pairs, 0.003);
    }

    @Test
    void superposingIsTheMatrixProduct() {
        FeatureDirections directions = FeatureDirections.random(5, 3, new Seed(2));
        Matrix samples = SparseFeatures.uniform(5, new Density(0.5)).sample(20, new Seed(3));
        Matrix hidden = directions.superpose(samples);
        for (int row = 0; row < 20; row++) {
            for (int unit = 0; unit < 3; unit++) {
                double sum = 0;
                for (int feature = 0; feature < 5; feature++) {
                    sum += (double) samples.get(row, feature) * directions.of(feature)[unit];
                }
                assertEquals(sum, hidden.get(row, unit), 1e-6);
            }
        }
    }

    @Test
    void oneFeatureAloneGivesItsDirection() {
        FeatureDirections directions = FeatureDirections.random(4, 6, new Seed(4));
        Matrix alone = Matrix.of(1, 4, 0, 0, 1, 0);
        assertArrayEquals(directions.of(2), directions.superpose(alone).row(0));
    }

    @Test
    void directionsThatAreNotFiniteAreRefused() {
        assertThrows(BadInputException.class, () -> new FeatureDirections(Matrix.of(1, 2, 1f, Float.NaN)));
    }

    @Test
    void activationsThatAreNotFiniteAreCountedAndLocated() {
        Activations bad =
                new Activations("layer", Matrix.of(2, 2, 1f, Float.NaN, Float.POSITIVE_INFINITY, 0f), "file.npy");
        String message = String.valueOf(
                assertThrows(BadInputException.class, bad::requireFinite).getMessage());
        assertTrue(message.contains("2 that are not, the first NaN at row 0, column 1"), message);
    }

    private static double dot(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (double) first[i] * second[i];
        }
        return sum;
    }
}
