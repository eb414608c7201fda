package superpose.probes.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A residual network of two steps as ONNX, written operation by operation: {@code a = relu(x A)}, {@code r = x + a},
 * {@code b = relu(r B)}, {@code s = r + b}, {@code y = s C}.
 */
final class SmallOnnx {

    static final int WIDTH = 6;
    static final int OUTPUTS = 3;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("small");
    private long version = 13;

    SmallOnnx() {
        graph.addInput(value("x", WIDTH)).addOutput(value("y", OUTPUTS));
        weight("A", WIDTH, WIDTH, 1);
        weight("B", WIDTH, WIDTH, 2);
        weight("C", WIDTH, OUTPUTS, 3);
        node("MatMul", "xA", "x", "A");
        node("Relu", "a", "xA");
        node("Add", "r", "x", "a");
        node("MatMul", "rB", "r", "B");
        node("Relu", "b", "rB");
        node("Add", "s", "r", "b");
        node("MatMul", "y", "s", "C");
    }

    SmallOnnx withVersion(long operators) {
        version = operators;
        return this;
    }

    SmallOnnx node(String operation, String output, String... inputs) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operation)
                .addAllInput(List.of(inputs))
                .addOutput(output));
        return this;
    }

    /** Moves a weight into another file, as the model says. */
    SmallOnnx external(String weight, String location, String offset, String length) {
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto.Builder tensor = graph.getInitializerBuilder(i);
            if (tensor.getName().equals(weight)) {
                tensor.clearFloatData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
                tensor.addExternalDataBuilder().setKey("location").setValue(location);
                tensor.addExternalDataBuilder().setKey("offset").setValue(offset);
                tensor.addExternalDataBuilder().setKey("length").setValue(length);
            }
        }
        return this;
    }

    float[] weight(String name) {
        TensorProto tensor = graph.getInitializerList().stream()
                .filter(known -> known.getName().equals(name))
                .findFirst()
                .orElseThrow();
        float[] values = new float[tensor.getFloatDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getFloatData(i);
        }
        return values;
    }

    byte[] bytes() {
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(7).setGraph(graph);
        model.addOpsetImportBuilder().setDomain("").setVersion(version);
        return model.build().toByteArray();
    }

    Path writeTo(Path folder) throws IOException {
        return Files.write(folder.resolve("small.onnx"), bytes());
    }

    /** Returns numbers that differ from seed to seed. */
    static float[] numbers(int count, long seed) {
        float[] numbers = new float[count];
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private void weight(String name, int rows, int columns, long seed) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(rows)
                .addDims(columns);
        for (float number : numbers(rows * columns, seed)) {
            tensor.addFloatData(number);
        }
        graph.addInitializer(tensor);
    }

    private static ValueInfoProto value(String name, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("batch");
        shape.addDimBuilder().setDimValue(width);
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return value.build();
    }
}
