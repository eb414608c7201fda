package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Matrix;
import superpose.data.Seed;

class OnnxWeightsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void weightsAreWhatWasWritten() throws IOException {
        SmallOnnx small = new SmallOnnx();
        OnnxWeights weights = OnnxWeights.read(small.writeTo(folder));
        Matrix c = weights.find("C").orElseThrow();
        assertEquals(SmallOnnx.WIDTH, c.rows());
        assertArrayEquals(small.weight("C"), c.toArray());
        assertEquals(
                List.of((long) SmallOnnx.WIDTH, (long) SmallOnnx.OUTPUTS),
                weights.shapes().get("C"));
        assertTrue(weights.find("x").isEmpty(), "an input is no weight");
        assertTrue(weights.find("a").isEmpty(), "what is computed is no weight");
    }

    @Test
    void rawBytesAndHalvesAreReadToo() throws IOException {
        SmallOnnx small = new SmallOnnx();
        float[] values = small.weight("C");
        ByteBuffer single = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer half = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            single.putFloat(values[i]);
            half.putShort(Float.floatToFloat16(values[i]));
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        assertArrayEquals(
                values,
                changed(TensorProto.DataType.FLOAT_VALUE, single).orElseThrow().toArray());
        assertArrayEquals(
                rounded,
                changed(TensorProto.DataType.FLOAT16_VALUE, half).orElseThrow().toArray());
        assertTrue(changed(TensorProto.DataType.INT64_VALUE, single).isEmpty());
        assertTrue(changed(TensorProto.DataType.DOUBLE_VALUE, single).isEmpty());
    }

    private Optional<Matrix> changed(int type, ByteBuffer values) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(new SmallOnnx().bytes()).toBuilder();
        model.getGraphBuilder()
                .getInitializerBuilder(2)
                .clearFloatData()
                .setDataType(type)
                .setRawData(ByteString.copyFrom(values.rewind()));
        return OnnxWeights.read(Files.write(
                        folder.resolve("changed.onnx"), model.build().toByteArray()))
                .find("C");
    }

    @Test
    void weightsInOtherFilesAreNotThere() throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[4 * SmallOnnx.WIDTH * SmallOnnx.WIDTH]);
        Path file = new SmallOnnx().external("A", "weights.bin", "0", "144").writeTo(folder);
        assertTrue(OnnxWeights.read(file).find("A").isEmpty());
        assertTrue(OnnxWeights.read(file).find("B").isPresent());
    }

    /** Sizes that do not belong to the values are no matrix, however large. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void sizesThatLieAreNoMatrix(long seed) throws IOException {
        RandomGenerator random = new Seed(seed).generator();
        for (int trial = 0; trial < 50; trial++) {
            ModelProto.Builder model = ModelProto.parseFrom(new SmallOnnx().bytes()).toBuilder();
            TensorProto.Builder tensor = model.getGraphBuilder().getInitializerBuilder(0);
            tensor.clearFloatData().clearDims();
            tensor.setRawData(ByteString.copyFrom(new byte[random.nextInt(40)]));
            long rows = random.nextLong() >> random.nextInt(64);
            long columns = random.nextLong() >> random.nextInt(64);
            tensor.addDims(rows).addDims(columns);
            Path file = Files.write(folder.resolve("lying.onnx"), model.build().toByteArray());
            OnnxWeights.read(file)
                    .find("A")
                    .ifPresent(
                            matrix -> assertEquals(tensor.getRawData().size(), 4L * matrix.rows() * matrix.columns()));
        }
    }
}
