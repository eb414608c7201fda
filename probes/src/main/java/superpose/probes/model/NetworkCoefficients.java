package superpose.probes.model;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * Reads all parameters of a network, as ND4J writes an array: a header and the shape, then a header and the numbers, big
 * endian.
 *
 * <p>ND4J's own reader allocates as much memory, off the heap, as a header asks for; this one asks first whether the file
 * can hold that.
 */
final class NetworkCoefficients {

    /** Names of ways to store before sizes had 64 bits. */
    private static final Set<String> SHORT_LENGTHS = Set.of("DIRECT", "HEAP", "JAVACPP");

    private static final Set<String> LONG_LENGTHS = Set.of("LONG_SHAPE", "MIXED_DATA_TYPES");

    private static final String AS_WRITTEN = "coefficients as ND4J writes them";

    /** Four numbers beside the sizes and strides of at most 32 axes. */
    private static final long LONGEST_SHAPE = 4 + 2 * 32;

    private static final int CHUNK = 1 << 16;

    private record Header(long length, String type) {}

    private final String origin;
    private final DataInputStream in;
    private final long mostBytes;

    private NetworkCoefficients(String origin, DataInputStream in, long mostBytes) {
        this.origin = origin;
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads an array of any shape as one row.
     *
     * @param origin the file, for messages
     * @param mostBytes that can come
     * @return [1, parameters]; empty if there are none
     * @throws BadInputException if this is no array of real numbers
     */
    static Optional<INDArray> read(String origin, DataInputStream in, long mostBytes) throws IOException {
        NetworkCoefficients coefficients = new NetworkCoefficients(origin, in, mostBytes);
        try {
            coefficients.skipShape();
            return coefficients.numbers();
        } catch (EOFException e) {
            throw (EOFException) new EOFException("the coefficients end early").initCause(e);
        }
    }

    private void skipShape() throws IOException {
        Header shape = header();
        int width = switch (shape.type) {
            case "LONG" -> Long.BYTES;
            case "INT" -> Integer.BYTES;
            default -> throw bad("a shape of whole numbers", "the type " + Dl4jMessage.quoted(shape.type));
        };
        require(shape.length <= LONGEST_SHAPE, "a shape of at most 32 axes", shape.length + " numbers");
        in.skipNBytes(shape.length * width);
    }

    private Optional<INDArray> numbers() throws IOException {
        Header header = header();
        DataType type = switch (header.type) {
            case "FLOAT" -> DataType.FLOAT;
            case "DOUBLE" -> DataType.DOUBLE;
            case "HALF" -> DataType.FLOAT16;
            default -> throw bad("coefficients that are real numbers", "the type " + Dl4jMessage.quoted(header.type));
        };
        require(
                header.length <= Integer.MAX_VALUE - 8 && header.length <= mostBytes / type.width(),
                "coefficients that the file has room for",
                header.length);
        if (header.length == 0) {
            return Optional.empty();
        }
        int count = (int) header.length;
        INDArray row = type == DataType.DOUBLE
                ? Nd4j.createFromArray(doubles(count))
                : Nd4j.createFromArray(floats(count, type)).castTo(type);
        return Optional.of(row.reshape(1, count));
    }

    private Header header() throws IOException {
        String mode = name();
        require(
                SHORT_LENGTHS.contains(mode) || LONG_LENGTHS.contains(mode),
                AS_WRITTEN,
                "the way to store " + Dl4jMessage.quoted(mode));
        long length = SHORT_LENGTHS.contains(mode) ? in.readInt() : in.readLong();
        require(length >= 0, "a number of coefficients", length);
        return new Header(length, name());
    }

    private String name() throws IOException {
        try {
            return in.readUTF();
        } catch (UTFDataFormatException e) {
            throw bad(AS_WRITTEN, "bytes that are no text where a name belongs");
        }
    }

    private double[] doubles(int count) throws IOException {
        double[] values = new double[count];
        for (int at = 0; at < count; ) {
            ByteBuffer chunk = chunk(count - at, Double.BYTES);
            int taken = chunk.remaining() / Double.BYTES;
            chunk.asDoubleBuffer().get(values, at, taken);
            at += taken;
        }
        return values;
    }

    private float[] floats(int count, DataType type) throws IOException {
        float[] values = new float[count];
        for (int at = 0; at < count; ) {
            ByteBuffer chunk = chunk(count - at, type.width());
            for (; chunk.hasRemaining(); at++) {
                values[at] = type == DataType.FLOAT ? chunk.getFloat() : Float.float16ToFloat(chunk.getShort());
            }
        }
        return values;
    }

    private ByteBuffer chunk(int numbers, int width) throws IOException {
        int bytes = (int) Math.min((long) numbers * width, CHUNK);
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(read);
    }

    private void require(boolean holds, String expected, Object came) {
        Require.that(holds, expected + " in " + origin, came, "the file is damaged: save the network again");
    }

    private BadInputException bad(String expected, Object came) {
        return new BadInputException(expected + " in " + origin, came, "the file is damaged: save the network again");
    }
}
