package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
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
    void aStackReadsLikeTheMatrixItWasCutFrom() {
        for (int trial = 0; trial < 200; trial++) {
            Matrix whole = randomMatrix(random.nextInt(1, 40), random.nextInt(1, 6));
            Matrix stack = Matrix.stacked(cut(whole));
            assertSame(whole, stack);
            int from = random.nextInt(whole.rows() + 1);
            int to = random.nextInt(from, whole.rows() + 1);
            assertSame(whole.rows(from, to), stack.rows(from, to));
            int middle = random.nextInt(to - from + 1);
            assertSame(
                    whole.rows(from, to).rows(middle, to - from),
                    stack.rows(from, to).rows(middle, to - from));
            assertSame(whole, Matrix.stacked(List.of(stack.rows(0, from), stack.rows(from, whole.rows()))));
        }
    }

    /** Cuts a matrix at random rows, some parts empty, some in column-major order. */
    private List<Matrix> cut(Matrix whole) {
        List<Matrix> parts = new ArrayList<>();
        for (int from = 0; from < whole.rows(); ) {
            int to = random.nextInt(from, whole.rows() + 1);
            Matrix part = whole.rows(from, to);
            parts.add(random.nextBoolean() ? part : columnMajor(part));
            from = to;
        }
        return parts;
    }

    private static Matrix columnMajor(Matrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        for (int column = 0; column < matrix.columns(); column++) {
            System.arraycopy(matrix.column(column), 0, values, column * matrix.rows(), matrix.rows());
        }
        return Matrix.overColumns(
                MemorySegment.ofArray(values),
                ElementType.F32,
                ByteOrder.nativeOrder(),
                matrix.rows(),
                matrix.columns());
    }

    private void assertSame(Matrix expected, Matrix stack) {
        assertEquals(expected.rows(), stack.rows());
        assertEquals(expected.columns(), stack.columns());
        assertEquals(ElementType.F32, stack.storedAs());
        assertArrayEquals(expected.toArray(), stack.toArray());
        for (int column = 0; column < expected.columns(); column++) {
            assertArrayEquals(expected.column(column), stack.column(column));
        }
        for (int row = 0; row < expected.rows(); row++) {
            assertArrayEquals(expected.row(row), stack.row(row));
            assertEquals(expected.get(row, 0), stack.get(row, 0));
        }
        if (expected.rows() > 0) {
            int[] chosen = random.ints(5, 0, expected.rows()).toArray();
            assertArrayEquals(
                    expected.selectRows(chosen).toArray(),
                    stack.selectRows(chosen).toArray());
            int[] last = {expected.columns() - 1, 0};
            assertArrayEquals(
                    expected.selectColumns(last).toArray(),
                    stack.selectColumns(last).toArray());
        }
    }

    @Test
    void stacksThatDoNotFitAreRefused() {
        assertThrows(BadInputException.class, () -> Matrix.stacked(List.of()));
        assertThrows(BadInputException.class, () -> Matrix.stacked(List.of(randomMatrix(2, 2), randomMatrix(2, 3))));
        Matrix stack = Matrix.stacked(List.of(randomMatrix(2, 2), randomMatrix(2, 2)));
        assertThrows(BadInputException.class, () -> stack.get(4, 0));
        assertThrows(BadInputException.class, () -> stack.rows(1, 3).row(2));
        // Rows without columns take no memory.
        Matrix tall = Matrix.of(Integer.MAX_VALUE, 0);
        var tooTall = assertThrows(BadInputException.class, () -> Matrix.stacked(List.of(tall, Matrix.of(1, 0))));
        assertTrue(String.valueOf(tooTall.getMessage()).contains("2147483648"), tooTall.getMessage());
        Matrix wide = Matrix.stacked(List.of(tall.rows(0, 50_000), tall.rows(0, 50_000)));
        assertEquals(100_000, wide.rows());
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

    @Test
    void viewsOfColumnsShowWhatCopiesHold() {
        float[] values = new float[7 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * i;
        }
        Matrix matrix = Matrix.of(7, 5, values);
        int[] chosen = {4, 0, 4, 2};
        assertArrayEquals(
                matrix.selectColumns(chosen).toArray(),
                matrix.viewColumns(chosen).toArray());
        assertArrayEquals(
                matrix.selectColumns(chosen).rows(2, 6).toArray(),
                matrix.viewColumns(chosen).rows(2, 6).toArray());
        assertArrayEquals(
                matrix.rows(3, 7).selectColumns(chosen).toArray(),
                matrix.rows(3, 7).viewColumns(chosen).toArray());
        assertThrows(BadInputException.class, () -> matrix.viewColumns(new int[] {5}));
    }
}
