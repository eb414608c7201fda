package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private final RandomGenerator random = new Seed(1).child("matrix").generator();

    private Matrix randomMatrix(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Matrix.of(rows, columns, values);
    }

    @Test
    void rowsColumnsAndCellsAgree() {
        Matrix matrix = randomMatrix(7, 5);
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 5; column++) {
                assertEquals(matrix.row(row)[column], matrix.get(row, column));
                assertEquals(matrix.column(column)[row], matrix.get(row, column));
                assertEquals(matrix.toArray()[row * 5 + column], matrix.get(row, column));
            }
        }
    }

    @Test
    void columnMajorReadsAsTheTranspose() {
        float[] values = randomMatrix(4, 6).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.BIG_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        MemorySegment segment = MemorySegment.ofArray(bytes.array());
        Matrix rowMajor = Matrix.over(segment, ElementType.F32, ByteOrder.BIG_ENDIAN, 4, 6);
        Matrix columnMajor = Matrix.overColumns(segment, ElementType.F32, ByteOrder.BIG_ENDIAN, 6, 4);
        for (int row = 0; row < 4; row++) {
            assertArrayEquals(rowMajor.row(row), columnMajor.column(row));
        }
    }

    @Test
    void viewsAndSelectionsKeepTheirRows() {
        Matrix matrix = randomMatrix(9, 3);
        assertArrayEquals(matrix.row(4), matrix.rows(2, 8).row(2));
        assertArrayEquals(matrix.row(7), matrix.rows(2, 8).rows(5, 6).row(0));
        assertArrayEquals(matrix.row(8), matrix.selectRows(new int[] {8, 0, 8}).row(2));
        assertArrayEquals(
                matrix.column(2), matrix.selectColumns(new int[] {2, 1}).column(0));
        assertEquals(0, matrix.rows(9, 9).rows());
    }

    @Test
    void integersAboveTheSignBitStayPositive() {
        MemorySegment bytes = MemorySegment.ofArray(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        assertEquals(255f, ElementType.U8.read(bytes, 0, order));
        assertEquals(65535f, ElementType.U16.read(bytes, 0, order));
        assertEquals(0x1p32f, ElementType.U32.read(bytes, 0, order));
        assertEquals(0x1p64f, ElementType.U64.read(bytes, 0, order));
        assertEquals(-1f, ElementType.I64.read(bytes, 0, order));
    }

    @Test
    void cellsOutsideAreRefused() {
        Matrix matrix = randomMatrix(2, 2);
        assertThrows(BadInputException.class, () -> matrix.get(2, 0));
        assertThrows(BadInputException.class, () -> matrix.get(0, -1));
        assertThrows(BadInputException.class, () -> matrix.rows(1, 3));
        assertThrows(BadInputException.class, () -> Matrix.of(2, 2, 1f, 2f, 3f));
    }
}
