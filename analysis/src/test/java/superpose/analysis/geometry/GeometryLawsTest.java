package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.FeatureDirections;
import superpose.data.Seed;

final class GeometryLawsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 2, 2", "20, 5, 3", "3, 7, 4", "60, 60, 5", "200, 20, 6"})
    void dimensionalityAgreesWithItsDefinitionAndItsBudget(int features, int hidden, long seed) {
        double[][] rows = RandomDirections.rows(features, hidden, new Seed(seed));
        Dimensionality dimensionality = Dimensionality.of(Gram.of(rows));
        Capacity capacity = Capacity.of(Gram.of(rows));
        Interference interference = Interference.of(Gram.of(rows), FeatureNorms.REPRESENTED);
        for (int i = 0; i < features; i++) {
            double norm = Math.sqrt(RandomDirections.dot(rows[i], rows[i]));
            double projected = 0;
            for (double[] row : rows) {
                projected += Math.pow(RandomDirections.dot(rows[i], row) / norm, 2);
            }
            assertEquals(norm * norm / projected, dimensionality.of(i), 1e-12);
            assertEquals(dimensionality.of(i), capacity.of(i), 1e-12);
            assertEquals(projected - norm * norm, interference.of(i), 1e-9 * projected);
            assertTrue(dimensionality.of(i) > 0 && dimensionality.of(i) <= 1);
        }
        assertTrue(dimensionality.sum() <= hidden + 1e-9, "sum " + dimensionality.sum());
    }

    @Test
    void everyMeasureIsRotationInvariant() {
        double[][] rows = RandomDirections.rows(30, 8, new Seed(1));
        double[][] rotated = RandomDirections.rotated(rows, new Seed(2));
        Gram before = Gram.of(rows);
        Gram after = Gram.of(rotated);
        Interference interference = Interference.of(before, 0.5);
        Interference turned = Interference.of(after, 0.5);
        assertTrue(Math.abs(rows[0][0] - rotated[0][0]) > 1e-3, "the rotation must turn something");
        assertArrayEquals(
                FeatureNorms.of(before).toArray(), FeatureNorms.of(after).toArray(), 1e-12);
        assertArrayEquals(
                Dimensionality.of(before).toArray(), Dimensionality.of(after).toArray(), 1e-12);
        assertArrayEquals(interference.toArray(), turned.toArray(), 1e-10);
        assertEquals(interference.meanSquaredOverlap(), turned.meanSquaredOverlap(), 1e-12);
        assertEquals(interference.largestOverlap(), turned.largestOverlap(), 1e-12);
    }

    @Test
    void dimensionalityDoesNotDependOnACommonScale() {
        double[][] rows = RandomDirections.rows(12, 4, new Seed(3));
        double[][] scaled = RandomDirections.rows(12, 4, new Seed(3));
        for (double[] row : scaled) {
            for (int unit = 0; unit < row.length; unit++) {
                row[unit] *= 7;
            }
        }
        assertArrayEquals(
                Dimensionality.of(Gram.of(rows)).toArray(),
                Dimensionality.of(Gram.of(scaled)).toArray(),
                1e-12);
    }

    @Test
    void aZeroRowOwnsNothingAndDisturbsNobody() {
        double[][] rows = {{0, 0}, {1, 0}, {0, 1}};
        Gram gram = Gram.of(rows);
        assertArrayEquals(new double[] {0, 1, 1}, Dimensionality.of(gram).toArray());
        assertArrayEquals(new double[] {0, 1, 1}, Capacity.of(gram).toArray());
        assertArrayEquals(new double[3], Interference.of(gram, 0).toArray());
        assertEquals(2, FeatureNorms.of(gram).represented());
        assertEquals(1, Dimensionality.of(gram).meanOverRepresented());
    }

    @Test
    void unrepresentedFeaturesDoNotEnterTheOverlaps() {
        Interference interference =
                Interference.of(RandomDirections.directions(new double[][] {{1, 0}, {0, 1}, {0.3, 0}}));
        assertEquals(0, interference.meanSquaredOverlap());
        assertEquals(0, interference.largestOverlap());
        assertEquals(0.09, interference.of(0), 1e-7);
    }

    @Test
    void randomDirectionsOverlapByOneOverHidden() {
        for (int hidden : new int[] {8, 32, 128}) {
            Interference interference = Interference.of(RandomDirections.of(400, hidden, new Seed(hidden)));
            assertEquals(1.0 / hidden, interference.meanSquaredOverlap(), 0.03 / hidden);
            assertTrue(interference.largestOverlap() >= new WelchBound(400, hidden).value());
        }
    }

    @Test
    void equiangularTightFramesReachTheWelchBoundAndOthersDoNot() {
        // A simplex lies in one dimension less than it has coordinates.
        assertEquals(new WelchBound(5, 4).value(), largest(PolytopesTest.simplex(5)), 1e-12);
        assertEquals(new WelchBound(4, 3).value(), largest(PolytopesTest.tetrahedron()), 1e-12);
        assertEquals(new WelchBound(3, 2).value(), largest(PolytopesTest.polygon(3)), 1e-12);
        // The six diagonals of the icosahedron: one corner of each opposite pair.
        double[][] icosahedron = PolytopesTest.icosahedron();
        double[][] diagonals = {
            icosahedron[0], icosahedron[1], icosahedron[2], icosahedron[3], icosahedron[4], icosahedron[5]
        };
        assertEquals(new WelchBound(6, 3).value(), largest(diagonals), 1e-12);
        assertTrue(largest(PolytopesTest.polygon(5)) > new WelchBound(5, 2).value() + 0.1);
        assertEquals(0, new WelchBound(3, 3).value());
        assertEquals(0, new WelchBound(1, 1).value());
    }

    private static double largest(double[][] rows) {
        return Interference.of(Gram.of(rows), FeatureNorms.REPRESENTED).largestOverlap();
    }

    @Test
    void tightFramesHaveDimensionsPerFeatureEqualToTheirDimensionality() {
        FeatureDirections pentagon = RandomDirections.directions(PolytopesTest.polygon(5));
        FeaturesPerDimension shared = FeaturesPerDimension.of(pentagon);
        assertEquals(2.5, shared.value(), 1e-6);
        assertEquals(0.4, shared.dimensionsPerFeature(), 1e-6);
        assertEquals(Dimensionality.of(pentagon).of(0), shared.dimensionsPerFeature(), 1e-6);
    }

    @Test
    void countsOfNormsAreStrictlyAboveTheThreshold() {
        FeatureNorms norms =
                FeatureNorms.of(RandomDirections.directions(new double[][] {{0.5, 0}, {0.6, 0.8}, {3, 4}}));
        assertEquals(2, norms.countAbove(0.5));
        assertEquals(2, norms.represented());
        assertEquals(5, norms.of(2), 1e-12);
        assertEquals(0, norms.countAbove(5));
    }

    @Test
    void raggedOrInfiniteRowsAreRefused() {
        assertThrows(BadInputException.class, () -> Gram.of(new double[][] {{1, 2}, {3}}));
        assertThrows(BadInputException.class, () -> Gram.of(new double[][] {{Double.NaN}}));
    }
}
