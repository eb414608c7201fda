package superpose.reports.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;

class RunFolderTest {

    @TempDir
    private Path folder;

    private static Request request(int seeds) {
        return new Request("test", "smoke", Map.of("seeds", seeds));
    }

    /** A point with numbers that decimal text could round. */
    private record Point(List<Double> numbers, double missing) {}

    @Test
    void aFinishedPointIsNotComputedAgainAndKeepsEveryBit() {
        Point point = new Point(List.of(Math.PI, 1e-300, -0.0, 0.1 + 0.2), Double.NaN);
        try (RunFolder run = RunFolder.open(folder.resolve("run"), request(1))) {
            run.checkpoints().point("a", Point.class, () -> point);
        }
        try (RunFolder again = RunFolder.open(folder.resolve("run"), request(1))) {
            assertTrue(again.checkpoints().has("a"));
            Point read = again.checkpoints().point("a", Point.class, () -> {
                throw new AssertionError("computed again");
            });
            assertEquals(point, read);
        }
    }

    @Test
    void anotherRequestIsRefusedAndLosesNothing() {
        Path out = folder.resolve("run");
        try (RunFolder run = RunFolder.open(out, request(1))) {
            run.checkpoints().point("a", Integer.class, () -> 7);
        }
        String message = String.valueOf(assertThrows(BadInputException.class, () -> RunFolder.open(out, request(2)))
                .getMessage());
        assertTrue(message.contains("other settings") && message.contains("--out"), message);
        try (RunFolder run = RunFolder.open(out, request(1))) {
            assertTrue(run.checkpoints().has("a"));
        }
    }

    @Test
    void twoRunsCannotWriteOneFolder() {
        Path out = folder.resolve("run");
        try (RunFolder first = RunFolder.open(out, request(1))) {
            assertThrows(BadInputException.class, () -> RunFolder.open(out, request(1)));
            first.finish();
        }
        RunFolder.open(out, request(1)).close();
    }

    @Test
    void aFolderOfOtherFilesIsRefused() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "years of work");
        assertThrows(BadInputException.class, () -> RunFolder.open(folder, request(1)));
        assertEquals("years of work", Files.readString(folder.resolve("thesis.tex")));
        assertThrows(BadInputException.class, () -> RunFolder.open(folder.resolve("thesis.tex"), request(1)));
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String message = String.valueOf(
                assertThrows(BadInputException.class, () -> RunFolder.open(file.resolve("run"), request(1)))
                        .getMessage());
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aDamagedPointIsNamed() throws IOException {
        Path out = folder.resolve("run");
        try (RunFolder run = RunFolder.open(out, request(1))) {
            run.checkpoints().point("a", Integer.class, () -> 7);
        }
        Files.writeString(out.resolve(".superpose/points/a.json"), "{", StandardCharsets.UTF_8);
        try (RunFolder run = RunFolder.open(out, request(1))) {
            String message = String.valueOf(assertThrows(
                            BadInputException.class, () -> run.checkpoints().point("a", Integer.class, () -> 8))
                    .getMessage());
            assertTrue(message.contains("a.json"), message);
        }
    }

    @Test
    void finishingForgetsThePointsAndKeepsTheResults() {
        Path out = folder.resolve("run");
        try (RunFolder run = RunFolder.open(out, request(1))) {
            run.checkpoints().point("a", Integer.class, () -> 7);
            run.write("tables/numbers.csv", "x\n1\n".getBytes(StandardCharsets.UTF_8));
            run.finish();
            assertFalse(run.checkpoints().has("a"));
            assertTrue(Files.exists(out.resolve("tables/numbers.csv")));
        }
    }

    @Test
    void equalRequestsHaveEqualFingerprints() {
        assertEquals(request(3).fingerprint(), request(3).fingerprint());
        assertFalse(request(3).fingerprint().equals(request(4).fingerprint()));
    }
}
