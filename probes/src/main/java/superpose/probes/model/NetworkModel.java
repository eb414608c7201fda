package superpose.probes.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.BadInputException;
import superpose.data.NearNames;
import superpose.data.Require;

/**
 * A network that DL4J's {@code ModelSerializer} saved, run by ND4J.
 *
 * <p>In a {@code MultiLayerNetwork}, the tensors are {@code input} and what each layer gives, under the layer's name; a
 * layer without a name has its index, counted from 0. A name that another tensor before it has is followed by {@code @} and
 * the index. In a {@code ComputationGraph}, they are the inputs and the vertices under their names. Inputs can be read and
 * changed as well.
 *
 * <p>Activations are given as DL4J has them: recurrent layers give [samples, size, time] unless they were told otherwise,
 * and convolutions [samples, channels, height, width]. Layers run in inference mode and without masks: every step of a
 * sequence counts. What a layer gives is read before the next one takes it, so that DL4J's layers which overwrite their
 * input change nothing that is read.
 *
 * <p>Layers keep their last input, so runs of one network take turns, and an edit must not run the network itself. They use as many threads as ND4J has, which are the
 * process's: a plan's number is not looked at.
 */
public final class NetworkModel implements Model {

    private final Path file;
    private final Network network;

    private NetworkModel(Path file, Network network) {
        this.file = file;
        this.network = network;
    }

    /** Tells whether a file looks like one that {@code ModelSerializer} wrote, be it whole or cut short. */
    public static boolean startsLike(Path file) {
        return NetworkFile.startsLike(file);
    }

    /**
     * Opens a network; what training it needs, such as the state of its updater, is left in the file.
     *
     * @throws BadInputException if the file is no saved network, is damaged, or has layers of classes that are not there
     */
    public static NetworkModel open(Path file) {
        return new NetworkModel(file, SavedNetwork.read(file));
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<ModelTensor> tensors() {
        return network.tensors();
    }

    /**
     * Returns copies of the parameters as float32, under DL4J's names: the layer's index or the vertex's name, then that of
     * the parameter, as in {@code 0_W}.
     */
    public Map<String, Tensor.Floats> parameters() {
        Map<String, Tensor.Floats> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, INDArray> parameter : network.parameters().entrySet()) {
            INDArray values = parameter.getValue();
            parameters.put(
                    parameter.getKey(),
                    new Tensor.Floats(
                            values.shape().clone(), values.dup('c').data().asFloat()));
        }
        return parameters;
    }

    @Override
    public TappedModel tap(TapPlan plan) {
        List<String> names = tensors().stream().map(ModelTensor::name).toList();
        plan.taps().forEach(name -> requireKnown(name, names));
        plan.edits().forEach(edit -> requireKnown(edit.tensor(), names));
        return new TappedNetwork(network, plan);
    }

    private void requireKnown(String name, List<String> names) {
        Require.that(
                names.contains(name),
                "a tensor of " + file,
                name,
                NearNames.remedy(name, names, "`superpose inspect` lists them"));
    }
}
