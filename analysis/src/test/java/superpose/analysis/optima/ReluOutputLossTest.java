package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Seed;

final class ReluOutputLossTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 0.3", "2, 1, 1.0", "3, 2, 0.6", "4, 2, 0.2", "5, 2, 0.05", "6, 3, 0.4"})
    void slopesAreThoseOfTheLoss(int features, int hidden, double density) {
        ReluOutputLoss loss = loss(features, density);
        double[] parameters = parameters(features, hidden, new Seed(features));
        ModelPoint point = ModelPoint.of(parameters, features);
        loss.addTo(point);
        double[] slopes = new double[parameters.length];
        point.copySlopes(slopes);
        double step = 1e-5;
        for (int k = 0; k < parameters.length; k++) {
            double[] above = parameters.clone();
            double[] below = parameters.clone();
            above[k] += step;
            below[k] -= step;
            double rise = loss.addTo(ModelPoint.of(above, features)) - loss.addTo(ModelPoint.of(below, features));
            assertEquals(rise / (2 * step), slopes[k], 1e-7, "parameter " + k);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0.8", "5, 2, 0.3", "6, 3, 0.5"})
    void samplingAgreesWithTheExpectation(int features, int hidden, double density) {
        List<Double> biases = Collections.nCopies(features, 0.1);
        FeatureDirections directions = RandomDirections.of(features, hidden, new Seed(7));
        int samples = 100_000;
        RandomGenerator generator = new Seed(8).generator();
        double[] values = new double[features];
        double sum = 0;
        double sumOfSquares = 0;
        for (int sample = 0; sample < samples; sample++) {
            Arrays.setAll(values, i -> generator.nextDouble() < density ? generator.nextDouble() : 0);
            double error = sampleLoss(directions, biases, values);
            sum += error;
            sumOfSquares += error * error;
        }
        double mean = sum / samples;
        double standardError = Math.sqrt((sumOfSquares / samples - mean * mean) / samples);
        assertEquals(mean, loss(features, density).of(directions, biases), 4 * standardError);
    }

    /** The loss of one sample, from the model's definition. */
    private static double sampleLoss(FeatureDirections directions, List<Double> biases, double[] values) {
        double[] state = new double[directions.hidden()];
        for (int i = 0; i < values.length; i++) {
            for (int unit = 0; unit < state.length; unit++) {
                state[unit] += values[i] * directions.of(i)[unit];
            }
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double answer = biases.get(i);
            for (int unit = 0; unit < state.length; unit++) {
                answer += state[unit] * directions.of(i)[unit];
            }
            sum += weights(values.length).of(i) * Math.pow(values[i] - Math.max(0, answer), 2);
        }
        return sum / values.length;
    }

    @Test
    void rotatingTheDirectionsChangesNothing() {
        double[][] rows = RandomDirections.rows(5, 3, new Seed(1));
        List<Double> biases = List.of(0.1, -0.2, 0.0, 0.3, -0.1);
        ReluOutputLoss loss = loss(5, 0.3);
        double before = loss.of(RandomDirections.directions(rows), biases);
        double after = loss.of(RandomDirections.directions(RandomDirections.rotated(rows, new Seed(2))), biases);
        assertEquals(before, after, 1e-6 * before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.05})
    void aModelWithoutDirectionsPaysForIgnoringEveryFeature(double density) {
        FeatureDirections nothing = RandomDirections.directions(new double[4][2]);
        double expected = 0;
        for (int feature = 0; feature < 4; feature++) {
            expected += weights(4).of(feature) * new Density(density).lossOfIgnoring() / 4;
        }
        assertEquals(expected, loss(4, density).of(nothing, Collections.nCopies(4, density / 2)), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.05})
    void aPairOfOppositesErrsOnlyWhereBothAreOn(double density) {
        FeatureDirections pair = RandomDirections.directions(new double[][] {{1}, {-1}});
        ReluOutputLoss loss =
                ReluOutputLoss.of(ActivityPatterns.independent(2, new Density(density)), Importance.uniform(2));
        assertEquals(density * density / 6, loss.of(pair, List.of(0.0, 0.0)), 1e-9);
    }

    @Test
    void aDimensionForEachFeatureCostsNothing() {
        FeatureDirections identity = RandomDirections.directions(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        assertEquals(0, loss(3, 0.7).of(identity, List.of(0.0, 0.0, 0.0)), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"2, 0.6, 1e-5", "3, 0.6, 1e-5", "5, 0.6, 1e-4", "5, 0.1, 1e-5"})
    void finerRulesAgree(int features, double density, double tolerance) {
        ActivityPatterns patterns = ActivityPatterns.independent(features, new Density(density));
        ReluOutputLoss finer = ReluOutputLoss.of(patterns, weights(features), 2);
        ModelPoint point = ModelPoint.of(parameters(features, 2, new Seed(5)), features);
        double expected = finer.addTo(point);
        assertEquals(expected, loss(features, density).addTo(point), tolerance * expected);
    }

    @Test
    void oneFeatureAtATimeIsTheLimitOfRareFeatures() {
        FeatureDirections directions = RandomDirections.of(4, 2, new Seed(3));
        List<Double> biases = Collections.nCopies(4, -0.1);
        double density = 1e-6;
        ReluOutputLoss rare =
                ReluOutputLoss.of(ActivityPatterns.independent(4, new Density(density)), Importance.uniform(4));
        ReluOutputLoss one = ReluOutputLoss.of(ActivityPatterns.exactlyOne(4), Importance.uniform(4));
        double limit = one.of(directions, biases);
        assertEquals(limit, rare.of(directions, biases) / (4 * density), 1e-4 * limit);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        Density half = new Density(0.5);
        FeatureDirections three = RandomDirections.of(3, 2, new Seed(1));
        assertThrows(BadInputException.class, () -> ActivityPatterns.independent(7, half));
        assertThrows(BadInputException.class, () -> ActivityPatterns.exactlyOne(0));
        assertThrows(
                BadInputException.class,
                () -> ReluOutputLoss.of(ActivityPatterns.independent(3, half), Importance.uniform(2)));
        assertThrows(BadInputException.class, () -> loss(3, 0.5).of(three, List.of(0.0)));
        assertThrows(BadInputException.class, () -> loss(4, 0.5).of(three, List.of(0.0, 0.0, 0.0)));
    }

    private static ReluOutputLoss loss(int features, double density) {
        return ReluOutputLoss.of(ActivityPatterns.independent(features, new Density(density)), weights(features));
    }

    private static Importance weights(int features) {
        return Importance.geometric(features, 0.7);
    }

    private static double[] parameters(int features, int hidden, Seed seed) {
        List<Double> values = new ArrayList<>();
        RandomGenerator generator = seed.generator();
        for (int k = 0; k < features * (hidden + 1); k++) {
            values.add(generator.nextGaussian() / (k < features * hidden ? 1 : 5));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
