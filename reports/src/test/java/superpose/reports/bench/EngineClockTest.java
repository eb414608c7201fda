package superpose.reports.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EngineClockTest {

    @Test
    void theStartIsLeftOut() {
        EngineClock.Pace pace = EngineClock.pace(steps -> 0.3 + 0.01 * steps, 101);
        assertEquals(101, pace.steps());
        assertEquals(10, pace.millis(), 1e-9);
    }

    @Test
    void aTrainingThatIsMostlyStartIsMadeLonger() {
        EngineClock.Pace pace = EngineClock.pace(steps -> 1 + 0.01 * steps, 4);
        assertEquals(128, pace.steps(), "the first doubling of 4 that takes twice as long as a start");
        assertEquals(10, pace.millis(), 1e-9);
    }

    @Test
    void startsThatDifferMuchGiveNoPaceBelowZero() {
        RandomGenerator random = new SplittableRandom(3);
        for (int repeat = 0; repeat < 10_000; repeat++) {
            EngineClock.Pace pace = EngineClock.pace(steps -> 0.5 * random.nextDouble() + 0.02 * steps, 4);
            assertTrue(pace.millis() > 0, pace::toString);
        }
    }

    @Test
    void stepsThatTakeNoTimeAreAnError() {
        assertThrows(ArithmeticException.class, () -> EngineClock.pace(steps -> 1, 4));
    }
}
