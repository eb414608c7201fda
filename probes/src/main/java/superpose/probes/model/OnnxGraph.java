package superpose.probes.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of an ONNX model, as far as they are looked at and changed here: inner tensors become outputs, operations
 * are put behind a tensor, or a tensor becomes an input. Weights are never touched.
 *
 * <p>Source: ONNX, "Open Neural Network Exchange Intermediate Representation", section "Graphs".
 */
final class OnnxGraph {

    private final ModelProto model;

    /** What makes each tensor, in the order of the operations. */
    private final Map<String, NodeProto> makers = new LinkedHashMap<>();

    private final Set<String> weights = new LinkedHashSet<>();

    OnnxGraph(ModelProto model) {
        this.model = model;
        GraphProto graph = model.getGraph();
        graph.getInitializerList().forEach(weight -> weights.add(weight.getName()));
        for (NodeProto node : graph.getNodeList()) {
            for (String name : node.getOutputList()) {
                // Outputs that an operation may leave out have no name.
                if (!name.isEmpty()) {
                    makers.put(name, node);
                }
            }
        }
    }

    /** Returns the names of the inputs that are to be given; old models list their weights among the inputs. */
    List<String> inputs() {
        return model.getGraph().getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> !weights.contains(name))
                .toList();
    }

    List<String> outputs() {
        return model.getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
    }

    /** Returns the names of all tensors that are computed, in order. */
    Set<String> computed() {
        return makers.keySet();
    }

    /** Returns the kind of operation that makes a tensor, as in {@code MatMul}. */
    String maker(String tensor) {
        return makers.containsKey(tensor) ? makers.get(tensor).getOpType() : "";
    }

    /** Returns the version of the standard operations, 0 where the model uses none of them. */
    long operatorVersion() {
        return model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElse(0);
    }

    /** Returns the model with just these outputs; their types follow from the operations. */
    OnnxGraph giving(Collection<String> names) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        Map<String, ValueInfoProto> known = new LinkedHashMap<>();
        model.getGraph().getOutputList().forEach(output -> known.put(output.getName(), output));
        graph.clearOutput();
        for (String name : names) {
            ValueInfoProto untyped = ValueInfoProto.newBuilder().setName(name).build();
            graph.addOutput(known.getOrDefault(name, untyped));
        }
        return with(graph);
    }

    /**
     * Returns the model with operations behind a tensor: what used the tensor uses their result, which takes its name.
     *
     * @param inserted what comes behind it
     */
    OnnxGraph inserting(String tensor, OnnxInsertion inserted) {
        String before = freeName(tensor + "/before");
        GraphProto.Builder graph = model.getGraph().toBuilder().clearNode();
        graph.addAllInitializer(inserted.weights(this::freeName));
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (node.getOutputList().contains(tensor)) {
                graph.addNode(renaming(node, tensor, before));
                graph.addAllNode(inserted.nodes(before, tensor, this::freeName));
            } else {
                graph.addNode(node);
            }
        }
        return with(graph);
    }

    /** Returns the model with a tensor, of float32, that is given instead of computed. */
    OnnxGraph taking(String tensor) {
        String unused = freeName(tensor + "/unused");
        GraphProto.Builder graph = model.getGraph().toBuilder().clearNode();
        for (NodeProto node : model.getGraph().getNodeList()) {
            graph.addNode(renaming(node, tensor, unused));
        }
        ValueInfoProto.Builder input = ValueInfoProto.newBuilder().setName(tensor);
        input.getTypeBuilder().getTensorTypeBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
        graph.addInput(input);
        return with(graph);
    }

    /** Returns the model as a file holds it. */
    byte[] toBytes() {
        return model.toByteArray();
    }

    private OnnxGraph with(GraphProto.Builder graph) {
        return new OnnxGraph(model.toBuilder().setGraph(graph).build());
    }

    private static NodeProto renaming(NodeProto node, String output, String to) {
        List<String> outputs = new ArrayList<>(node.getOutputList());
        outputs.replaceAll(name -> name.equals(output) ? to : name);
        return node.toBuilder().clearOutput().addAllOutput(outputs).build();
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int number = 1; makers.containsKey(name) || weights.contains(name) || inputs().contains(name); number++) {
            name = wanted + number;
        }
        return name;
    }
}
