package superpose.probes.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.probes.model.ModelTensor.Role;

/** A network of layers, one after the other. */
final class LayerStack implements Network {

    /** The name of the input. */
    static final String INPUT = "input";

    private final MultiLayerNetwork network;
    private final DataType type;
    private final List<ModelTensor> tensors;

    LayerStack(MultiLayerNetwork network) {
        this.network = network;
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        type = configuration.getDataType();
        tensors = tensors(configuration, Shapes.typeName(type));
    }

    private static List<ModelTensor> tensors(MultiLayerConfiguration configuration, String type) {
        int layers = configuration.getConfs().size();
        Activations before = Activations.into(layer(configuration, 0), configuration.getInputPreProcess(0));
        List<ModelTensor> tensors = new ArrayList<>();
        tensors.add(new ModelTensor(INPUT, Role.INPUT, type, before.shape(), ""));
        Set<String> taken = new HashSet<>(Set.of(INPUT));
        for (int i = 0; i < layers; i++) {
            var layer = layer(configuration, i);
            before = before.after(layer, configuration.getInputPreProcess(i), i);
            Role role = i == layers - 1 ? Role.OUTPUT : Role.INNER;
            String name = name(layer.getLayerName(), i, taken);
            tensors.add(new ModelTensor(name, role, type, before.shape(), Activations.kind(layer)));
        }
        return List.copyOf(tensors);
    }

    private static org.deeplearning4j.nn.conf.layers.Layer layer(MultiLayerConfiguration configuration, int index) {
        return configuration.getConf(index).getLayer();
    }

    private static String name(@Nullable String given, int index, Set<String> taken) {
        String name = given == null || given.isEmpty() ? Integer.toString(index) : given;
        while (!taken.add(name)) {
            name += "@" + index;
        }
        return name;
    }

    @Override
    public List<ModelTensor> tensors() {
        return tensors;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public Map<String, INDArray> parameters() {
        return network.paramTable();
    }

    @Override
    public void run(Map<String, INDArray> inputs, Passage passage) {
        synchronized (network) {
            INDArray values = passage.pass(INPUT, Objects.requireNonNull(inputs.get(INPUT)));
            try {
                // Tells the layers how many samples come.
                network.setInput(values);
                for (int i = 0; i < network.getnLayers(); i++) {
                    String name = tensors.get(i + 1).name();
                    INDArray input = values;
                    int layer = i;
                    values = passage.pass(name, Network.computed(name, input, () -> activations(layer, input)));
                }
            } finally {
                network.clear();
            }
        }
    }

    private INDArray activations(int index, INDArray input) {
        // Outside of DL4J's workspaces, which would take the arrays back.
        LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
        InputPreProcessor reshaping = network.getLayerWiseConfigurations().getInputPreProcess(index);
        INDArray fitting = reshaping == null
                ? input
                : reshaping.preProcess(input, (int) network.input().size(0), detached);
        Layer layer = network.getLayer(index);
        return layer.activate(fitting, false, detached);
    }
}
