package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.io.StoredArray;
import superpose.data.io.TextFile;
import superpose.data.io.TokenTexts;

/** A real language model, against what PyTorch computed with it. */
class LanguageModelTest {

    private static final Path FOLDER = folder();
    private static final double TOLERANCE = 1e-4;

    private static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("toyModels")) ? here : here.resolveSibling("");
        return root.resolve("../shared/lm").normalize();
    }

    @BeforeAll
    static void requireModel() {
        assumeTrue(Files.isDirectory(FOLDER), "no ../shared/lm beside the project");
    }

    @Test
    void everyTensorHoldsWhatPyTorchComputed() {
        OnnxModel model = OnnxModel.open(FOLDER.resolve("model.onnx"));
        List<String> own = model.tensors().stream().map(ModelTensor::name).toList();
        TensorNames names = TensorNames.read(FOLDER.resolve("tensor_names.json"), own);
        List<StoredArray> references = ArrayFiles.open(FOLDER.resolve("reference.npz")).stream()
                .filter(array ->
                        !array.name().equals("input_ids") && !array.name().equals("token_loss"))
                .toList();
        assertEquals(12, references.size());
        List<TensorNames.Named> taps =
                names.find(references.stream().map(StoredArray::name).toList());
        List<int[]> texts =
                TokenTexts.read(new ArrayReference(FOLDER.resolve("reference.npz"), Optional.of("input_ids")));
        TokenInput input = TokenInput.of(texts, model.tensors());
        List<String> tensors = taps.stream().map(TensorNames.Named::tensor).toList();
        try (TappedModel tapped = model.tap(TapPlan.reading(tensors))) {
            List<Tensor.Floats> values = tapped.run(
                    input.batch(IntStream.range(0, texts.size()).boxed().toList()));
            for (StoredArray reference : references) {
                int at = taps.stream().map(TensorNames.Named::name).toList().indexOf(reference.name());
                float[] expected = reference.matrix().toArray();
                // Some references hold the first passages only.
                float[] came = Arrays.copyOf(values.get(at).values(), expected.length);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], came[i], TOLERANCE, reference.name() + " at " + i);
                }
            }
        }
    }

    @Test
    void globsFindAllStreams() {
        OnnxModel model = OnnxModel.open(FOLDER.resolve("model.onnx"));
        List<String> own = model.tensors().stream().map(ModelTensor::name).toList();
        TensorNames names = TensorNames.read(FOLDER.resolve("tensor_names.json"), own);
        // One tensor has two names: the stream after a block is that before the next.
        assertEquals(
                List.of(
                        "blocks.0.hook_resid_pre",
                        "blocks.1.hook_resid_pre",
                        "blocks.2.hook_resid_pre",
                        "blocks.3.hook_resid_pre",
                        "blocks.3.hook_resid_post"),
                names.find(List.of("blocks.*.hook_resid_pre", "blocks.?.hook_resid_post")).stream()
                        .map(TensorNames.Named::name)
                        .toList());
        assertEquals(List.of("blocks.1.hook_resid_post", "blocks.2.hook_resid_pre"), names.of("/h.1/Add_1_output_0"));
    }

    @Test
    void rowsAreTheSameForEveryBatchAndThreadAndStart() {
        OnnxModel model = OnnxModel.open(FOLDER.resolve("model.onnx"));
        try (TextTokenizer tokenizer = TextTokenizer.open(FOLDER.resolve("tokenizer.json"))) {
            TextFile texts = TextFile.read(FOLDER.resolve("probe_tasks/texts.jsonl"));
            List<int[]> ids =
                    new ArrayList<>(tokenizer.encode(texts, 128).texts().subList(0, 21));
            List<int[]> expected = TokenTexts.read(
                    new ArrayReference(FOLDER.resolve("probe_tasks/begins_word.csv"), Optional.empty()));
            assertEquals(expected.size(), texts.texts().size());
            for (int text = 0; text < ids.size(); text++) {
                assertArrayEquals(expected.get(text), ids.get(text));
            }
            // Texts of several lengths, mixed.
            for (int i = 0; i < ids.size(); i += 3) {
                ids.set(i, Arrays.copyOf(ids.get(i), 40 + i % 2));
            }
            TokenInput input = TokenInput.of(ids, model.tensors());
            try (TappedModel tapped = model.tap(TapPlan.reading(List.of("/h.1/Add_1_output_0")))) {
                List<float[]> all = rows(tapped, input, new Tapping.Settings(4, 1, List.of()), 0);
                assertEquals(21, all.size());
                assertEquals(40 * 128, all.getFirst().length);
                List<float[]> threaded = rows(tapped, input, new Tapping.Settings(4, 3, List.of()), 0);
                List<float[]> later = rows(tapped, input, new Tapping.Settings(4, 2, List.of()), 13);
                for (int i = 0; i < all.size(); i++) {
                    assertArrayEquals(all.get(i), threaded.get(i));
                    if (i >= 13) {
                        assertArrayEquals(all.get(i), later.get(i - 13));
                    }
                }
                List<float[]> one = rows(tapped, input, new Tapping.Settings(1, 1, List.of()), 0);
                for (int i = 0; i < all.size(); i++) {
                    assertArrayEquals(all.get(i), one.get(i), 1e-4f);
                }
                int skipped = ids.getFirst()[7];
                List<float[]> fewer = rows(tapped, input, new Tapping.Settings(4, 1, List.of(skipped)), 0);
                long times = Arrays.stream(ids.getFirst())
                        .filter(id -> id == skipped)
                        .count();
                assertEquals((40 - times) * 128, fewer.getFirst().length);
            }
        }
    }

    private static List<float[]> rows(TappedModel tapped, ModelInput input, Tapping.Settings settings, int from) {
        List<float[]> rows = new ArrayList<>();
        Tapping tapping = new Tapping(tapped, List.of("stream"), input, settings);
        assertEquals(List.of(128), tapping.widths());
        tapping.run(
                from,
                (number, kept, tokens, values) -> {
                    assertEquals(from + rows.size(), number);
                    assertEquals(kept.length, tokens.length);
                    rows.add(values.getFirst());
                },
                done -> {});
        return rows;
    }
}
