package superpose.reports.bench;

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

    private static final PythonScript SCRIPT = PythonScript.of("PyTorch", "torch", "peer/toy_model.py");
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
        return switch (SCRIPT.find(python)) {
            case PythonScript.Sought.Found found -> new Found(new PyTorchPeer(found.python(), found.version()));
            case PythonScript.Sought.Absent absent -> new Absent(absent.reason());
        };
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
        List<String> arguments = new ArrayList<>(List.of(
                "--way", setting.way().argument(),
                "--features", Integer.toString(training.shape().features()),
                "--hidden", Integer.toString(training.shape().hidden()),
                "--std", Double.toString(training.model().initialStd()),
                "--densities", training.densityList(),
                "--batch", Integer.toString(BenchPlan.RECIPE.batch()),
                "--threads", Integer.toString(setting.threads())));
        arguments.addAll(length);
        return PeerAnswer.parse(SCRIPT.ask(python, arguments, limit));
    }
}
