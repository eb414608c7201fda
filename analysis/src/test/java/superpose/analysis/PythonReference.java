package superpose.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Numbers from SciPy and scikit-learn, an implementation of which nothing here is copied.
 *
 * <p>A script imports what it needs beyond NumPy, finds the arrays given to it as {@code a[0]}, {@code a[1]}, ... and leaves its numbers in {@code out}. Where
 * Python or a library is missing the test is skipped, and says so.
 */
public final class PythonReference {

    private static final String PYTHON = "/usr/bin/python3";
    private static final String BEFORE = """
            import sys
            import numpy as np
            a = [np.array([float(v) for v in line.split()]) for line in sys.stdin.read().splitlines()]
            """;
    private static final String AFTER = "\nprint(' '.join(repr(float(v)) for v in np.ravel(out)))\n";

    private static final boolean IS_THERE =
            execute("from importlib.util import find_spec as f; assert f('numpy') and f('scipy') and f('sklearn')", "")
                            .exit
                    == 0;

    private PythonReference() {}

    /** Runs a script on arrays and returns what it leaves in {@code out}. */
    public static double[] run(String script, double[]... arrays) {
        assumeTrue(IS_THERE, "SKIPPED: needs " + PYTHON + " with numpy, scipy and scikit-learn");
        String input = Arrays.stream(arrays)
                .map(array -> Arrays.stream(array).mapToObj(Double::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        Result result = execute(BEFORE + script + AFTER, input);
        assertEquals(0, result.exit, result.output);
        return Arrays.stream(result.output.strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private record Result(int exit, String output) {}

    private static Result execute(String script, String input) {
        try {
            Process process = new ProcessBuilder(PYTHON, "-W", "ignore", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException missing) {
            return new Result(-1, missing.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting for Python", interrupted));
        }
    }
}
