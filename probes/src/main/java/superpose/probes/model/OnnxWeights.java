package superpose.probes.model;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.data.ElementType;
import superpose.data.Matrix;

/** The weights that an ONNX file holds itself, by their names; those in files beside it are not read. */
public final class OnnxWeights {

    private final Map<String, TensorProto> tensors = new LinkedHashMap<>();

    private OnnxWeights(List<TensorProto> initializers) {
        for (TensorProto tensor : initializers) {
            if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL && tensor.getExternalDataCount() == 0) {
                tensors.put(tensor.getName(), tensor);
            }
        }
    }

    /**
     * Reads a model.
     *
     * @throws superpose.data.BadInputException if the file is no ONNX model or is damaged
     */
    public static OnnxWeights read(Path file) {
        return new OnnxWeights(OnnxFile.read(file).model().getGraph().getInitializerList());
    }

    /** Returns the sizes of the axes of all weights. */
    public Map<String, List<Long>> shapes() {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, List.copyOf(tensor.getDimsList())));
        return shapes;
    }

    /**
     * Finds a weight.
     *
     * @return [rows, columns], a vector as [n, 1]; nothing where there is none of this name with one or two axes of floating
     *     point numbers, or where its values are not all there
     */
    public Optional<Matrix> find(String name) {
        TensorProto tensor = tensors.get(name);
        if (tensor == null || tensor.getDimsCount() < 1 || tensor.getDimsCount() > 2) {
            return Optional.empty();
        }
        long rows = tensor.getDims(0);
        long columns = tensor.getDimsCount() == 2 ? tensor.getDims(1) : 1;
        boolean possible = rows >= 0 && columns >= 0 && rows <= Integer.MAX_VALUE && columns <= Integer.MAX_VALUE;
        return possible ? matrix(tensor, (int) rows, (int) columns) : Optional.empty();
    }

    private static Optional<Matrix> matrix(TensorProto tensor, int rows, int columns) {
        long count = (long) rows * columns;
        if (tensor.getFloatDataCount() > 0) {
            float[] values = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return values.length == count ? Optional.of(Matrix.of(rows, columns, values)) : Optional.empty();
        }
        MemorySegment bytes = MemorySegment.ofArray(tensor.getRawData().toByteArray());
        return type(tensor)
                .filter(type -> bytes.byteSize() % type.bytes() == 0 && bytes.byteSize() / type.bytes() == count)
                .map(type -> Matrix.over(bytes, type, ByteOrder.LITTLE_ENDIAN, rows, columns));
    }

    private static Optional<ElementType> type(TensorProto tensor) {
        if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE) {
            return Optional.of(ElementType.F32);
        }
        if (tensor.getDataType() == TensorProto.DataType.FLOAT16_VALUE) {
            return Optional.of(ElementType.F16);
        }
        if (tensor.getDataType() == TensorProto.DataType.BFLOAT16_VALUE) {
            return Optional.of(ElementType.BF16);
        }
        return tensor.getDataType() == TensorProto.DataType.DOUBLE_VALUE
                ? Optional.of(ElementType.F64)
                : Optional.empty();
    }
}
