package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;

class IntervalTest {

    @Test
    void theEndsOfWilsonsIntervalAreWhereTheScoreTestTurns() {
        double z = 1.959963984540054;
        for (int successes = 0; successes <= 20; successes++) {
            Interval interval = Interval.ofShare(successes, 20, 0.95);
            double share = successes / 20.0;
            for (double end : new double[] {interval.low(), interval.high()}) {
                double score = Math.abs(share - end) / Math.sqrt(end * (1 - end) / 20);
                if (end > 0 && end < 1) {
                    assertEquals(z, score, 1e-9, "at " + successes);
                }
            }
            assertTrue(interval.contains(share));
        }
    }

    @Test
    void allAndNoneMirrorEachOther() {
        for (int successes = 0; successes <= 13; successes++) {
            Interval one = Interval.ofShare(successes, 13, 0.9);
            Interval other = Interval.ofShare(13 - successes, 13, 0.9);
            assertEquals(one.low(), 1 - other.high(), 1e-12);
        }
        assertEquals(0, Interval.ofShare(0, 5, 0.95).low());
        assertEquals(1, Interval.ofShare(5, 5, 0.95).high());
    }

    @Test
    void wilsonsIntervalCoversAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int covered = 0;
        int repeats = 4_000;
        for (int repeat = 0; repeat < repeats; repeat++) {
            double share = 0.1 + 0.8 * random.nextDouble();
            int successes = 0;
            for (int trial = 0; trial < 40; trial++) {
                successes += random.nextDouble() < share ? 1 : 0;
            }
            covered += Interval.ofShare(successes, 40, 0.95).contains(share) ? 1 : 0;
        }
        assertEquals(0.95, covered / (double) repeats, 0.015);
    }

    @Test
    void moreSuccessesThanTrialsAreRefused() {
        assertThrows(BadInputException.class, () -> Interval.ofShare(3, 2, 0.95));
        assertThrows(BadInputException.class, () -> Interval.ofShare(0, 0, 0.95));
    }
}
