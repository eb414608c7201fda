package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class RandomOverlapsTest {

    @Test
    void worstErrorsAreThoseOfTheWorstInput() {
        // The same draws, unit by unit, and then every input with three features on and signs to match.
        RandomGenerator generator = new Seed(1).generator();
        double[][] rows = new double[9][6];
        for (int unit = 0; unit < 6; unit++) {
            for (double[] row : rows) {
                row[unit] = generator.nextGaussian();
            }
        }
        double mean = 0;
        for (int feature = 0; feature < 9; feature++) {
            double worst = 0;
            for (int on = 0; on < 1 << 9; on++) {
                boolean inputs = Integer.bitCount(on) == 3 && (on >> feature & 1) == 0;
                worst = inputs ? Math.max(worst, disturbance(rows, feature, on)) : worst;
            }
            mean += worst / 9;
        }
        RandomOverlaps overlaps = RandomOverlaps.start(9, 9, new Seed(1));
        overlaps.growTo(6);
        assertEquals(mean, overlaps.worstErrors(3)[2], 1e-12);
    }

    @Test
    void growingInStepsIsGrowingAtOnce() {
        RandomOverlaps steps = RandomOverlaps.start(40, 7, new Seed(2));
        steps.growTo(3);
        steps.growTo(11);
        RandomOverlaps once = RandomOverlaps.start(40, 7, new Seed(2));
        once.growTo(11);
        assertArrayEquals(once.worstErrors(5), steps.worstErrors(5));
        assertEquals(11, steps.hidden());
    }

    @Test
    void eachFeatureMoreAddsLessThanTheOneBefore() {
        RandomOverlaps overlaps = RandomOverlaps.start(60, 20, new Seed(3));
        overlaps.growTo(16);
        double[] errors = overlaps.worstErrors(8);
        for (int on = 2; on < errors.length; on++) {
            assertTrue(errors[on] > errors[on - 1]);
            assertTrue(errors[on] - errors[on - 1] <= errors[on - 1] - errors[on - 2] + 1e-12);
        }
    }

    @Test
    void overlapsFallWithTheSquareRootOfTheHiddenUnits() {
        RandomOverlaps overlaps = RandomOverlaps.start(300, 50, new Seed(4));
        overlaps.growTo(200);
        double before = overlaps.worstErrors(4)[3];
        overlaps.growTo(3_200);
        assertEquals(before / 4, overlaps.worstErrors(4)[3], 0.04 * before / 4);
    }

    @Test
    void oneHiddenUnitMakesAllFeaturesTheSame() {
        RandomOverlaps overlaps = RandomOverlaps.start(5, 5, new Seed(5));
        overlaps.growTo(1);
        assertArrayEquals(new double[] {1, 2, 3}, overlaps.worstErrors(3), 1e-12);
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(BadInputException.class, () -> RandomOverlaps.start(4, 5, new Seed(6)));
        RandomOverlaps overlaps = RandomOverlaps.start(4, 2, new Seed(6));
        assertThrows(BadInputException.class, () -> overlaps.worstErrors(2));
        overlaps.growTo(3);
        assertThrows(BadInputException.class, () -> overlaps.growTo(2));
        assertThrows(BadInputException.class, () -> overlaps.worstErrors(4));
    }

    private static double disturbance(double[][] rows, int feature, int on) {
        double sum = 0;
        for (int other = 0; other < rows.length; other++) {
            double cosine = cosine(rows[feature], rows[other]);
            sum += (on >> other & 1) == 1 ? Math.abs(cosine) : 0;
        }
        return sum;
    }

    private static double cosine(double[] first, double[] second) {
        double dot = 0;
        for (int unit = 0; unit < first.length; unit++) {
            dot += first[unit] * second[unit];
        }
        return dot / Math.sqrt(squares(first) * squares(second));
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }
}
