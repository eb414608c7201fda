package superpose.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import superpose.data.Matrix;

/** The values of a matrix as every writer here stores them: float32, little endian, row by row. */
final class LittleEndianFloats {

    private LittleEndianFloats() {}

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
}
