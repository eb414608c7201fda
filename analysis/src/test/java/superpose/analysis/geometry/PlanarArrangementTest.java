package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

class PlanarArrangementTest {

    /** Directions of given lengths at given angles. */
    private static FeatureDirections at(double[] degrees, double length) {
        float[] values = new float[2 * degrees.length];
        for (int feature = 0; feature < degrees.length; feature++) {
            values[2 * feature] = (float) (length * Math.cos(Math.toRadians(degrees[feature])));
            values[2 * feature + 1] = (float) (length * Math.sin(Math.toRadians(degrees[feature])));
        }
        return new FeatureDirections(Matrix.of(degrees.length, 2, values));
    }

    private static double[] polygon(int corners, double turn) {
        double[] degrees = new double[corners];
        Arrays.setAll(degrees, corner -> turn + 360.0 * ((7 * corner) % corners) / corners);
        return degrees;
    }

    @Test
    void aRegularPolygonIsOneHoweverItIsTurnedOrNumbered() {
        for (int corners : new int[] {1, 2, 3, 4, 5, 6, 8}) {
            for (double turn = 0; turn < 360; turn += 17) {
                PlanarArrangement arrangement = PlanarArrangement.of(at(polygon(corners, turn), 1.1));
                assertTrue(arrangement.isRegular(corners));
                assertFalse(arrangement.isRegular(corners + 1));
                assertEquals(0, arrangement.largestDeviation(), 1e-4);
            }
        }
    }

    @Test
    void shortDirectionsAreNoCorners() {
        double[] degrees = {0, 72, 144, 216, 288};
        assertEquals(5, PlanarArrangement.of(at(degrees, 0.51)).corners());
        PlanarArrangement nothing = PlanarArrangement.of(at(degrees, 0.49));
        assertEquals(0, nothing.corners());
        assertEquals(0, nothing.largestDeviation());
    }

    @Test
    void anglesThatAreFarFromEvenAreNotRegular() {
        PlanarArrangement bent = PlanarArrangement.of(at(new double[] {0, 72, 144, 216, 300}, 1));
        assertFalse(bent.isRegular(5));
        assertEquals(12, bent.largestDeviation(), 1e-4);
        assertArrayEquals(new double[] {60, 72, 72, 72, 84}, bent.gaps(), 1e-4);
    }

    @Test
    void anglesAddUpToAFullTurn() {
        for (int seed = 0; seed < 50; seed++) {
            PlanarArrangement arrangement = PlanarArrangement.of(FeatureDirections.random(7, 2, new Seed(seed)));
            assertEquals(360, Arrays.stream(arrangement.gaps()).sum(), 1e-9);
        }
    }

    @Test
    void moreThanTwoHiddenUnitsAreRefused() {
        assertThrows(BadInputException.class, () -> PlanarArrangement.of(FeatureDirections.random(4, 3, new Seed(1))));
    }
}
