package superpose.toymodels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import superpose.data.BadInputException;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Require;

/** A trained bottleneck model: what each of its instances has learned, and the DL4J network that holds it. */
public final class TrainedBottleneck {

    /** Rows that pass through the model at a time, so that any number of samples fits. */
    private static final int ROWS_AT_A_TIME = 4096;

    private final MultiLayerNetwork network;

    /** The network is not copied and must not train on. */
    TrainedBottleneck(MultiLayerNetwork network) {
        this.network = network;
    }

    /** Returns what was trained. */
    public BottleneckModel model() {
        return layer().model();
    }

    /** Returns the number of steps taken so far. */
    public int steps() {
        return network.getIterationCount();
    }

    /** Returns the directions that an instance reads features along, the rows of its encoder. */
    public FeatureDirections directions(int instance) {
        return directions(instance, BottleneckParameters.ENCODER);
    }

    /** Returns the directions that an instance writes features along; those of {@link #directions} when tied. */
    public FeatureDirections decoder(int instance) {
        return directions(
                instance,
                layer().architecture().tying() == Tying.TIED
                        ? BottleneckParameters.ENCODER
                        : BottleneckParameters.DECODER);
    }

    /** Returns the output biases of an instance, [features]. */
    public float[] bias(int instance) {
        return HostCopy.read(part(instance, BottleneckParameters.BIAS));
    }

    /** Returns the importances that an instance was trained with. */
    public Importance importance(int instance) {
        int features = shape().features();
        double[] weights = layer().errorWeights().toDoubleVector();
        int start = index(instance) * features;
        return Importance.of(Arrays.stream(weights, start, start + features)
                .map(weight -> weight * features)
                .toArray());
    }

    /**
     * Computes the hidden units of an instance.
     *
     * @param samples [samples, features]
     * @return [samples, hidden]
     */
    public Matrix hidden(int instance, Matrix samples) {
        return pass(instance, samples, shape().hidden(), ForwardPass::hidden);
    }

    /**
     * Computes the output of an instance.
     *
     * @param samples [samples, features]
     * @return [samples, features]
     */
    public Matrix reconstruct(int instance, Matrix samples) {
        return pass(
                instance,
                samples,
                shape().features(),
                forward -> layer().getActivationFn().getActivation(forward.output(), false));
    }

    /** Returns the loss of an instance with the importances it was trained with. */
    public double loss(int instance, Matrix samples) {
        return loss(instance, samples, importance(instance));
    }

    /**
     * Returns the mean over samples and features of {@code I_i (y_i - x'_i)^2}, where y is the target: x or its absolute
     * value.
     *
     * @param samples [samples, features]
     */
    public double loss(int instance, Matrix samples, Importance importance) {
        Require.same(shape().features(), importance.features(), "importances");
        Require.positive(samples.rows(), "samples");
        Matrix outputs = reconstruct(instance, samples);
        Target target = layer().architecture().target();
        double sum = 0;
        for (int row = 0; row < samples.rows(); row++) {
            float[] sample = samples.row(row);
            float[] output = outputs.row(row);
            for (int feature = 0; feature < sample.length; feature++) {
                double error = (double) target.of(sample[feature]) - output[feature];
                sum += importance.of(feature) * error * error;
            }
        }
        return sum / samples.rows() / shape().features();
    }

    /**
     * Writes the network, with all that is needed to train on, as a DL4J model file; it appears whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public void save(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path unfinished =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try {
            ModelSerializer.writeModel(network, unfinished.toFile(), true);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads a network that {@link #save} wrote.
     *
     * @throws BadInputException if there is no such file or it holds another kind of network
     * @throws IOException if the file cannot be read
     */
    public static TrainedBottleneck restore(Path file) throws IOException {
        Require.that(Files.isRegularFile(file), "a DL4J model file", file + ", which is not a file", "check the path");
        Require.that(isDl4jModel(file), "a DL4J model file", file + ", which is none", "give a file that was saved");
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        Require.that(
                network.getOutputLayer() instanceof BottleneckOutput,
                "a bottleneck model in " + file,
                network.getOutputLayer().getClass().getSimpleName(),
                "give a file that was saved from a trained toy model");
        return new TrainedBottleneck(network);
    }

    private static boolean isDl4jModel(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(ModelSerializer.CONFIGURATION_JSON) != null;
        } catch (ZipException notZipped) {
            return false;
        }
    }

    /**
     * Returns a copy of the network that goes on by a recipe.
     *
     * @throws BadInputException if the training has had all the recipe's steps
     */
    MultiLayerNetwork toResume(Recipe recipe) {
        Require.that(
                recipe.steps() > steps(),
                "more steps than the " + steps() + " already taken",
                recipe.steps(),
                "give the number of steps in all");
        MultiLayerNetwork copy = network.clone();
        copy.setLearningRate(RecipeSchedule.of(recipe));
        return copy;
    }

    /** Returns how the network's steps change its parameters. */
    UpdateRule rule() {
        return layer().rule();
    }

    MultiLayerNetwork network() {
        return network;
    }

    /** Returns whether every parameter of an instance is a finite number. */
    boolean isFinite(int instance) {
        for (String key : network.getOutputLayer().paramTable().keySet()) {
            for (float value : HostCopy.read(part(instance, key))) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Matrix pass(int instance, Matrix samples, int columns, Function<ForwardPass, INDArray> part) {
        Require.same(shape().features(), samples.columns(), "features in each sample");
        float[] values = new float[Math.multiplyExact(samples.rows(), columns)];
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        network.getOutputLayer().paramTable().forEach((key, whole) -> parameters.put(key, part(instance, key)));
        ParameterViews views = ParameterViews.of(parameters);
        Activation activation = layer().architecture().hidden();
        for (int from = 0; from < samples.rows(); from += ROWS_AT_A_TIME) {
            Matrix rows = samples.rows(from, Math.min(samples.rows(), from + ROWS_AT_A_TIME));
            INDArray input = Nd4j.createFromArray(rows.toArray()).reshape('c', 1, rows.rows(), rows.columns());
            float[] result = HostCopy.read(part.apply(ForwardPass.of(activation, views, input)));
            System.arraycopy(result, 0, values, from * columns, result.length);
        }
        return Matrix.of(samples.rows(), columns, values);
    }

    private FeatureDirections directions(int instance, String key) {
        return new FeatureDirections(
                Matrix.of(shape().features(), shape().hidden(), HostCopy.read(part(instance, key))));
    }

    /** Returns the part of a parameter that belongs to one instance, [1, ...]; a view. */
    private INDArray part(int instance, String key) {
        INDArray all = network.getOutputLayer().getParam(key);
        int i = index(instance);
        return all.rank() == 2
                ? all.get(NDArrayIndex.interval(i, i + 1), NDArrayIndex.all())
                : all.get(NDArrayIndex.interval(i, i + 1), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private int index(int instance) {
        return Require.index(instance, shape().instances(), "instance");
    }

    private BottleneckShape shape() {
        return layer().shape();
    }

    private BottleneckLayer layer() {
        return (BottleneckLayer) network.getOutputLayer().conf().getLayer();
    }
}
