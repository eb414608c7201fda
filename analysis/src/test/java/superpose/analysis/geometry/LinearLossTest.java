package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

final class LinearLossTest {

    private static final int FEATURES = 7;
    private static final int HIDDEN = 3;
    private static final Importance IMPORTANCE = Importance.geometric(FEATURES, 0.8);

    private static float[] bias(double value) {
        float[] bias = new float[FEATURES];
        Arrays.fill(bias, (float) value);
        return bias;
    }

    /** Copies the first features and answers the mean for the others. */
    private static FeatureDirections first() {
        float[] values = new float[FEATURES * HIDDEN];
        for (int feature = 0; feature < HIDDEN; feature++) {
            values[feature * HIDDEN + feature] = 1;
        }
        return new FeatureDirections(Matrix.of(FEATURES, HIDDEN, values));
    }

    /** The weighted squared error of a linear model, sample by sample. */
    private static double sampled(FeatureDirections directions, float[] bias, Matrix samples) {
        Matrix hidden = directions.superpose(samples);
        double sum = 0;
        for (int row = 0; row < samples.rows(); row++) {
            for (int feature = 0; feature < FEATURES; feature++) {
                double output = bias[feature];
                for (int unit = 0; unit < HIDDEN; unit++) {
                    output += hidden.get(row, unit) * directions.matrix().get(feature, unit);
                }
                sum += IMPORTANCE.of(feature) * Math.pow(samples.get(row, feature) - output, 2);
            }
        }
        return sum / samples.rows() / FEATURES;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3, 0.05})
    void theExpectedLossIsTheMeanOverSamples(double p) {
        Density density = new Density(p);
        FeatureDirections directions = FeatureDirections.random(FEATURES, HIDDEN, new Seed(1));
        Matrix samples = SparseFeatures.uniform(FEATURES, density).sample(200_000, new Seed(2));
        double expected =
                LinearLoss.of(directions, bias(0.1), density, IMPORTANCE).value();
        assertEquals(1, sampled(directions, bias(0.1), samples) / expected, 0.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3, 0.05})
    void copyingWhatMattersMostCostsTheLeast(double p) {
        Density density = new Density(p);
        float[] bias = bias(p / 2);
        Arrays.fill(bias, 0, HIDDEN, 0);
        double best = LinearLoss.best(density, IMPORTANCE, HIDDEN).value();
        assertEquals(best, LinearLoss.of(first(), bias, density, IMPORTANCE).value(), 1e-9);
        Matrix samples = SparseFeatures.uniform(FEATURES, density).sample(5_000, new Seed(3));
        assertEquals(
                sampled(first(), bias, samples),
                LinearLoss.bestOn(samples, density, IMPORTANCE, HIDDEN).value(),
                1e-6);
        for (int seed = 0; seed < 20; seed++) {
            FeatureDirections other = FeatureDirections.random(FEATURES, HIDDEN, new Seed(seed));
            assertTrue(LinearLoss.of(other, bias, density, IMPORTANCE).value() > best);
        }
    }

    @Test
    void theOrderOfTheFeaturesDoesNotMatterToTheBest() {
        Importance turned = Importance.of(0.2, 1, 0.5);
        Importance straight = Importance.of(1, 0.5, 0.2);
        Density density = new Density(0.4);
        assertEquals(
                LinearLoss.best(density, straight, 1).value(),
                LinearLoss.best(density, turned, 1).value(),
                1e-15);
    }

    @Test
    void aModelWithRoomForEverythingLosesNothing() {
        assertEquals(0, LinearLoss.best(new Density(0.5), IMPORTANCE, FEATURES).value());
    }

    @Test
    void importancesOfOtherFeaturesAreRefused() {
        assertThrows(
                BadInputException.class, () -> LinearLoss.of(first(), bias(0), new Density(1), Importance.uniform(2)));
    }
}
