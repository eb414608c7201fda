package superpose.probes.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.probes.model.ModelTensor.Role;

/** A network whose layers and other vertices take what any earlier ones give. */
final class VertexGraph implements Network {

    private final ComputationGraph graph;
    private final DataType type;
    private final List<String> inputs;

    /** The vertices that compute something, each after those it takes from. */
    private final List<GraphVertex> vertices;

    /** For each of them, where its inputs come from. */
    private final Map<String, List<String>> sources;

    private final List<ModelTensor> tensors;

    VertexGraph(ComputationGraph graph) {
        this.graph = graph;
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        type = configuration.getDataType();
        inputs = List.copyOf(configuration.getNetworkInputs());
        sources = configuration.getVertexInputs();
        vertices = Arrays.stream(graph.topologicalSortOrder())
                .mapToObj(index -> graph.getVertices()[index])
                .filter(vertex -> !vertex.isInputVertex())
                .toList();
        tensors = tensors(configuration);
    }

    private List<ModelTensor> tensors(ComputationGraphConfiguration configuration) {
        String typeName = Shapes.typeName(type);
        Map<String, org.deeplearning4j.nn.conf.graph.GraphVertex> configured = configuration.getVertices();
        Map<String, Activations> known = new HashMap<>();
        List<ModelTensor> found = new ArrayList<>();
        for (String input : inputs) {
            Activations activations = consumers(input).stream()
                    .map(consumer -> Activations.into(Objects.requireNonNull(configured.get(consumer))))
                    .filter(Activations::isKnown)
                    .findFirst()
                    .orElseGet(Activations::unknown);
            known.put(input, activations);
            found.add(new ModelTensor(input, Role.INPUT, typeName, activations.shape(), ""));
        }
        Set<String> outputs = Set.copyOf(configuration.getNetworkOutputs());
        for (GraphVertex vertex : vertices) {
            String name = vertex.getVertexName();
            Activations activations = Activations.after(
                    Objects.requireNonNull(configured.get(name)),
                    sources(name).stream()
                            .map(source -> Objects.requireNonNull(known.get(source)))
                            .toList(),
                    vertex.getVertexIndex());
            known.put(name, activations);
            Role role = outputs.contains(name) ? Role.OUTPUT : Role.INNER;
            found.add(new ModelTensor(
                    name,
                    role,
                    typeName,
                    activations.shape(),
                    Activations.kind(Objects.requireNonNull(configured.get(name)))));
        }
        return List.copyOf(found);
    }

    private List<String> consumers(String name) {
        return vertices.stream()
                .map(GraphVertex::getVertexName)
                .filter(consumer -> sources(consumer).contains(name))
                .toList();
    }

    private List<String> sources(String vertex) {
        return Objects.requireNonNull(sources.get(vertex));
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
        return graph.paramTable();
    }

    @Override
    public void run(Map<String, INDArray> given, Passage passage) {
        synchronized (graph) {
            Map<String, INDArray> values = new HashMap<>();
            for (String input : inputs) {
                values.put(input, passage.pass(input, Objects.requireNonNull(given.get(input))));
            }
            try {
                graph.setInputs(inputs.stream().map(values::get).toArray(INDArray[]::new));
                Map<String, Integer> consumers = consumers();
                for (GraphVertex vertex : vertices) {
                    String name = vertex.getVertexName();
                    List<INDArray> taken = sources(name).stream()
                            .map(source -> take(source, values, consumers))
                            .toList();
                    values.put(
                            name,
                            passage.pass(
                                    name, Network.computed(name, taken.getFirst(), () -> activations(vertex, taken))));
                    vertex.clear();
                }
            } finally {
                for (GraphVertex vertex : vertices) {
                    vertex.clear();
                }
                graph.clear();
            }
        }
    }

    private Map<String, Integer> consumers() {
        Map<String, Integer> consumers = new HashMap<>();
        sources.values().forEach(taken -> taken.forEach(source -> consumers.merge(source, 1, Integer::sum)));
        return consumers;
    }

    /**
     * Returns what a vertex may take, and overwrite: DL4J's activation layers do so in inference. The last one to take a
     * tensor gets the array itself.
     */
    private static INDArray take(String source, Map<String, INDArray> values, Map<String, Integer> consumers) {
        INDArray array = Objects.requireNonNull(values.get(source));
        if (consumers.merge(source, -1, Integer::sum) > 0) {
            return array.dup(array.ordering());
        }
        values.remove(source);
        return array;
    }

    private static INDArray activations(GraphVertex vertex, List<INDArray> inputs) {
        // Outside of DL4J's workspaces, which would take the arrays back.
        LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
        for (int i = 0; i < inputs.size(); i++) {
            vertex.setInput(i, inputs.get(i), detached);
        }
        return vertex.doForward(false, detached);
    }
}
