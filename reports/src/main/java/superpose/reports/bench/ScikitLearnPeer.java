package superpose.reports.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scikit-learn, which fits the same probes by a script of our own ({@code peer/probes.py}) on the threads it chooses. */
final class ScikitLearnPeer {

    private static final PythonScript SCRIPT = PythonScript.of("scikit-learn", "sklearn", "peer/probes.py");
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final PythonScript.Sought sought;

    private ScikitLearnPeer(PythonScript.Sought sought) {
        this.sought = sought;
    }

    /**
     * Looks for a Python that has scikit-learn.
     *
     * @param python the only one to try; if empty, the usual ones
     */
    static ScikitLearnPeer find(Optional<String> python) {
        return new ScikitLearnPeer(SCRIPT.find(python));
    }

    /** Returns the peer with its version, or why there is none. */
    String words() {
        return switch (sought) {
            case PythonScript.Sought.Found found -> "scikit-learn " + found.version();
            case PythonScript.Sought.Absent absent -> absent.reason();
        };
    }

    /**
     * What the peer took.
     *
     * @param threads that it used
     * @param one seconds for one logistic probe
     * @param many seconds for a logistic probe of every label
     * @param ridge seconds for a ridge regression of every target
     */
    record Answer(int threads, double one, double many, double ridge) {

        /** Reads the last line that is not empty. */
        static Answer parse(String output) throws PeerFailure {
            JsonNode answer = PeerAnswer.object(output);
            return new Answer(
                    (int) PeerAnswer.number(answer, "threads", 1, Integer.MAX_VALUE),
                    PeerAnswer.number(answer, "one", Double.MIN_VALUE, Double.MAX_VALUE),
                    PeerAnswer.number(answer, "many", Double.MIN_VALUE, Double.MAX_VALUE),
                    PeerAnswer.number(answer, "ridge", Double.MIN_VALUE, Double.MAX_VALUE));
        }
    }

    /**
     * Times every case once; the peer leaves what it fitted in the folder.
     *
     * @param folder which holds the rows, labels and targets
     * @param training how many of the rows are trained on
     * @return what it took; empty where there is no peer
     * @throws PeerFailure if it gives no answer
     */
    Optional<Answer> timed(Path folder, int training) throws PeerFailure {
        if (!(sought instanceof PythonScript.Sought.Found found)) {
            return Optional.empty();
        }
        List<String> arguments = List.of("--folder", folder.toString(), "--training", Integer.toString(training));
        return Optional.of(Answer.parse(SCRIPT.ask(found.python(), arguments, LIMIT)));
    }
}
