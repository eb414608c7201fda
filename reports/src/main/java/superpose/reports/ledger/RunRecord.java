package superpose.reports.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What made a run's numbers: the content of {@code run.json}.
 *
 * @param request what was asked
 * @param code which program ran
 * @param machine what it ran on
 * @param libraries versions of the libraries that compute and draw
 * @param notes the experiment's own facts, wall times in seconds among them
 */
public record RunRecord(
        Request request, CodeVersion code, Machine machine, Map<String, String> libraries, Map<String, Object> notes) {

    /** Records a run of this program on this machine. */
    public static RunRecord of(Request request, Map<String, Object> notes) {
        return new RunRecord(
                request, CodeVersion.current(), Machine.current(), libraryVersions(), new TreeMap<>(notes));
    }

    /** Returns the record as JSON in UTF-8. */
    public byte[] json() {
        try {
            String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run's record is plain data", e);
        }
    }

    private static Map<String, String> libraryVersions() {
        Properties versions = new Properties();
        try (InputStream in = RunRecord.class.getResourceAsStream("libraries.properties")) {
            if (in == null) {
                throw new IllegalStateException("libraries.properties is missing from the build");
            }
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        versions.forEach((library, version) -> sorted.put((String) library, (String) version));
        return sorted;
    }
}
