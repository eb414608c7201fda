package superpose.probes.model;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An edit as ONNX operations, so that it runs inside the model.
 *
 * <p>Only operations are used that are the same in every version of ONNX from 8 on, in which all of them broadcast.
 */
final class OnnxInsertion {

    /** The first version of the standard operations with all that is used here. */
    static final int FIRST_VERSION = 8;

    /** A step: an operation on names; {@code @} stands for the tensor, and the last step makes its new value. */
    private record Step(String operation, String result, List<String> operands) {}

    /** Weights by the names that the steps use: shape and numbers. */
    private final Map<String, Tensor.Floats> weights = new LinkedHashMap<>();

    private final List<Step> steps = new ArrayList<>();

    /** Free names for the names of the steps, chosen once. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private OnnxInsertion() {}

    /** Returns the operations of an edit, or nothing where only the caller can do it. */
    static Optional<OnnxInsertion> of(Edit edit) {
        OnnxInsertion inserted = new OnnxInsertion();
        switch (edit) {
            case Edit.Add add -> inserted.add(add);
            case Edit.ProjectOut projection -> inserted.projectOut(projection);
            case Edit.Clamp clamp -> inserted.clamp(clamp);
            case Edit.Replace replacement -> {
                return Optional.empty();
            }
            case Edit.Apply function -> {
                return Optional.empty();
            }
        }
        return Optional.of(inserted);
    }

    private void add(Edit.Add edit) {
        float[] vector = edit.vector().values();
        float[] negative = new float[vector.length];
        for (int i = 0; i < negative.length; i++) {
            // 0 for 0: what is taken away must not be -0, or -0 would become 0.
            negative[i] = 0 - vector[i];
        }
        weights.put("vector", Tensor.Floats.of(negative));
        steps.add(new Step("Sub", "", List.of("@", "vector")));
    }

    private void projectOut(Edit.ProjectOut edit) {
        float[] direction = edit.direction().values();
        weights.put("direction", Tensor.Floats.of(direction));
        weights.put("column", new Tensor.Floats(new long[] {direction.length, 1}, direction));
        steps.add(new Step("MatMul", "along", List.of("@", "column")));
        steps.add(new Step("Mul", "part", List.of("along", "direction")));
        steps.add(new Step("Sub", "", List.of("@", "part")));
    }

    private void clamp(Edit.Clamp edit) {
        weights.put("low", new Tensor.Floats(new long[0], new float[] {edit.low()}));
        weights.put("high", new Tensor.Floats(new long[0], new float[] {edit.high()}));
        steps.add(new Step("Max", "raised", List.of("@", "low")));
        steps.add(new Step("Min", "", List.of("raised", "high")));
    }

    /** Returns the weights that the operations need, under names that the model does not use. */
    List<TensorProto> weights(UnaryOperator<String> freeName) {
        List<TensorProto> protos = new ArrayList<>();
        weights.forEach((name, values) -> {
            ByteBuffer bytes =
                    ByteBuffer.allocate(values.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values.values());
            TensorProto.Builder proto = TensorProto.newBuilder()
                    .setName(named(name, freeName))
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .setRawData(ByteString.copyFrom(bytes));
            for (long size : values.shape()) {
                proto.addDims(size);
            }
            protos.add(proto.build());
        });
        return protos;
    }

    /** Returns the operations that make one tensor of another. */
    List<NodeProto> nodes(String from, String to, UnaryOperator<String> freeName) {
        List<NodeProto> nodes = new ArrayList<>();
        for (Step step : steps) {
            NodeProto.Builder node = NodeProto.newBuilder().setOpType(step.operation);
            for (String operand : step.operands) {
                node.addInput(operand.equals("@") ? from : named(operand, freeName));
            }
            nodes.add(node.addOutput(step.result.isEmpty() ? to : named(step.result, freeName))
                    .build());
        }
        return nodes;
    }

    private String named(String name, UnaryOperator<String> freeName) {
        return names.computeIfAbsent(name, wanted -> freeName.apply("edit/" + wanted));
    }
}
