package superpose.reports.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Seed;

final class LevelsTest {

    private static final double GAP = 14;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void labelsNeverTouchAndStayCentredOnTheirLines(long seed) {
        double[] wanted =
                new Seed(seed).generator().doubles(11, 0, 400).sorted().toArray();
        double[] placed = Levels.apart(wanted, GAP);
        for (int i = 1; i < placed.length; i++) {
            assertTrue(placed[i] - placed[i - 1] > GAP - 1e-9, Arrays.toString(placed));
        }
        assertEquals(
                Arrays.stream(wanted).sum(), Arrays.stream(placed).sum(), 1e-6, "what moves up equals what moves down");
        assertArrayEquals(placed, Levels.apart(placed, GAP), 1e-9, "labels that are apart stay");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noOtherPlacesAreNearer(long seed) {
        double[] wanted = new Seed(seed).generator().doubles(4, 0, 30).sorted().toArray();
        double least = distance(wanted, Levels.apart(wanted, GAP));
        for (int first = -30; first < 30; first++) {
            for (int more = 0; more < 8 * 8 * 8; more++) {
                double second = first + GAP + more % 8;
                double third = second + GAP + more / 8 % 8;
                double[] other = {first, second, third, third + GAP + Math.floorDiv(more, 64)};
                assertTrue(distance(wanted, other) >= least - 1e-9, Arrays.toString(other));
            }
        }
    }

    private static double distance(double[] wanted, double[] placed) {
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += (wanted[i] - placed[i]) * (wanted[i] - placed[i]);
        }
        return sum;
    }
}
