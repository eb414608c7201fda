package superpose.probes.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.BadInputException;
import superpose.data.Require;

/** Makes a network from what its file says. */
final class SavedNetwork {

    private final String origin;
    private final NetworkFile file;

    private SavedNetwork(Path path) {
        origin = path.toString();
        file = NetworkFile.read(path);
    }

    /**
     * Reads a network; nothing of it is trained on.
     *
     * @throws BadInputException if the file is no saved network, is damaged, or names classes that are not there
     */
    static Network read(Path path) {
        SavedNetwork saved = new SavedNetwork(path);
        Set<String> fields = NamedClasses.check(saved.origin, saved.file.configuration());
        if (fields.contains("confs")) {
            return saved.stack();
        }
        Require.that(
                fields.contains("vertices"),
                "the configuration of a MultiLayerNetwork or a ComputationGraph in " + path,
                "one with neither layers (confs) nor vertices",
                "save the network with ModelSerializer.writeModel");
        return saved.graph();
    }

    private Network stack() {
        MultiLayerConfiguration configuration =
                understood(() -> MultiLayerConfiguration.fromJson(file.configuration()));
        requireCoefficients(understood(() -> configuration.getConfs().stream()
                .mapToLong(SavedNetwork::parameters)
                .reduce(0, Math::addExact)));
        type().ifPresent(configuration::setDataType);
        return understood(() -> {
            MultiLayerNetwork network = new MultiLayerNetwork(configuration);
            network.init(file.coefficients().orElse(null), false);
            return new LayerStack(network);
        });
    }

    private static long parameters(NeuralNetConfiguration layer) {
        return layer.getLayer().initializer().numParams(layer);
    }

    private Network graph() {
        ComputationGraphConfiguration configuration =
                understood(() -> ComputationGraphConfiguration.fromJson(file.configuration()));
        requireCoefficients(understood(() -> configuration.getVertices().values().stream()
                .mapToLong(SavedNetwork::parameters)
                .reduce(0, Math::addExact)));
        type().ifPresent(configuration::setDataType);
        return understood(() -> {
            ComputationGraph graph = new ComputationGraph(configuration);
            graph.init(file.coefficients().orElse(null), false);
            return new VertexGraph(graph);
        });
    }

    private static long parameters(GraphVertex vertex) {
        return vertex.numParams(true);
    }

    /** What a file of an older version says of its type is left out there, but the numbers have one. */
    private Optional<DataType> type() {
        return file.coefficients().map(INDArray::dataType);
    }

    private void requireCoefficients(long expected) {
        long came = file.coefficients().map(INDArray::length).orElse(0L);
        Require.that(
                came == expected,
                expected + " coefficients, as the configuration says, in " + origin,
                came,
                "the file is damaged: save the network again");
    }

    /** DL4J checks little and says in many ways that a configuration makes no sense; here, all are one. */
    private <T> T understood(Supplier<T> step) {
        try {
            return Objects.requireNonNull(step.get());
        } catch (BadInputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadInputException(
                    "a network that DL4J understands in " + origin,
                    "one that it does not (" + Dl4jMessage.of(e) + ")",
                    "the file is damaged or of another version of DL4J: save the network again");
        }
    }
}
