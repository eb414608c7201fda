package superpose.reports.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.reports.bench.PythonScript.Sought.Absent;
import superpose.reports.bench.PythonScript.Sought.Found;

/**
 * A script of our own that lets a library of Python do what we do, in a fresh process for each measurement.
 *
 * @param library what it times, in words
 * @param key what the script calls the library's version
 * @param code the script
 */
record PythonScript(String library, String key, String code) {

    private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");
    private static final Duration START = Duration.ofMinutes(1);

    /** What came of looking for the library. */
    sealed interface Sought {

        /**
         * There is one.
         *
         * @param python the program that has it
         * @param version of the library
         */
        record Found(String python, String version) implements Sought {}

        /**
         * There is none.
         *
         * @param reason in words
         */
        record Absent(String reason) implements Sought {}
    }

    /**
     * Reads a script.
     *
     * @param file in the resources of this package
     */
    static PythonScript of(String library, String key, String file) {
        try (InputStream stream = PythonScript.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the build is incomplete: " + file + " is missing");
            }
            return new PythonScript(library, key, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks for a Python that has the library.
     *
     * @param python the only one to try; if empty, the one on the path and then the system's own, in /usr/bin
     */
    Sought find(Optional<String> python) {
        List<String> reasons = new ArrayList<>();
        for (String candidate : python.map(List::of).orElse(USUAL)) {
            try {
                ChildProcess checked = ChildProcess.run(List.of(candidate, "-c", code, "--check"), START);
                if (checked.exit() == 0) {
                    return new Found(candidate, PeerAnswer.parseVersion(checked.out(), key));
                }
                reasons.add(candidate + " has no " + library);
            } catch (IOException noSuchProgram) {
                reasons.add("no program " + candidate);
            } catch (PeerFailure failed) {
                reasons.add(candidate + ": " + failed.getMessage());
            }
        }
        return new Absent(library + " is absent: " + String.join(", ", reasons));
    }

    /**
     * Runs the script.
     *
     * @return what it printed
     * @throws PeerFailure if it fails or takes longer than it may
     */
    String ask(String python, List<String> arguments, Duration limit) throws PeerFailure {
        List<String> command = new ArrayList<>(List.of(python, "-c", code));
        command.addAll(arguments);
        try {
            ChildProcess ended = ChildProcess.run(command, limit);
            if (ended.exit() != 0) {
                throw new PeerFailure("exit code " + ended.exit() + ", " + lastLine(ended.err()));
            }
            return ended.out();
        } catch (IOException e) {
            throw new PeerFailure(String.valueOf(e.getMessage()));
        }
    }

    private static String lastLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("without a word");
    }
}
