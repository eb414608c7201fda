package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theNewContentReplacesTheOldAndNothingElseStays() throws IOException {
        Path file = folder.resolve("report.html");
        AtomicFile.write(file, "old and longer");
        AtomicFile.write(file, "größer");
        assertEquals("größer", Files.readString(file));
        assertEquals(List.of("report.html"), files());
    }

    @Test
    void aFailureLeavesTheOldFileAndNoTemporaryOne() throws IOException {
        Path file = folder.resolve("report.html");
        AtomicFile.write(file, "old");
        String message = Surroundings.refusal(() -> AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            throw new IOException("disk full");
        }));
        assertTrue(message.contains("disk full"), message);
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException("bug");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("report.html"), files());
    }

    @Test
    void theOldFileIsThereUntilTheNewOneIsComplete() throws IOException {
        Path file = folder.resolve("report.html");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, out -> {
            out.write('n');
            out.flush();
            assertEquals("old", Files.readString(file));
        });
        assertEquals("n", Files.readString(file));
    }

    @Test
    void targetsThatCannotBeWrittenAreRefused() throws IOException {
        assertTrue(Surroundings.refusal(() -> AtomicFile.write(folder, "x")).contains("folder"));
        Path missing = folder.resolve("missing").resolve("x");
        assertTrue(Surroundings.refusal(() -> AtomicFile.write(missing, "x")).contains("create the folder"));
        Path file = Files.createFile(folder.resolve("file"));
        Surroundings.refusal(() -> AtomicFile.write(file.resolve("x"), "x"));
        assertEquals(List.of("file"), files());
    }
}
