package superpose.reports.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small ONNX models and their inputs, written operation by operation. */
final class TapModels {

    static final int VOCABULARY = 20;
    static final int WIDTH = 6;
    static final int CLASSES = 3;

    private TapModels() {}

    /**
     * A model of texts: {@code embed = E[ids]}, {@code mlp = embed A}, {@code resid = embed + mlp}, {@code pooled} its mean over
     * positions, {@code scores = resid resid'} between positions, and {@code table}, the same for every text.
     */
    static Path texts(Path folder) throws IOException {
        return texts(folder, "position");
    }

    /** The same for texts of a length, or of any where it is a name. */
    static Path texts(Path folder, String length) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("texts");
        graph.addInput(input("ids", TensorProto.DataType.INT64_VALUE, "batch", length));
        graph.addOutput(ValueInfoProto.newBuilder().setName("pooled"));
        weight(graph, "E", VOCABULARY, WIDTH);
        weight(graph, "A", WIDTH, WIDTH);
        node(graph, "Gather", "embed", "E", "ids");
        node(graph, "MatMul", "mlp", "embed", "A");
        node(graph, "Add", "resid", "embed", "mlp");
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Transpose")
                .addInput("resid")
                .addOutput("turned")
                .addAttribute(integers("perm", 0, 2, 1)));
        node(graph, "MatMul", "scores", "resid", "turned");
        node(graph, "Identity", "table", "A");
        graph.addNode(NodeProto.newBuilder()
                .setOpType("ReduceMean")
                .addInput("resid")
                .addOutput("pooled")
                .addAttribute(integers("axes", 1))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("keepdims")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(0)));
        return write(folder.resolve("texts-" + length + ".onnx"), graph);
    }

    /** A classifier of numbers: {@code hidden = x A}, {@code logarithm}, often of negative numbers, and {@code y = hidden C}. */
    static Path numbers(Path folder, String batch) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("numbers");
        graph.addInput(input("x", TensorProto.DataType.FLOAT_VALUE, batch, Integer.toString(WIDTH)));
        graph.addOutput(ValueInfoProto.newBuilder().setName("y"));
        weight(graph, "A", WIDTH, WIDTH);
        weight(graph, "C", WIDTH, CLASSES);
        node(graph, "MatMul", "hidden", "x", "A");
        node(graph, "Log", "logarithm", "hidden");
        node(graph, "MatMul", "y", "hidden", "C");
        return write(folder.resolve("numbers-" + batch + ".onnx"), graph);
    }

    /** Writes bytes as an idx file of so many columns, or of one axis where there are none. */
    static Path bytes(Path file, int rows, int columns, byte[] values) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 8, (byte) (columns == 0 ? 1 : 2)});
        out.writeBytes(ByteBuffer.allocate(4).putInt(rows).array());
        if (columns > 0) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(columns).array());
        }
        out.writeBytes(values);
        return Files.write(file, out.toByteArray());
    }

    /** Returns texts of 1 to 5 tokens. */
    static List<int[]> someTexts(int count) {
        var random = new Random(count);
        return random.ints(count, 1, 6)
                .mapToObj(length -> random.ints(length, 0, VOCABULARY).toArray())
                .toList();
    }

    static Path table(Path file, List<int[]> texts) throws IOException {
        var lines = new StringBuilder("text_id,position,token_id\n");
        for (int text = 0; text < texts.size(); text++) {
            for (int at = 0; at < texts.get(text).length; at++) {
                lines.append(text).append(',').append(at).append(',');
                lines.append(texts.get(text)[at]).append('\n');
            }
        }
        return Files.writeString(file, lines);
    }

    private static void node(GraphProto.Builder graph, String operation, String output, String... inputs) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operation)
                .addAllInput(List.of(inputs))
                .addOutput(output));
    }

    private static AttributeProto integers(String name, long... values) {
        var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static void weight(GraphProto.Builder graph, String name, int rows, int columns) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(rows)
                .addDims(columns);
        var random = new Random(name.hashCode());
        for (int i = 0; i < rows * columns; i++) {
            tensor.addFloatData((float) random.nextGaussian());
        }
        graph.addInitializer(tensor);
    }

    /** Describes an input whose axes are numbers or names. */
    private static ValueInfoProto input(String name, int type, String... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String axis : axes) {
            if (axis.matches("[0-9]+")) {
                shape.addDimBuilder().setDimValue(Long.parseLong(axis));
            } else {
                shape.addDimBuilder().setDimParam(axis);
            }
        }
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder().getTensorTypeBuilder().setElemType(type).setShape(shape);
        return value.build();
    }

    private static Path write(Path file, GraphProto.Builder graph) throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(7).setGraph(graph);
        model.addOpsetImportBuilder().setDomain("").setVersion(13);
        return Files.write(file, model.build().toByteArray());
    }
}
