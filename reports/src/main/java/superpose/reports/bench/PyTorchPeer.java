package superpose.reports.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.reports.bench.PyTorchPeer.Sought.Absent;
import superpose.reports.bench.PyTorchPeer.Sought.Found;

/**
 * Eager PyTorch, which does the same trainings by a script of our own ({@code peer/toy_model.py}) in a fresh process for
 * each measurement.
 */
final class PyTorchPeer {

    private static final String SCRIPT = script();
    private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration SAMPLED = Duration.ofMinutes(5);
    private static final Duration IN_FULL = Duration.ofHours(3);

    private final String python;
    private final String version;

    private PyTorchPeer(String python, String version) {
        this.python = python;
        this.version = version;
    }

    /** What came of looking for PyTorch. */
    sealed interface Sought {

        /**
         * There is one.
         *
         * @param peer which trains
         */
        record Found(PyTorchPeer peer) implements Sought {}

        /**
         * There is none.
         *
         * @param reason in words
         */
        record Absent(String reason) implements Sought {}
    }

    /**
     * Looks for a Python that has PyTorch.
     *
     * @param python the only one to try; if empty, the one on the path and then the system's own, in /usr/bin
     */
    static Sought find(Optional<String> python) {
        List<String> reasons = new ArrayList<>();
        for (String candidate : python.map(List::of).orElse(USUAL)) {
            try {
                ChildProcess checked = ChildProcess.run(List.of(candidate, "-c", SCRIPT, "--check"), START);
                if (checked.exit() == 0) {
                    return new Found(new PyTorchPeer(candidate, PeerAnswer.parseVersion(checked.out())));
                }
                reasons.add(candidate + " has no PyTorch");
            } catch (IOException noSuchProgram) {
                reasons.add("no program " + candidate);
            } catch (PeerFailure failed) {
                reasons.add(candidate + ": " + failed.getMessage());
            }
        }
        return new Absent("PyTorch is absent: " + String.join(", ", reasons));
    }

    /** Returns what is measured, in words. */
    String words() {
        return "eager PyTorch " + version;
    }

    /**
     * Measures the time of a step after a warm-up.
     *
     * @param setting how it is written, and how many threads PyTorch and its BLAS may use
     * @param seconds about how long to measure
     * @throws PeerFailure if no answer comes
     */
    PeerAnswer sampled(TrainingCase training, PeerSetting setting, double seconds) throws PeerFailure {
        return ask(training, setting, List.of("--seconds", Double.toString(seconds)), SAMPLED);
    }

    /**
     * Trains from start to end and measures all of it.
     *
     * @throws PeerFailure if no answer comes
     */
    PeerAnswer inFull(TrainingCase training, PeerSetting setting, int steps) throws PeerFailure {
        return ask(training, setting, List.of("--steps", Integer.toString(steps)), IN_FULL);
    }

    private PeerAnswer ask(TrainingCase training, PeerSetting setting, List<String> length, Duration limit)
            throws PeerFailure {
        List<String> command = new ArrayList<>(List.of(python, "-c", SCRIPT));
        command.addAll(List.of(
                "--way", setting.way().argument(),
                "--features", Integer.toString(training.shape().features()),
                "--hidden", Integer.toString(training.shape().hidden()),
                "--std", Double.toString(training.model().initialStd()),
                "--densities", training.densityList(),
                "--batch", Integer.toString(BenchPlan.RECIPE.batch()),
                "--threads", Integer.toString(setting.threads())));
        command.addAll(length);
        try {
            ChildProcess ended = ChildProcess.run(command, limit);
            if (ended.exit() != 0) {
                throw new PeerFailure("exit code " + ended.exit() + ", " + lastLine(ended.err()));
            }
            return PeerAnswer.parse(ended.out());
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

    private static String script() {
        try (InputStream stream = PyTorchPeer.class.getResourceAsStream("peer/toy_model.py")) {
            if (stream == null) {
                throw new IllegalStateException("the build is incomplete: peer/toy_model.py is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
