package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.store.ActivationStore;
import superpose.data.store.StoreTensor;
import superpose.probes.model.OnnxModel;
import superpose.probes.model.TapPlan;
import superpose.probes.model.TappedModel;
import superpose.probes.model.Tensor;

class TapCommandTest {

    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path folder;

    private static CommandRun tap(Path model, String at, Path input, Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("tap", model, "--at"));
        words.addAll(Arrays.asList(at.split(" ")));
        words.addAll(List.of("--input", input, "--out", out, "--quiet"));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    private Path texts(List<int[]> texts) throws IOException {
        return TapModels.table(folder.resolve("texts-" + texts.size() + ".csv"), texts);
    }

    @Test
    void rowsAreWhatTheModelHolds() throws IOException {
        Path model = TapModels.texts(folder);
        List<int[]> texts = TapModels.someTexts(60);
        for (int batch : new int[] {1, 7, Integer.MAX_VALUE}) {
            Path out = folder.resolve("store-" + batch);
            tap(model, "resid embed", texts(texts), out, "--batch", batch, "--shard-rows", 25)
                    .requireDone();
            ActivationStore store = ActivationStore.open(out);
            assertTrue(store.isComplete()
                    && store.verify().isSound()
                    && store.shards().size() > 1);
            int row = 0;
            for (int text = 0; text < texts.size(); text++) {
                int[] ids = texts.get(text);
                for (int at = 0; at < ids.length; at++) {
                    assertEquals(text, store.rowInputs()[row]);
                    assertEquals(at, store.positions()[row]);
                    assertEquals(ids[at], store.tokens()[row]);
                    row++;
                }
            }
            assertEquals(row, store.rows());
            assertRows(store, "resid", direct(model, "resid", texts));
            assertRows(store, "embed", direct(model, "embed", texts));
        }
    }

    private static List<float[]> direct(Path model, String tensor, List<int[]> texts) {
        List<float[]> rows = new ArrayList<>();
        try (TappedModel tapped = OnnxModel.open(model).tap(TapPlan.reading(List.of(tensor)))) {
            for (int[] text : texts) {
                long[] ids = Arrays.stream(text).asLongStream().toArray();
                float[] values = tapped.run(Map.of("ids", new Tensor.Integers(new long[] {1, ids.length}, ids)))
                        .getFirst()
                        .values();
                int width = tensor.equals("pooled") ? values.length : values.length / ids.length;
                for (int from = 0; from < values.length; from += width) {
                    rows.add(Arrays.copyOfRange(values, from, from + width));
                }
            }
        }
        return rows;
    }

    private static void assertRows(ActivationStore store, String tensor, List<float[]> expected) {
        Matrix values = store.activations(tensor).values();
        assertEquals(expected.size(), values.rows());
        for (int row = 0; row < expected.size(); row++) {
            assertArrayEquals(expected.get(row), values.row(row), (float) TOLERANCE);
        }
    }

    @Test
    void tensorsWithoutPositionsHaveARowForEachText() throws IOException {
        Path model = TapModels.texts(folder);
        List<int[]> texts = TapModels.someTexts(9);
        Path out = folder.resolve("store");
        tap(model, "pooled", texts(texts), out).requireDone();
        ActivationStore store = ActivationStore.open(out);
        assertRows(store, "pooled", direct(model, "pooled", texts));
        assertArrayEquals(new int[9], store.positions());
    }

    @Test
    void aKilledRunIsGoneOnWithToTheSameBytesForAnyThreads() throws Exception {
        Path model = TapModels.texts(folder);
        Path input = texts(TapModels.someTexts(6000));
        Path whole = folder.resolve("whole");
        tap(model, "resid", input, whole, "--shard-rows", 60, "--threads", 1).requireDone();
        for (int shards : new int[] {1, 12}) {
            Path out = folder.resolve("killed-" + shards);
            Process child = child("tap", model, "--at", "resid", "--input", input, "--out", out, "--shard-rows", 60);
            while (child.isAlive() && !Files.exists(out.resolve("shard-%05d.safetensors".formatted(shards)))) {
                Thread.sleep(2);
            }
            child.destroyForcibly().waitFor();
            assertFalse(ActivationStore.open(out).isComplete(), "killed in the middle");
            assertTrue(ActivationStore.open(out).verify().isSound());
            tap(model, "resid", input, out, "--shard-rows", 60, "--threads", 3).requireDone();
            assertEquals(CommandRun.content(whole), CommandRun.content(out));
        }
    }

    private static Process child(Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Stream.of(words).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aCompleteStoreIsLeftAsItIsAndOtherRunsAreTurnedAway() throws IOException {
        Path model = TapModels.texts(folder);
        Path input = texts(TapModels.someTexts(40));
        Path out = folder.resolve("store");
        tap(model, "resid", input, out).requireDone();
        var content = CommandRun.content(out);
        tap(model, "resid", input, out, "--threads", 2).requireDone();
        tap(model, "resid", input, out, "--batch", 4).requireRefused("batch 4 instead of 8");
        tap(model, "resid", input, out, "--limit", 5).requireRefused("limit 5");
        tap(model, "resid", input, out, "--skip-tokens", "3,1").requireRefused("skipped-tokens 1,3");
        tap(model, "mlp", input, out).requireRefused("tensor", "mlp");
        tap(model, "resid", texts(TapModels.someTexts(41)), out).requireRefused("input", "texts-41.csv");
        assertEquals(content, CommandRun.content(out));
    }

    @Test
    void aModelOfTextsOfOneLengthTakesNoOthers() throws IOException {
        Path model = TapModels.texts(folder, "4");
        List<int[]> texts = List.of(new int[] {4, 9, 4, 2}, new int[] {1, 2, 3, 5}, new int[] {0, 1, 7, 7});
        Path out = folder.resolve("store");
        tap(model, "resid", texts(List.of(texts.getFirst(), new int[] {1, 2})), out)
                .requireRefused("texts of 4 tokens", "2 in text 1");
        assertFalse(Files.exists(out));
        tap(model, "resid", texts(texts), out).requireDone();
        assertRows(ActivationStore.open(out), "resid", direct(model, "resid", texts));
    }

    @Test
    void skippedTokensHaveNoRows() throws IOException {
        Path model = TapModels.texts(folder);
        List<int[]> texts = List.of(new int[] {4, 9, 4, 2}, new int[] {4}, new int[] {7, 4});
        Path out = folder.resolve("store");
        tap(model, "resid", texts(texts), out, "--skip-tokens", "4,5").requireDone();
        ActivationStore store = ActivationStore.open(out);
        assertArrayEquals(new long[] {0, 0, 2}, store.rowInputs());
        assertArrayEquals(new int[] {1, 3, 0}, store.positions());
        assertArrayEquals(new int[] {9, 2, 7}, store.tokens());
        assertEquals(3, store.inputs());
        List<float[]> all = direct(model, "resid", texts);
        assertRows(store, "resid", List.of(all.get(1), all.get(3), all.get(5)));
    }

    @Test
    void whatOnlyAGlobFoundIsLeftOutWhereItHasNoRows() throws IOException {
        Path model = TapModels.texts(folder);
        Path out = folder.resolve("store");
        CommandRun run =
                tap(model, "?e* t* sc*", texts(TapModels.someTexts(12)), out).requireDone();
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("left out 2 of 4 tensors"), run.err());
        assertTrue(run.err().contains("table"), run.err());
        assertEquals(
                List.of("resid", "turned"),
                ActivationStore.open(out).tensors().stream()
                        .map(StoreTensor::name)
                        .toList());
        // Positions need not be the second axis.
        assertRows(ActivationStore.open(out), "turned", direct(model, "resid", TapModels.someTexts(12)));
        Path none = folder.resolve("none");
        Path input = texts(TapModels.someTexts(12));
        tap(model, "tab*", input, none).requireRefused("table");
        tap(model, "?e* table", input, none).requireRefused("table of shape [6, 6]");
        tap(model, "scores", input, none).requireRefused("scores, whose neurons grow with the text");
        assertFalse(Files.exists(none));
        // Texts of one length leave scores as wide everywhere.
        tap(model, "scores", texts(List.of(new int[] {1, 2}, new int[] {3, 4})), none)
                .requireDone();
    }

    /** Inputs, a row each, as idx, and the class that the model gives to each. */
    private record Digits(Path bytes, Path labels) {}

    private Digits digits(Path model, int count) throws IOException {
        byte[] bytes = new byte[count * TapModels.WIDTH];
        new Random(7).nextBytes(bytes);
        Path file = TapModels.bytes(folder.resolve("digits.idx"), count, TapModels.WIDTH, bytes);
        Path store = folder.resolve("classes");
        tap(model, "y", file, store, "--normalize", "unit").requireDone();
        Matrix scores = ActivationStore.open(store).activations("y").values();
        byte[] labels = new byte[count];
        for (int row = 0; row < count; row++) {
            for (byte other = 0; other < TapModels.CLASSES; other++) {
                labels[row] = scores.get(row, other) > scores.get(row, labels[row]) ? other : labels[row];
            }
        }
        // One of a hundred is labelled wrong.
        for (int row = 0; row < count; row += 100) {
            labels[row] = (byte) ((labels[row] + 1) % TapModels.CLASSES);
        }
        return new Digits(file, TapModels.bytes(folder.resolve("labels.idx"), count, 0, labels));
    }

    @Test
    void nothingIsStoredOfAClassifierThatIsWorseThanExpected() throws IOException {
        Path model = TapModels.numbers(folder, "batch");
        Digits digits = digits(model, 200);
        Path out = folder.resolve("store");
        Object[] common = {"--normalize", "unit", "--labels", digits.labels, "--expect-accuracy"};
        tap(model, "hidden", digits.bytes, out, with(common, 0.992)).requireRefused("0.99 with normalisation");
        tap(model, "hidden", digits.bytes, out, with(common, 1, "--within", 0.005))
                .requireRefused("at least 0.995");
        tap(model, "hidden", digits.bytes, out, "--normalize", "unit", "--expect-accuracy", 1)
                .requireRefused("both or none");
        assertFalse(Files.exists(out));
        tap(model, "hidden", digits.bytes, out, with(common, 0.9905)).requireDone();
        tap(model, "hidden", digits.bytes, folder.resolve("wide"), with(common, 1, "--within", 0.02))
                .requireDone();
    }

    private static Object[] with(Object[] some, Object... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
    }

    @Test
    void aModelOfAFixedBatchGivesTheSameRows() throws IOException {
        Path free = TapModels.numbers(folder, "batch");
        Digits digits = digits(free, 23);
        for (String batch : List.of("1", "7", "64")) {
            Path out = folder.resolve("store-" + batch);
            tap(TapModels.numbers(folder, batch), "y", digits.bytes, out, "--normalize", "unit")
                    .requireDone();
            Matrix expected = ActivationStore.open(folder.resolve("classes"))
                    .activations("y")
                    .values();
            Matrix came = ActivationStore.open(out).activations("y").values();
            assertArrayEquals(expected.toArray(), came.toArray(), (float) TOLERANCE);
        }
        tap(TapModels.numbers(folder, "4000000000"), "y", digits.bytes, folder.resolve("huge"), "--normalize", "unit")
                .requireRefused("inputs at once", "4000000000");
    }

    @Test
    void valuesThatAreNotFiniteAreOneLine() throws IOException {
        Path model = TapModels.numbers(folder, "batch");
        Path digits = digits(model, 50).bytes;
        Path out = folder.resolve("store");
        CommandRun run = tap(model, "logarithm hidden", digits, out, "--normalize", "unit")
                .requireDone();
        Matrix hidden = ActivationStore.open(out).activations("hidden").values();
        int negative = 0;
        String first = "";
        for (int row = 0; row < hidden.rows(); row++) {
            for (int column = 0; column < hidden.columns(); column++) {
                if (hidden.get(row, column) < 0) {
                    first = negative == 0 ? "input " + row + ", position 0, neuron " + column : first;
                    negative++;
                }
            }
        }
        assertTrue(negative > 0);
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("logarithm holds " + negative + " values"), run.err());
        assertTrue(run.err().contains(first), run.err());
    }

    @Test
    void wrongInputIsOneLineAndLeavesNoFolder() throws IOException {
        Path texts = TapModels.texts(folder);
        Path numbers = TapModels.numbers(folder, "batch");
        Path input = texts(TapModels.someTexts(5));
        Path out = folder.resolve("store");
        Path bytes = digits(numbers, 4).bytes;
        Path narrow = TapModels.bytes(folder.resolve("narrow.idx"), 4, 5, new byte[20]);
        Path text = Files.writeString(folder.resolve("text.txt"), "In the beginning");
        Path noTokenizer = Files.writeString(folder.resolve("tokenizer.txt"), "{\"model\": {\"type\": \"?\"}}");
        Path beyond = texts(List.of(new int[] {1}, new int[] {2, TapModels.VOCABULARY}));
        Path firstBeyond = texts(List.of(new int[] {TapModels.VOCABULARY}));
        Path gap = Files.writeString(folder.resolve("gap.csv"), "text_id,position,token_id\n0,0,1\n0,2,1\n");
        byte[] whole = Files.readAllBytes(texts);
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
        tap(numbers, "hidden", bytes, out).requireRefused("--normalize");
        tap(numbers, "hidden", narrow, out, "--normalize", "unit").requireRefused("? x 6", "[4, 5]");
        tap(texts, "residd", input, out).requireRefused("did you mean resid");
        tap(texts, "resid pooled", input, out).requireRefused("resid and pooled");
        tap(texts, "resid", beyond, out).requireRefused("token ids that the model knows, got 20");
        tap(texts, "resid", firstBeyond, out).requireRefused("token ids that the model knows, got 20");
        tap(texts, "resid", gap, out).requireRefused("text 0, position 1");
        tap(texts, "resid", text, out).requireRefused("--tokenizer");
        tap(texts, "resid", text, out, "--tokenizer", noTokenizer).requireRefused("tokenizer.txt");
        tap(texts, "resid", input, out, "--skip-special").requireRefused("--skip-tokens");
        tap(half, "resid", input, out).requireRefused("half.onnx");
        tap(text, "resid", input, out).requireRefused("text.txt");
        tap(folder, "resid", input, out).requireRefused("a folder");
        tap(texts, "resid", input, out, "--shard-rows", 0).requireRefused("shard");
        tap(texts, "resid", input, out, "--batch", 0).requireRefused("batch");
        tap(texts, "resid", input, out, "--threads", 0).requireRefused("threads");
        tap(texts, "resid", input, out, "--limit", 0).requireRefused("limit");
        assertFalse(Files.exists(out));
        tap(texts, "resid", input, folder).requireRefused("manifest.json");
        tap(texts, "resid", input, text).requireRefused("a file");
    }

    @Test
    void aLimitTakesTheFirstInputs() throws IOException {
        Path model = TapModels.texts(folder);
        List<int[]> texts = TapModels.someTexts(10);
        Path out = folder.resolve("store");
        tap(model, "resid", texts(texts), out, "--limit", 3).requireDone();
        assertRows(ActivationStore.open(out), "resid", direct(model, "resid", texts.subList(0, 3)));
    }
}
