package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The benchmark from the command line to its files, with a peer that only pretends. */
class BenchCommandTest {

    private static final List<String> KEYS = List.of(
            "name", "ours", "peer", "unit", "ours_value", "peer_value", "ratio", "limit_value", "peer_name", "threads");

    private static final String ANSWER =
            "{\"torch\": \"9.9\", \"threads\": 1, \"ms_per_step\": 250.5, \"steps\": 10, \"loss\": 0.5}";

    @TempDir
    private Path folder;

    private String bench(Path out, Path python) {
        StringWriter screen = new StringWriter();
        StringWriter complaints = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(screen))
                .setErr(new PrintWriter(complaints))
                .execute(
                        "bench",
                        "toy-models",
                        "--preset",
                        "smoke",
                        "--rounds",
                        "1",
                        "--threads",
                        "1",
                        "--out",
                        out.toString(),
                        "--python",
                        python.toString());
        assertEquals(0, code, complaints.toString());
        return screen.toString();
    }

    private Path python(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private static JsonNode rows(Path out) throws IOException {
        JsonNode rows = new ObjectMapper().readTree(out.resolve("bench.json").toFile());
        assertEquals(12, rows.size(), "two engines at three sizes, beside a peer written in two ways");
        List<String> names = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> keys = new ArrayList<>();
            row.fieldNames().forEachRemaining(keys::add);
            assertEquals(KEYS, keys);
            assertTrue(row.get("ours_value").doubleValue() > 0, row::toString);
            assertTrue(row.get("limit_value").doubleValue() > 0);
            assertEquals(1, row.get("threads").intValue());
            names.add(row.get("name").textValue());
        }
        assertEquals(
                List.of(
                        "simd 10x5x2",
                        "simd 10x5x2, peer tuned by hand",
                        "simd 20x100x20",
                        "simd 20x100x20, peer tuned by hand",
                        "simd 40x400x30",
                        "simd 40x400x30, peer tuned by hand",
                        "dl4j 10x5x2",
                        "dl4j 10x5x2, peer tuned by hand",
                        "dl4j 20x100x20",
                        "dl4j 20x100x20, peer tuned by hand",
                        "dl4j 40x400x30",
                        "dl4j 40x400x30, peer tuned by hand"),
                names);
        return rows;
    }

    @Test
    void aPeerThatAnswersIsComparedWith() throws IOException {
        Path out = folder.resolve("run");
        String screen = bench(out, python("echo '" + ANSWER + "'"));
        for (JsonNode row : rows(out)) {
            assertEquals(250.5, row.get("peer_value").doubleValue());
            assertEquals(
                    250.5 / row.get("ours_value").doubleValue(),
                    row.get("ratio").doubleValue(),
                    1e-12);
            assertTrue(row.get("peer_name").textValue().contains("PyTorch 9.9"), row::toString);
        }
        assertTrue(screen.contains("simd 20x100x20") && screen.contains("ratio"), screen);
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("How many times as fast as PyTorch"));
        for (String file :
                List.of("claims.csv", "run.json", "tables/cases.csv", "tables/rounds.csv", "tables/costs.csv")) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        List<String> claims = Files.readAllLines(out.resolve("claims.csv"));
        assertTrue(
                claims.stream().skip(1).allMatch(line -> line.contains("not run")),
                "a smoke run is too short to judge");
    }

    @Test
    void anAbsentPeerLeavesTheComparisonEmptyAndAnotherRunKeepsNothing() throws IOException {
        Path out = folder.resolve("run");
        String screen = bench(out, folder.resolve("no-python"));
        for (JsonNode row : rows(out)) {
            assertTrue(row.get("peer_value").isNull() && row.get("ratio").isNull(), row::toString);
            assertTrue(row.get("peer_name").textValue().contains("absent"), row::toString);
        }
        assertTrue(screen.contains("PyTorch is absent"), screen);
        assertTrue(Files.readString(out.resolve("report.html")).contains("PyTorch is absent"));
        assertFalse(Files.exists(out.resolve("tables/geometry.csv")));
        String rounds = Files.readString(out.resolve("tables/rounds.csv"));
        bench(out, folder.resolve("no-python"));
        assertFalse(rounds.equals(Files.readString(out.resolve("tables/rounds.csv"))), "everything is timed anew");
        assertFalse(Files.exists(out.resolve(".superpose/points")), "times are no checkpoints");
    }

    @Test
    void aPeerThatFailsIsReportedAndNothingElseIsLost() throws IOException {
        Path out = folder.resolve("run");
        Path failing = python("case \"$*\" in *--check) echo '{\"torch\": \"9.9\"}' ;; *) echo oops ;; esac");
        String screen = bench(out, failing);
        for (JsonNode row : rows(out)) {
            assertTrue(row.get("ratio").isNull(), row::toString);
            assertTrue(row.get("peer_name").textValue().startsWith("peer failed: "), row::toString);
        }
        assertTrue(screen.contains("peer failed: expected a line of JSON, got 'oops'"), screen);
        assertTrue(Files.readString(out.resolve("report.html")).contains("peer failed"));
    }

    @Test
    void tappingIsTimedBesideOnnxRuntimeAlone() throws IOException {
        Path out = folder.resolve("tap");
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .execute("bench", "tap", "--preset", "smoke", "--threads", "1", "--out", out.toString());
        assertEquals(0, code);
        JsonNode rows = new ObjectMapper().readTree(out.resolve("bench.json").toFile());
        assertEquals(2, rows.size());
        for (JsonNode row : rows) {
            assertEquals("ONNX Runtime alone", row.get("peer_name").asText());
            double ratio =
                    row.get("peer_value").asDouble() / row.get("ours_value").asDouble();
            assertEquals(ratio, row.get("ratio").asDouble(), 1e-9);
        }
        String claims = Files.readString(out.resolve("claims.csv"));
        assertTrue(claims.contains("not run"), claims);
    }
}
