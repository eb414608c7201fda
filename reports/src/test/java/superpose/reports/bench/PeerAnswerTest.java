package superpose.reports.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Seed;

class PeerAnswerTest {

    private static final String GOOD =
            "{\"torch\": \"2.1.0\", \"threads\": 2, \"ms_per_step\": 1.5, \"steps\": 100, \"loss\": 0.25}";

    @Test
    void theLastLineIsTheAnswerWhateverStandsBefore() throws PeerFailure {
        PeerAnswer answer = PeerAnswer.parse("a warning\n{\"torch\": 1}\n\n" + GOOD + "\n\n");
        assertEquals(new PeerAnswer("2.1.0", 2, 1.5, new PeerAnswer.End(100, 0.25)), answer);
        assertEquals("2.1.0", PeerAnswer.parseVersion(GOOD, "torch"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "Killed",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"torch\": \"2\", \"threads\": 2, \"ms_per_step\": 0, \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \"2\", \"threads\": 2, \"ms_per_step\": -1, \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \"2\", \"threads\": 2, \"ms_per_step\": 1e999, \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \"2\", \"threads\": 2, \"ms_per_step\": NaN, \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \"2\", \"threads\": 2, \"ms_per_step\": \"1\", \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \"2\", \"threads\": 0, \"ms_per_step\": 1, \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \" \", \"threads\": 2, \"ms_per_step\": 1, \"steps\": 1, \"loss\": 1}",
                "{\"torch\": \"2\", \"threads\": 2, \"ms_per_step\": 1, \"steps\": 1}"
            })
    void whatIsNoAnswerIsAFailureInOneLine(String output) {
        PeerFailure failure = assertThrows(PeerFailure.class, () -> PeerAnswer.parse(output));
        assertClear(failure);
    }

    /** Damages the answer in every possible and impossible way: it is read, or it is a clear failure. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedAnswersAreReadOrRefused(long seed) {
        RandomGenerator generator = new Seed(seed).generator();
        for (int round = 0; round < 3000; round++) {
            StringBuilder damaged = new StringBuilder(GOOD);
            for (int wounds = generator.nextInt(1, 6); wounds > 0; wounds--) {
                int place = generator.nextInt(damaged.length());
                switch (generator.nextInt(4)) {
                    case 0 -> damaged.setLength(Math.max(1, place));
                    case 1 -> damaged.setCharAt(place, (char) generator.nextInt(0x10000));
                    case 2 -> damaged.insert(place, "\"[{,:-9e".charAt(generator.nextInt(8)));
                    default -> damaged.insert(place, damaged.substring(0, place));
                }
            }
            try {
                PeerAnswer answer = PeerAnswer.parse(damaged.toString());
                assertTrue(answer.millis() > 0 && Double.isFinite(answer.millis()), damaged::toString);
                assertTrue(answer.threads() >= 1 && answer.end().steps() >= 1, damaged::toString);
            } catch (PeerFailure failure) {
                assertClear(failure);
            }
        }
    }

    private static void assertClear(PeerFailure failure) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("peer failed: ") && message.length() < 300, message);
        assertEquals(1, message.lines().count(), message);
    }
}
