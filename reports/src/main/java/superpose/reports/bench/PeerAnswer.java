package superpose.reports.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the peer's script says of one measurement.
 *
 * @param version of PyTorch
 * @param threads that it used
 * @param millis a step: the median over the script's blocks, above 0
 * @param end where it ended
 */
record PeerAnswer(String version, int threads, double millis, End end) {

    /**
     * Where a training ended.
     *
     * @param steps taken in all, the warm-up included
     * @param loss of the last step, summed over instances
     */
    record End(int steps, double loss) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the last line that is not empty; what stands before it are other people's remarks.
     *
     * @throws PeerFailure if that line is no answer
     */
    static PeerAnswer parse(String output) throws PeerFailure {
        JsonNode answer = object(output);
        return new PeerAnswer(
                text(answer, "torch"),
                (int) number(answer, "threads", 1, Integer.MAX_VALUE),
                number(answer, "ms_per_step", Double.MIN_VALUE, Double.MAX_VALUE),
                new End(
                        (int) number(answer, "steps", 1, Integer.MAX_VALUE),
                        number(answer, "loss", 0, Double.MAX_VALUE)));
    }

    /**
     * Reads a version from the last line that is not empty.
     *
     * @param library the key that it stands under
     * @throws PeerFailure if that line says none
     */
    static String parseVersion(String output, String library) throws PeerFailure {
        return text(object(output), library);
    }

    /** Returns the last line that is not empty, an object of JSON. */
    static JsonNode object(String output) throws PeerFailure {
        String line = output.lines()
                .filter(one -> !one.isBlank())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new PeerFailure("it printed nothing"));
        try {
            JsonNode answer = JSON.readTree(line);
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw failure("expected a line of JSON, got '" + line + "'", e);
        }
        throw new PeerFailure("expected a JSON object, got '" + line + "'");
    }

    static String text(JsonNode answer, String key) throws PeerFailure {
        JsonNode value = answer.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new PeerFailure("expected words for '" + key + "' in " + answer);
        }
        return value.textValue().strip();
    }

    static double number(JsonNode answer, String key, double least, double most) throws PeerFailure {
        JsonNode value = answer.path(key);
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw new PeerFailure("expected a number for '" + key + "' in " + answer);
        }
        return number;
    }

    private static PeerFailure failure(String reason, Throwable cause) {
        PeerFailure failure = new PeerFailure(reason);
        failure.initCause(cause);
        return failure;
    }
}
