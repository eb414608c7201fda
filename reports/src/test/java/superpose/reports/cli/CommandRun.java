package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A command that was run in this process.
 *
 * @param code it ended with
 * @param out what it printed
 * @param err what it complained about
 */
record CommandRun(int code, String out, String err) {

    static CommandRun of(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new CommandRun(code, out.toString(), err.toString());
    }

    CommandRun requireDone() {
        assertEquals(0, code, err);
        return this;
    }

    /** Checks that the command was refused in one line with some words in it. */
    void requireRefused(String... parts) {
        assertEquals(2, code, err);
        assertEquals(1, err.lines().count(), err);
        for (String part : parts) {
            assertTrue(err.contains(part), "'" + part + "' in: " + err);
        }
    }

    /** Returns the content of every file of a folder by its name. */
    static SortedMap<String, String> content(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            SortedMap<String, String> content = new TreeMap<>();
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
