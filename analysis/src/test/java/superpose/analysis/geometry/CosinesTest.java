package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class CosinesTest {

    private static double[][] polygon(int corners) {
        double[][] rows = new double[corners][];
        for (int corner = 0; corner < corners; corner++) {
            double angle = 2 * Math.PI * corner / corners;
            rows[corner] = new double[] {Math.cos(angle), Math.sin(angle)};
        }
        return rows;
    }

    /** Two sets of two: orthogonal inside, each with its opposite in the other set. */
    private static double[][] square() {
        return new double[][] {{2, 0}, {0, 3}, {-1, 0}, {0, -1}};
    }

    @Test
    void cornersOfAPentagonStandAtItsAngles() {
        Cosines cosines = Cosines.of(Gram.of(polygon(5)));
        assertEquals(1, cosines.of(3, 3), 1e-12);
        assertEquals(Math.cos(2 * Math.PI / 5), cosines.of(0, 1), 1e-12);
        assertEquals(Math.cos(4 * Math.PI / 5), cosines.of(0, 2), 1e-12);
        assertEquals(Math.cos(4 * Math.PI / 5), cosines.mostOpposite(4), 1e-12);
    }

    @Test
    void cosinesAreRotationInvariantAndSymmetric() {
        double[][] rows = RandomDirections.rows(12, 5, new Seed(1));
        Cosines before = Cosines.of(Gram.of(rows));
        Cosines after = Cosines.of(Gram.of(RandomDirections.rotated(rows, new Seed(2))));
        for (int feature = 0; feature < 12; feature++) {
            for (int other = 0; other < 12; other++) {
                assertEquals(before.of(feature, other), after.of(feature, other), 1e-12);
                assertEquals(before.of(feature, other), before.of(other, feature), 1e-12);
            }
        }
    }

    @Test
    void aDirectionWithoutLengthHasNoAngle() {
        Cosines cosines = Cosines.of(Gram.of(new double[][] {{0, 0}, {1, 2}, {-2, -4}}));
        assertEquals(0, cosines.of(0, 1));
        assertEquals(0, cosines.of(0, 0));
        assertEquals(-1, cosines.of(1, 2), 1e-12);
    }

    @Test
    void setsOfASquareAreOrthogonalInsideAndOppositeOutside() {
        SetCosines sets = SetCosines.of(Cosines.of(Gram.of(square())), 2);
        assertEquals(2, sets.sets());
        assertArrayEquals(new double[] {0, 0}, sets.within(), 1e-12);
        assertArrayEquals(new double[] {0}, sets.within(1), 1e-12);
        assertArrayEquals(new double[] {-1, 0, 0, -1}, sets.across(), 1e-12);
        assertArrayEquals(new double[] {-1, -1, -1, -1}, sets.mostOppositeAcross(), 1e-12);
        assertEquals(0, sets.collapsed(0.99));
    }

    @Test
    void everyPairIsEitherWithinOrAcross() {
        Cosines cosines = Cosines.of(Gram.of(RandomDirections.rows(12, 3, new Seed(4))));
        for (int size : new int[] {2, 3, 4, 6}) {
            SetCosines sets = SetCosines.of(cosines, size);
            assertEquals(12 * (size - 1) / 2, sets.within().length);
            assertEquals(12 * 11 / 2, sets.within().length + sets.across().length);
        }
    }

    @Test
    void aSetCollapsesWhenAllItsMembersPointOneWay() {
        double[][] rows = {{1, 0}, {5, 0.01}, {0, 1}, {0, -1}, {-1, 1}, {-2, 2}};
        assertEquals(2, SetCosines.of(Cosines.of(Gram.of(rows)), 2).collapsed(0.99));
        assertEquals(1, SetCosines.of(Cosines.of(Gram.of(rows)), 2).collapsed(0.999_999));
    }

    @Test
    void sizesThatLeaveNoSetsAreRefused() {
        Cosines cosines = Cosines.of(Gram.of(square()));
        for (int size : new int[] {0, 1, 3, 4}) {
            assertThrows(BadInputException.class, () -> SetCosines.of(cosines, size));
        }
    }
}
