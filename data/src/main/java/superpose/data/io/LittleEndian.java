package superpose.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import superpose.data.Matrix;

/** Values as every writer here stores them: little endian, a matrix as float32 row by row, whole numbers as they are. */
final class LittleEndian {

    /** How many whole numbers are turned into bytes at once. */
    private static final int BLOCK = 8192;

    private LittleEndian() {}

    static void write(Matrix matrix, OutputStream out) throws IOException {
        float[] row = new float[matrix.columns()];
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(row.length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < matrix.rows(); r++) {
            matrix.copyRow(r, row, 0);
            bytes.asFloatBuffer().put(row);
            out.write(bytes.array());
        }
    }

    static void write(int[] numbers, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < numbers.length; from += BLOCK) {
            int count = Math.min(BLOCK, numbers.length - from);
            bytes.asIntBuffer().put(numbers, from, count);
            out.write(bytes.array(), 0, count * Integer.BYTES);
        }
    }

    static void write(long[] numbers, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < numbers.length; from += BLOCK) {
            int count = Math.min(BLOCK, numbers.length - from);
            bytes.asLongBuffer().put(numbers, from, count);
            out.write(bytes.array(), 0, count * Long.BYTES);
        }
    }
}
