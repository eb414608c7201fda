package superpose.data;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A read-only matrix of float32 values, [rows, columns], on the heap or on memory-mapped files.
 *
 * <p>The values may be stored as another {@link ElementType}, in either byte order and in row-major or column-major order;
 * they are decoded as they are read, so a mapped file is never copied whole. What the caller sees is always float32, row by
 * row.
 */
public final class Matrix {

    /** What fits into one array on every JVM. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final MatrixValues values;
    private final int rows;
    private final int columns;

    private Matrix(MatrixValues values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Wraps row-major values; the array is not copied and must not be changed afterwards.
     *
     * @param rows number of rows, at least 0
     * @param columns number of columns, at least 0
     * @param values [rows * columns]
     */
    public static Matrix of(int rows, int columns, float... values) {
        Require.same((long) rows * columns, values.length, "values for a " + rows + " x " + columns + " matrix");
        return over(MemorySegment.ofArray(values), ElementType.F32, ByteOrder.nativeOrder(), rows, columns);
    }

    /** Copies rows of equal length into a matrix. */
    public static Matrix ofRows(float[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[Math.multiplyExact(rows.length, columns)];
        for (int row = 0; row < rows.length; row++) {
            Require.same(columns, rows[row].length, "columns in row " + row);
            System.arraycopy(rows[row], 0, values, row * columns, columns);
        }
        return of(rows.length, columns, values);
    }

    /**
     * Reads a row-major matrix where it lies.
     *
     * @param segment at least rows * columns elements; not copied
     * @param type how an element is stored
     * @param order byte order of an element
     */
    public static Matrix over(MemorySegment segment, ElementType type, ByteOrder order, int rows, int columns) {
        return strided(segment, type, order, rows, columns, columns, 1);
    }

    /** Reads a column-major (Fortran order) matrix where it lies; see {@link #over}. */
    public static Matrix overColumns(MemorySegment segment, ElementType type, ByteOrder order, int rows, int columns) {
        return strided(segment, type, order, rows, columns, 1, rows);
    }

    private static Matrix strided(
            MemorySegment segment,
            ElementType type,
            ByteOrder order,
            int rows,
            int columns,
            long rowStride,
            long columnStride) {
        Require.that(rows >= 0 && columns >= 0, "a shape without negative sizes", rows + " x " + columns, "check it");
        long bytes = Math.multiplyExact(Math.multiplyExact((long) rows, columns), type.bytes());
        Require.that(
                bytes <= segment.byteSize(),
                bytes + " bytes for " + rows + " x " + columns + " values of type " + type,
                segment.byteSize(),
                "the data is cut short");
        return new Matrix(new MatrixValues.Strided(segment, type, order, rowStride, columnStride), rows, columns);
    }

    /**
     * Puts matrices one below the other where they lie; nothing is copied.
     *
     * @param parts at least one, all with the same number of columns and stored as the same type
     * @throws BadInputException if they differ or have more than 2^31 - 1 rows in all
     */
    public static Matrix stacked(List<Matrix> parts) {
        Require.positive(parts.size(), "matrices to stack");
        Matrix first = parts.getFirst();
        long rows = 0;
        for (Matrix part : parts) {
            Require.same(first.columns, part.columns, "columns in every stacked matrix");
            Require.that(
                    part.storedAs() == first.storedAs(),
                    "stacked matrices of type " + first.storedAs(),
                    part.storedAs(),
                    "write them as one type");
            rows += part.rows;
        }
        Require.that(
                rows <= Integer.MAX_VALUE,
                "at most " + Integer.MAX_VALUE + " rows in one matrix",
                rows,
                "read the parts one by one, or as a stream");
        List<Matrix> filled = parts.stream().filter(part -> part.rows > 0).toList();
        return switch (filled.size()) {
            case 0 -> first;
            case 1 -> filled.getFirst();
            default -> new Matrix(MatrixValues.Stacked.of(filled), (int) rows, first.columns);
        };
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns the number of columns. */
    public int columns() {
        return columns;
    }

    /** Returns how the values are stored. */
    public ElementType storedAs() {
        return values.type();
    }

    /** Returns the value at a row and a column. */
    public float get(int row, int column) {
        Require.index(row, rows, "row");
        Require.index(column, columns, "column");
        return values.get(row, column);
    }

    /**
     * Copies a row.
     *
     * @param row index in [0, rows)
     * @param into receives the row's values from {@code offset} on. Modified.
     * @param offset where in {@code into} the row starts
     */
    public void copyRow(int row, float[] into, int offset) {
        Require.index(row, rows, "row");
        values.copyRow(row, columns, into, offset);
    }

    /** Returns a copy of a row, [columns]. */
    public float[] row(int row) {
        float[] copy = new float[columns];
        copyRow(row, copy, 0);
        return copy;
    }

    /** Returns a copy of a column, [rows]. */
    public float[] column(int column) {
        Require.index(column, columns, "column");
        float[] copy = new float[rows];
        for (int row = 0; row < rows; row++) {
            copy[row] = values.get(row, column);
        }
        return copy;
    }

    /** Returns all values, row-major, [rows * columns]; a copy. */
    public float[] toArray() {
        float[] copy = room(rows, columns);
        for (int row = 0; row < rows; row++) {
            copyRow(row, copy, row * columns);
        }
        return copy;
    }

    /** Returns the rows {@code [from, to)} as a view of the same memory. */
    public Matrix rows(int from, int to) {
        Require.that(0 <= from && from <= to && to <= rows, "rows within [0, " + rows + "]", from + ".." + to, "check");
        return new Matrix(values.from(from), to - from, columns);
    }

    /**
     * Returns the chosen rows, in the given order, as a view of the same memory.
     *
     * @param chosen row indices, not copied; must not be changed afterwards
     */
    public Matrix viewRows(int[] chosen) {
        for (int row : chosen) {
            Require.index(row, rows, "row");
        }
        return new Matrix(new MatrixValues.Chosen(this, chosen, 0), chosen.length, columns);
    }

    /**
     * Returns the chosen columns, in the given order, as a view of the same memory.
     *
     * @param chosen column indices, not copied; must not be changed afterwards
     */
    public Matrix viewColumns(int[] chosen) {
        for (int column : chosen) {
            Require.index(column, columns, "column");
        }
        return new Matrix(new MatrixValues.ChosenColumns(this, chosen, 0), rows, chosen.length);
    }

    /** Copies the chosen rows, in the given order, into a new matrix, [chosen, columns]. */
    public Matrix selectRows(int[] chosen) {
        float[] copy = room(chosen.length, columns);
        for (int i = 0; i < chosen.length; i++) {
            copyRow(chosen[i], copy, i * columns);
        }
        return of(chosen.length, columns, copy);
    }

    /** Copies the chosen columns, in the given order, into a new matrix, [rows, chosen]. */
    public Matrix selectColumns(int[] chosen) {
        float[] copy = room(rows, chosen.length);
        float[] row = new float[columns];
        for (int r = 0; r < rows; r++) {
            copyRow(r, row, 0);
            for (int i = 0; i < chosen.length; i++) {
                copy[r * chosen.length + i] = row[Require.index(chosen[i], columns, "column")];
            }
        }
        return of(rows, chosen.length, copy);
    }

    private static float[] room(int rows, int columns) {
        Require.that(
                (long) rows * columns <= MOST_VALUES,
                "at most " + MOST_VALUES + " values to be copied at once",
                rows + " x " + columns,
                "take fewer rows or columns");
        return new float[rows * columns];
    }

    /** Returns the shape and how the values are stored, not the values. */
    @Override
    public String toString() {
        return "Matrix[" + rows + ", " + columns + "] " + storedAs();
    }
}
