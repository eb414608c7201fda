package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of probes from the command line to its files, without a peer, with one that fails and with the real one. */
class ProbesBenchCommandTest {

    @TempDir
    private Path folder;

    private JsonNode rows(String python) throws IOException {
        StringWriter complaints = new StringWriter();
        Path out = folder.resolve("out");
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(complaints))
                .execute("bench", "probes", "--preset", "smoke", "--out", out.toString(), "--python", python);
        assertEquals(0, code, complaints.toString());
        assertTrue(Files.size(out.resolve("report.html")) > 0);
        JsonNode rows = new ObjectMapper().readTree(out.resolve("bench.json").toFile());
        List<String> names = new ArrayList<>();
        for (JsonNode row : rows) {
            names.add(row.get("name").textValue());
            assertTrue(row.get("ours_value").doubleValue() > 0, row::toString);
            assertTrue(row.get("limit_value").doubleValue() > 0, row::toString);
        }
        assertEquals(List.of("probes one logistic 600x16", "probes all logistic 600x16", "probes ridge 600x16"), names);
        return rows;
    }

    private String python(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }

    @Test
    void withoutAPeerOursIsTimedAlone() throws IOException {
        for (JsonNode row : rows(folder.resolve("nowhere").toString())) {
            assertTrue(row.get("ratio").isNull());
            assertTrue(row.get("peer_name").textValue().startsWith("scikit-learn is absent: no program "));
        }
    }

    @Test
    void aPeerThatFailsIsQuoted() throws IOException {
        String python =
                python("case \"$*\" in *--check) echo '{\"sklearn\": \"9.9\"}' ;; *) echo no >&2; exit 3 ;; esac");
        for (JsonNode row : rows(python)) {
            assertTrue(row.get("ratio").isNull());
            assertEquals("peer failed: exit code 3, no", row.get("peer_name").textValue());
        }
    }

    @Test
    void scikitLearnIsTimedWhereItIs() throws IOException {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "no Python");
        for (JsonNode row : rows(python.toString())) {
            String peer = row.get("peer_name").textValue();
            assumeTrue(!peer.contains("absent"), peer);
            assertTrue(peer.matches("scikit-learn [0-9.]+, [0-9]+ threads?"), peer);
            assertTrue(row.get("ratio").doubleValue() > 0);
        }
    }
}
