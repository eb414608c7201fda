package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Jumps.Jump;
import superpose.data.BadInputException;

final class JumpsTest {

    private static final int TIMES = 200;
    private static final Jumps JUMPS = new Jumps(4, 0.2);

    /** One curve that steps up by a height at each of some times, beside one that rests. */
    private static double[][] staircase(double height, int... steps) {
        double[][] curves = new double[TIMES][2];
        for (int time = 0; time < TIMES; time++) {
            int now = time;
            curves[time][0] =
                    height * Arrays.stream(steps).filter(step -> step <= now).count();
        }
        return curves;
    }

    @Test
    void everyPlantedJumpIsFoundInsideAWindowThatHoldsIt() {
        int[] planted = {30, 90, 150};
        List<Jump> found = JUMPS.in(staircase(0.3, planted));
        assertEquals(planted.length, found.size());
        for (int k = 0; k < planted.length; k++) {
            assertEquals(0.3, found.get(k).size(), 1e-12);
            assertTrue(found.get(k).start() < planted[k], "begins before it");
            assertTrue(found.get(k).start() + JUMPS.window() >= planted[k], "ends after it");
        }
    }

    @Test
    void jumpsDownCountAsJumpsUp() {
        assertEquals(JUMPS.in(staircase(0.3, 50, 120)), JUMPS.in(staircase(-0.3, 50, 120)));
    }

    @Test
    void smoothCurvesHaveNoJumps() {
        double[][] smooth = new double[TIMES][2];
        for (int time = 0; time < TIMES; time++) {
            smooth[time][0] = time / (double) TIMES;
            smooth[time][1] = Math.sin(time / 30.0);
        }
        assertEquals(List.of(), JUMPS.in(smooth));
        assertEquals(List.of(), JUMPS.in(staircase(0.2, 50)), "a change of just the threshold");
    }

    @Test
    void twoStepsWithinAWindowAreOneJumpOfBoth() {
        List<Jump> found = JUMPS.in(staircase(0.3, 50, 52));
        assertEquals(1, found.size());
        assertEquals(0.6, found.getFirst().size(), 1e-12);
    }

    @Test
    void timeRunsBackwardsAsItRunsForwards() {
        double[][] forwards = staircase(0.3, 40, 100);
        double[][] backwards = new double[TIMES][];
        Arrays.setAll(backwards, time -> forwards[TIMES - 1 - time]);
        double[] turned = JUMPS.moves(backwards);
        double[] straight = JUMPS.moves(forwards);
        for (int start = 0; start < straight.length; start++) {
            assertEquals(straight[start], turned[straight.length - 1 - start]);
        }
    }

    @Test
    void curvesShorterThanAWindowHaveNone() {
        assertEquals(List.of(), JUMPS.in(new double[][] {{0}, {1}}));
    }

    @Test
    void emptyWindowsAndThresholdsOfNothingAreRefused() {
        assertThrows(BadInputException.class, () -> new Jumps(0, 0.2));
        assertThrows(BadInputException.class, () -> new Jumps(4, 0));
    }
}
