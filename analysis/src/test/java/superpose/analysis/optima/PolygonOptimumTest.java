package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Seed;

final class PolygonOptimumTest {

    /** Fractions for up to four corners; values of an independent piecewise integration beyond. */
    @ParameterizedTest
    @CsvSource({"5, 0.061799, 1.17046, -0.28230", "6, 0.048192, 1.32053, -0.61814"})
    void polygonsOfSixFeaturesAreThoseOfTheReference(int corners, double loss, double norm, double bias) {
        PolygonOptimum polygon = PolygonOptimum.of(6, corners);
        assertEquals(loss, polygon.loss(0), 1e-6);
        assertEquals(norm, polygon.norm(), 1e-5);
        assertEquals(bias, polygon.bias(), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"2, 6", "3, 6", "4, 6", "3, 5", "4, 8"})
    void upToFourCornersDoNotDisturbEachOther(int corners, int features) {
        PolygonOptimum polygon = PolygonOptimum.of(features, corners);
        double ignored = new Density(1.0 / features).lossOfIgnoring();
        assertEquals((features - corners) * ignored, polygon.loss(0), 1e-9);
        assertEquals(1, polygon.norm(), 1e-5);
        assertEquals(0, polygon.bias(), 1e-5);
    }

    @Test
    void eachDeadBiasCostsTheSquareOfTheMeanItCouldHaveAnswered() {
        PolygonOptimum triangle = PolygonOptimum.of(6, 3);
        for (int dead = 1; dead <= 3; dead++) {
            assertEquals(1.0 / 144, triangle.loss(dead) - triangle.loss(dead - 1), 1e-12);
        }
        assertThrows(BadInputException.class, () -> triangle.loss(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void thePolygonOfAllFeaturesIsTheBestModel(int features) {
        ReluOutputLoss loss = ReluOutputLoss.of(ActivityPatterns.exactlyOne(features), Importance.uniform(features));
        double best = new OptimumSearch(loss, 2).best(150, new Seed(1)).lossPerFeature();
        assertEquals(PolygonOptimum.of(features, features).loss(0) / features, best, 1e-6);
    }

    @Test
    void cornersKeepTheirShapeWhateverIsLeftOut() {
        PolygonOptimum five = PolygonOptimum.of(5, 5);
        PolygonOptimum eight = PolygonOptimum.of(8, 5);
        assertEquals(five.norm(), eight.norm(), 1e-6);
        assertEquals(five.bias(), eight.bias(), 1e-6);
    }

    @Test
    void slopesVanishAtTheBestShape() {
        PolygonOptimum best = PolygonOptimum.of(6, 6);
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertTrue(new PolygonOptimum(6, 6, best.norm() + step, best.bias()).loss(0) > best.loss(0));
            assertTrue(new PolygonOptimum(6, 6, best.norm(), best.bias() + step).loss(0) > best.loss(0));
        }
    }

    @Test
    void polygonsWithTooFewOrTooManyCornersAreRefused() {
        assertThrows(BadInputException.class, () -> PolygonOptimum.of(6, 1));
        assertThrows(BadInputException.class, () -> PolygonOptimum.of(6, 7));
    }
}
