package superpose.reports.panels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.analysis.units.Unembedding;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.io.SafetensorsFile;
import superpose.data.io.StoredArray;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.OnnxWeights;
import superpose.probes.model.TapPlan;
import superpose.probes.model.TappedModel;
import superpose.probes.model.Tensor;
import superpose.probes.model.TensorNames;
import superpose.probes.model.TokenInput;
import superpose.reports.example.LanguageModelExample;
import superpose.reports.tap.ModelFiles;

class LanguageModelHeadTest {

    private static final int WIDTH = 128;
    private static final int VOCABULARY = 1024;

    @TempDir
    private Path folder = Path.of("");

    /** The logits of the running model are those of the head, whose parts are known by name only. */
    @Test
    void theHeadOfTheExampleIsTheOneItRuns() {
        LanguageModelExample.writeInto(folder);
        Path file = folder.resolve("model.onnx");
        Unembedding head = LanguageModelHead.read(file).orElseThrow().unembedding();
        assertEquals(VOCABULARY, head.vocabulary());
        OnnxWeights weights = OnnxWeights.read(file);
        float[] bias = weights.find("ln_f.bias").orElseThrow().toArray();
        double[] constant =
                Unembedding.plain(weights.find("wte.weight").orElseThrow()).change(bias);
        double biasLength = length(bias);
        List<Tensor.Floats> run = run(file, List.of("blocks.3.hook_resid_post", "logits"));
        for (int position = 0; position < 5; position++) {
            float[] stream = Arrays.copyOfRange(run.get(0).values(), position * WIDTH, (position + 1) * WIDTH);
            float[] logits =
                    Arrays.copyOfRange(run.get(1).values(), position * VOCABULARY, (position + 1) * VOCABULARY);
            double mean = mean(logits);
            double[] change = head.change(stream);
            double scale = length(stream) / deviation(stream);
            for (int token = 0; token < VOCABULARY; token++) {
                double expected = change[token] * scale + constant[token] * biasLength;
                assertEquals(logits[token] - mean, expected, 2e-3);
            }
        }
    }

    /** What the MLP adds to the stream is what its neurons write, apart from its bias. */
    @Test
    void theNeuronsOfTheExampleWriteWhatTheMlpAdds() {
        LanguageModelExample.writeInto(folder);
        Path file = folder.resolve("model.onnx");
        LanguageModelHead head = LanguageModelHead.read(file).orElseThrow();
        float[] bias =
                OnnxWeights.read(file).find("h.1.mlp.c_proj.bias").orElseThrow().toArray();
        List<Tensor.Floats> run = run(file, List.of("blocks.1.mlp.hook_post", "blocks.1.hook_mlp_out"));
        float[] neurons = Arrays.copyOf(run.get(0).values(), 4 * WIDTH);
        float[] written = head.direction("blocks.1.mlp.hook_post", neurons).orElseThrow();
        for (int i = 0; i < WIDTH; i++) {
            assertEquals(run.get(1).values()[i], written[i] + bias[i], 1e-3);
        }
        assertEquals(Optional.empty(), head.output("blocks.1.attn.hook_pattern"));
        assertTrue(
                head.direction("blocks.1.mlp.hook_post", new float[4 * WIDTH]).isEmpty());
        assertTrue(head.direction("blocks.1.hook_resid_post", new float[7]).isEmpty());
        assertArrayEquals(bias, head.direction("blocks.2.hook_resid_post", bias).orElseThrow());
    }

    @Test
    void namesOfLlamaAreKnownAndTheirMatricesTurned() throws IOException {
        Matrix tokens = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6);
        Matrix down = Matrix.of(2, 4, 1, 2, 3, 4, 5, 6, 7, 8);
        Path file = folder.resolve("llama.safetensors");
        SafetensorsFile.write(
                file,
                List.of(
                        StoredArray.of("model.embed_tokens.weight", Matrix.of(3, 2, 9, 9, 9, 9, 9, 9)),
                        StoredArray.of("lm_head.weight", tokens),
                        StoredArray.vector("model.norm.weight", 1, 2),
                        StoredArray.of("model.layers.0.mlp.down_proj.weight", down)),
                Map.of());
        LanguageModelHead head = LanguageModelHead.read(file).orElseThrow();
        Matrix output = head.output("blocks.0.mlp.hook_post").orElseThrow();
        assertArrayEquals(new float[] {3, 7}, output.row(2));
        assertArrayEquals(
                Unembedding.of(tokens, new float[] {1, 2}, Unembedding.Norm.ROOT_MEAN_SQUARE)
                        .change(output.row(2)),
                head.unembedding()
                        .change(head.direction("blocks.0.mlp.hook_post", new float[] {0, 0, 1, 0})
                                .orElseThrow()));
    }

    @Test
    void whatIsNoLanguageModelHasNone() throws IOException {
        Path file = folder.resolve("other.safetensors");
        SafetensorsFile.write(file, List.of(StoredArray.vector("layer.weight", 1, 2)), Map.of());
        assertTrue(LanguageModelHead.read(file).isEmpty());
        Path text = Files.writeString(folder.resolve("model.onnx"), "no model");
        assertThrows(BadInputException.class, () -> LanguageModelHead.read(text));
    }

    @Test
    void bothFormatsTellTheSame() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("toyModels")) ? here : here.resolveSibling("");
        Path lm = root.resolve("../shared/lm").normalize();
        assumeTrue(Files.isDirectory(lm), "no ../shared/lm beside the project");
        float[] unit = new float[4 * WIDTH];
        unit[100] = 1;
        LanguageModelHead one =
                LanguageModelHead.read(lm.resolve("model.safetensors")).orElseThrow();
        LanguageModelHead other =
                LanguageModelHead.read(lm.resolve("model.onnx")).orElseThrow();
        float[] direction = one.direction("blocks.1.mlp.hook_post", unit).orElseThrow();
        assertArrayEquals(
                direction, other.direction("blocks.1.mlp.hook_post", unit).orElseThrow());
        assertArrayEquals(
                one.unembedding().change(direction), other.unembedding().change(direction));
    }

    private static List<Tensor.Floats> run(Path file, List<String> wanted) {
        Model model = ModelFiles.open(file);
        List<ModelTensor> tensors = model.tensors();
        TensorNames names = ModelFiles.names(model, tensors, Optional.empty());
        TokenInput input = TokenInput.of(List.of(new int[] {20, 300, 7, 511, 900}), tensors);
        List<String> taps =
                names.find(wanted).stream().map(TensorNames.Named::tensor).toList();
        try (TappedModel tapped = model.tap(TapPlan.reading(taps))) {
            return tapped.run(input.batch(List.of(0)));
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double squares = 1e-5 * values.length;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    private static double length(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
