package superpose.reports.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.io.LabelTable;
import superpose.data.io.NpyFile;
import superpose.data.store.ActivationStore;
import superpose.data.store.StoreOrigin;
import superpose.data.store.StorePlan;
import superpose.data.store.StoreRows;
import superpose.data.store.StoreTensor;
import superpose.data.store.StoreWriter;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Preset;
import superpose.reports.experiments.Progress;
import superpose.reports.sources.RowGrouping;
import tech.tablesaw.api.Table;

/** A study of a store, held against the same study of files. */
class StoreStudyTest {

    private static final int TEXTS = 30;
    private static final int POSITIONS = 12;
    private static final int NEURONS = 6;
    private static final List<String> RESULTS =
            List.of("claims.csv", "tables/probes.csv", "tables/neuron_counts.csv", "tables/growth.csv");

    @TempDir
    private Path folder;

    private final Matrix first = planted(1);
    private final Matrix second = planted(2);

    private static boolean on(int row) {
        return new Seed(77).child(row).generator().nextInt(3) == 0;
    }

    /** Neuron 2 holds the concept, the others are noise. */
    private static Matrix planted(long seed) {
        RandomGenerator random = new Seed(seed).generator();
        float[] values = new float[TEXTS * POSITIONS * NEURONS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + (i % NEURONS == 2 && on(i / NEURONS) ? seed : 0);
        }
        return Matrix.of(TEXTS * POSITIONS, NEURONS, values);
    }

    private Path store(String name, boolean finished) {
        Path store = folder.resolve(name);
        StorePlan plan = new StorePlan(
                new StoreOrigin(new TreeMap<>(Map.of("model", "planted.onnx", "model-sha256", "ab".repeat(32)))),
                List.of(new StoreTensor("blocks.0.out", NEURONS), new StoreTensor("blocks.1.out", NEURONS)),
                50);
        try (StoreWriter writer = StoreWriter.open(store, plan)) {
            for (int text = 0; text < TEXTS; text++) {
                int[] positions = IntStream.range(0, POSITIONS).toArray();
                int from = text * POSITIONS;
                writer.add(new StoreRows(
                        text,
                        positions,
                        Arrays.stream(positions)
                                .map(position -> from + position)
                                .toArray(),
                        List.of(
                                first.rows(from, from + POSITIONS).toArray(),
                                second.rows(from, from + POSITIONS).toArray())));
            }
            if (finished) {
                writer.finish();
            }
        }
        return store;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < TEXTS * POSITIONS; row++) {
            lines.add(row / POSITIONS + "," + row % POSITIONS + "," + row + "," + (on(row) ? 1 : 0));
        }
        return lines;
    }

    private Path table(String name, String header, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), header + "\n" + String.join("\n", lines) + "\n");
    }

    private Path table(String name, List<String> lines) throws IOException {
        return table(name, "text_id,position,token_id,label", lines);
    }

    private List<Path> files() {
        Path one = folder.resolve("blocks.0.out.npy");
        Path two = folder.resolve("blocks.1.out.npy");
        NpyFile.write(one, first);
        NpyFile.write(two, second);
        return List.of(one, two);
    }

    private Path study(String name, List<String> activations, List<Path> labels) {
        Path out = folder.resolve(name);
        RealPlan plan = new RealPlan(
                Preset.SMOKE,
                activations.stream().map(ArrayReference::parse).toList(),
                labels,
                new RowGrouping(Optional.empty(), Optional.empty()));
        new ExperimentRun(new RealStudy(plan), Progress.silent(), 2).into(out);
        return out;
    }

    private static void assertSameResults(Path expected, Path came) throws IOException {
        for (String file : RESULTS) {
            assertEquals(Files.readString(expected.resolve(file)), Files.readString(came.resolve(file)), file);
        }
    }

    @Test
    void aStoreIsStudiedLikeFilesOfTheSameValues() throws IOException {
        Path labels = table("planted.csv", lines());
        Path store = store("store", true);
        Path expected = study("files", files().stream().map(Path::toString).toList(), List.of(labels));
        assertSameResults(expected, study("whole", List.of(store.toString()), List.of(labels)));
        assertSameResults(expected, study("pattern", List.of(store + ":blocks.*.out"), List.of(labels)));
        assertSameResults(
                expected,
                study("mixed", List.of(store + ":blocks.0.out", files().get(1).toString()), List.of(labels)));
    }

    @Test
    void theOrderOfTheLabelsAndTheirNumberDoNotMatter() throws IOException {
        Path store = store("store", true);
        List<String> some = lines().subList(2 * POSITIONS, TEXTS * POSITIONS - 5);
        Path sorted = table("planted.csv", some);
        Path expected = study("sorted", List.of(store.toString()), List.of(sorted));
        List<String> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new Seed(3).generator());
        table("planted.csv", shuffled);
        assertSameResults(expected, study("shuffled", List.of(store.toString()), List.of(sorted)));
        // Files know no keys: there the rows without a label have to be listed.
        List<String> all = new ArrayList<>(lines());
        for (int row = 0; row < all.size(); row++) {
            if (row < 2 * POSITIONS || row >= TEXTS * POSITIONS - 5) {
                all.set(row, all.get(row).replaceFirst("[01]$", ""));
            }
        }
        table("planted.csv", all);
        assertSameResults(
                expected, study("files", files().stream().map(Path::toString).toList(), List.of(sorted)));
    }

    @Test
    void aTableOfTextsLabelsAllTheirTokens() throws IOException {
        Path store = store("store", true);
        List<String> perText = IntStream.range(0, TEXTS)
                .mapToObj(text -> text + "," + text % 2)
                .toList();
        List<String> perToken = IntStream.range(0, TEXTS * POSITIONS)
                .mapToObj(row -> row / POSITIONS + "," + row % POSITIONS + "," + row / POSITIONS % 2)
                .toList();
        Path labels = table("odd.csv", "text,label", perText);
        Path texts = study("texts", List.of(store.toString()), List.of(labels));
        table("odd.csv", "text,position,label", perToken);
        assertSameResults(texts, study("tokens", List.of(store.toString()), List.of(labels)));
    }

    @Test
    void theRunRecordsWhereTheActivationsComeFrom() throws IOException {
        Path store = store("store", true);
        Path out = study("run", List.of(store + ":blocks.0.out"), List.of(table("planted.csv", lines())));
        JsonNode settings = new ObjectMapper()
                .readTree(out.resolve("run.json").toFile())
                .get("request")
                .get("settings");
        String identity = "store " + ActivationStore.open(store).sha256();
        assertEquals(
                identity + " blocks.0.out", settings.get("activations").get(0).asText());
        assertEquals(
                "planted.onnx",
                settings.get("stores").get(identity).get("model").asText());
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("planted.onnx"));
        assertFalse(page.contains("{model"), "maps are written out");
    }

    @Test
    void storesAndLabelsThatDoNotFitAreRefusedInOneLine() throws IOException {
        Path labels = table("planted.csv", lines());
        Path store = store("store", true);
        refused("interrupted", List.of(store("broken-off", false).toString()), labels);
        refused("did you mean blocks.0.out or blocks.1.out?", List.of(store + ":blocks.7.out"), labels);
        refused("different activation files", List.of(store.toString(), store + ":blocks.1.out"), labels);
        Path shorter = folder.resolve("shorter.npy");
        NpyFile.write(shorter, first.rows(0, 100));
        refused("360 rows", List.of(store.toString(), shorter.toString()), labels);
        refused("not one of them", List.of(store.toString()), table("x.csv", List.of("0,0,0,1", "0,99,0,0")));
        refused("tokenizer", List.of(store.toString()), table("x.csv", List.of("0,0,0,1", "0,1,77,0")));
        refused("below 30", List.of(store.toString()), table("x.csv", List.of("0,0,0,1", "30,1,77,0")));
        refused("360 labels", List.of(store.toString()), table("x.csv", "label", List.of("0", "1")));
    }

    private void refused(String part, List<String> activations, Path labels) {
        var refusal = assertThrows(BadInputException.class, () -> study("refused", activations, List.of(labels)));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(part), message);
        assertFalse(Files.exists(folder.resolve("refused")));
    }

    @Test
    void theLanguageModelsStoreIsReadAsItsFilesAre() throws IOException {
        Path tasks = Path.of("../../shared/lm/probe_tasks");
        assumeTrue(Files.isDirectory(tasks), "the language model's activations are not on this machine");
        String site = "blocks.2.hook_resid_post";
        Path file = tasks.resolve("activations/" + site + ".npy");
        Matrix values = ArrayFiles.activations(file).values();
        LabelTable table = LabelTable.read(tasks.resolve("number_word.csv"));
        Path store = folder.resolve("lm");
        StorePlan plan =
                new StorePlan(new StoreOrigin(new TreeMap<>()), List.of(new StoreTensor(site, values.columns())), 3000);
        int length = 128;
        try (StoreWriter writer = StoreWriter.open(store, plan)) {
            for (int text = 0; text < values.rows() / length; text++) {
                int from = text * length;
                writer.add(new StoreRows(
                        text,
                        IntStream.range(0, length).toArray(),
                        IntStream.range(from, from + length)
                                .map(row -> Integer.parseInt(table.key(row).get(2)))
                                .toArray(),
                        List.of(values.rows(from, from + length).toArray())));
            }
            writer.finish();
        }
        List<Path> labels = List.of(tasks.resolve("number_word.csv"));
        Path expected = study("files", List.of(file.toString()), labels);
        Path came = study("run", List.of(store.toString()), labels);
        assertSameResults(expected, came);
        assertEquals(
                1, Table.read().csv(came.resolve("tables/probes.csv").toFile()).rowCount());
    }
}
