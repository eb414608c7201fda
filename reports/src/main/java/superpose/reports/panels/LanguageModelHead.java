package superpose.reports.panels;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import superpose.analysis.units.Unembedding;
import superpose.data.Matrix;
import superpose.data.io.ArrayFiles;
import superpose.data.io.StoredArray;
import superpose.probes.model.OnnxWeights;

/**
 * The weights by which units of a language model reach its logits: the output matrix, the gain of the last normalisation, and
 * the output weights of the MLPs. They are known by the names that Hugging Face gives them in models of the kinds GPT-2 and
 * Llama.
 */
public final class LanguageModelHead {

    private static final List<String> PREFIXES = List.of("", "transformer.", "model.");
    private static final List<String> OUTPUT = List.of("lm_head.weight", "wte.weight", "embed_tokens.weight");
    private static final List<String> LAYER_NORM = List.of("ln_f.weight");
    private static final List<String> ROOT_MEAN_SQUARE = List.of("norm.weight");
    private static final Pattern STREAM = Pattern.compile("blocks\\.\\d+\\.hook_resid_(pre|mid|post)");
    private static final Pattern MLP = Pattern.compile("blocks\\.(\\d+)\\.mlp\\.hook_post");

    private final Function<String, Optional<Matrix>> weights;
    private final Unembedding unembedding;

    private LanguageModelHead(Function<String, Optional<Matrix>> weights, Unembedding unembedding) {
        this.weights = weights;
        this.unembedding = unembedding;
    }

    /**
     * Reads the weights of a model.
     *
     * @param file an ONNX model or its weights as safetensors
     * @return nothing where the output matrix or the last normalisation cannot be told for sure
     * @throws superpose.data.BadInputException if the file is damaged
     */
    public static Optional<LanguageModelHead> read(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx") ? onnx(file) : arrays(file);
    }

    private static Optional<LanguageModelHead> arrays(Path file) {
        Map<String, StoredArray> arrays = new LinkedHashMap<>();
        ArrayFiles.open(file).forEach(array -> arrays.put(array.name(), array));
        return of(name -> Optional.ofNullable(arrays.get(name)).map(StoredArray::matrix));
    }

    /** Exporters rename an output matrix of its own: then the token embedding is not it, and nothing is said. */
    private static Optional<LanguageModelHead> onnx(Path file) {
        OnnxWeights weights = OnnxWeights.read(file);
        return of(weights::find).filter(head -> {
            List<Long> turned = List.of((long) head.unembedding.width(), (long) head.unembedding.vocabulary());
            return !weights.shapes().containsValue(turned);
        });
    }

    private static Optional<LanguageModelHead> of(Function<String, Optional<Matrix>> weights) {
        Optional<Matrix> output = first(weights, OUTPUT);
        Optional<Matrix> layer = first(weights, LAYER_NORM);
        Optional<Matrix> norm = layer.or(() -> first(weights, ROOT_MEAN_SQUARE));
        if (output.isEmpty()
                || norm.isEmpty()
                || norm.get().rows() != output.get().columns()) {
            return Optional.empty();
        }
        Unembedding unembedding = Unembedding.of(
                output.get(),
                norm.get().toArray(),
                layer.isPresent() ? Unembedding.Norm.LAYER : Unembedding.Norm.ROOT_MEAN_SQUARE);
        return Optional.of(new LanguageModelHead(weights, unembedding));
    }

    private static Optional<Matrix> first(Function<String, Optional<Matrix>> weights, List<String> names) {
        return names.stream()
                .flatMap(name -> PREFIXES.stream().map(prefix -> prefix + name))
                .map(weights)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns how the model turns its last residual stream into logits. */
    public Unembedding unembedding() {
        return unembedding;
    }

    /**
     * Returns the weights by which the neurons of a tensor write to the residual stream.
     *
     * @param tensor the name of an MLP's activations, as in {@code blocks.1.mlp.hook_post}
     * @return [neurons, width]; nothing where the tensor is another or its weights are not known
     */
    public Optional<Matrix> output(String tensor) {
        Matcher mlp = MLP.matcher(tensor);
        if (!mlp.matches()) {
            return Optional.empty();
        }
        String layer = mlp.group(1);
        int width = unembedding.width();
        return first(weights, List.of("h." + layer + ".mlp.c_proj.weight"))
                .or(() -> first(weights, List.of("layers." + layer + ".mlp.down_proj.weight"))
                        .map(LanguageModelHead::turned))
                .filter(matrix -> matrix.columns() == width);
    }

    private static Matrix turned(Matrix matrix) {
        float[][] rows = new float[matrix.columns()][];
        for (int column = 0; column < rows.length; column++) {
            rows[column] = matrix.column(column);
        }
        return Matrix.ofRows(rows);
    }

    /**
     * Returns the direction in the residual stream that belongs to a unit: the unit's own where the tensor is a residual
     * stream, and what its neurons write where it is an MLP.
     *
     * @param tensor as in {@code blocks.2.hook_resid_post} or {@code blocks.1.mlp.hook_post}
     * @param unit [neurons], the weights of the unit; a single neuron has one that is not 0
     * @return [width]; nothing where the tensor is another, or the direction has no length
     */
    public Optional<float[]> direction(String tensor, float[] unit) {
        Optional<float[]> direction = STREAM.matcher(tensor).matches()
                ? Optional.of(unit.clone())
                : output(tensor).filter(output -> output.rows() == unit.length).map(output -> product(unit, output));
        return direction.filter(found -> found.length == unembedding.width() && hasLength(found));
    }

    private static boolean hasLength(float[] direction) {
        double squares = 0;
        for (float entry : direction) {
            squares += (double) entry * entry;
        }
        return squares > 0 && Double.isFinite(squares);
    }

    private static float[] product(float[] unit, Matrix output) {
        float[] sum = new float[output.columns()];
        float[] row = new float[output.columns()];
        for (int neuron = 0; neuron < unit.length; neuron++) {
            output.copyRow(neuron, row, 0);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += unit[neuron] * row[i];
            }
        }
        return sum;
    }

    /** Returns how the direction of a unit is known, in a sentence for the reader. */
    public static String note(String tensor) {
        String through = MLP.matcher(tensor).matches()
                ? "Through the output weights of the MLP"
                : "Of the unit's own direction in the residual stream";
        return through + ", as if no layer came after it; up to a positive factor, less the mean over all tokens.";
    }
}
