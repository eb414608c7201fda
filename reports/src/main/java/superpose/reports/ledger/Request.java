package superpose.reports.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides a run's results: two runs with equal requests on the same machine give equal bytes.
 *
 * @param experiment name of the experiment
 * @param preset name of the preset
 * @param settings every option by name, among them the hashes of input files
 */
public record Request(String experiment, String preset, Map<String, Object> settings) {

    /** Copies the settings in the order of their names. */
    public Request {
        settings = new TreeMap<>(settings);
    }

    /** Returns the request as JSON; equal requests give equal text. */
    public String json() {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is plain data", e);
        }
    }

    /** Returns eight hexadecimal digits that tell requests apart. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
