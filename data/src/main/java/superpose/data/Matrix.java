package superpose.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A read-only matrix of float32 values, [rows, columns], on the heap or on a memory-mapped file.
 *
 * <p>The values may be stored as another {@link ElementType}, in either byte order and in row-major or column-major order;
 * they are decoded as they are read, so a mapped file is never copied whole. What the caller sees is always float32, row by
 * row.
 */
public final class Matrix {

    private final MemorySegment segment;
    private final ElementType type;
    private final ByteOrder order;
    private final int rows;
    private final int columns;

    /** Distance between neighbouring rows and neighbouring columns, in elements. */
    private final long rowStride;

    private final long columnStride;

    private Matrix(
            MemorySegment segment,
            ElementType type,
            ByteOrder order,
            int rows,
            int columns,
            long rowStride,
            long columnStride) {
        this.segment = segment;
        this.type = type;
        this.order = order;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
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
        return new Matrix(segment, type, order, rows, columns, rowStride, columnStride);
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
        return type;
    }

    /** Returns the value at a row and a column. */
    public float get(int row, int column) {
        Require.index(row, rows, "row");
        Require.index(column, columns, "column");
        return type.read(segment, (row * rowStride + column * columnStride) * type.bytes(), order);
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
        long start = row * rowStride * type.bytes();
        if (type == ElementType.F32 && order == ByteOrder.nativeOrder() && columnStride == 1) {
            MemorySegment.copy(segment, ValueLayout.JAVA_FLOAT_UNALIGNED, start, into, offset, columns);
            return;
        }
        long step = columnStride * type.bytes();
        for (int column = 0; column < columns; column++) {
            into[offset + column] = type.read(segment, start + column * step, order);
        }
    }

    /** Returns a copy of a row, [columns]. */
    public float[] row(int row) {
        float[] values = new float[columns];
        copyRow(row, values, 0);
        return values;
    }

    /** Returns a copy of a column, [rows]. */
    public float[] column(int column) {
        Require.index(column, columns, "column");
        float[] values = new float[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = type.read(segment, (row * rowStride + column * columnStride) * type.bytes(), order);
        }
        return values;
    }

    /** Returns all values, row-major, [rows * columns]; a copy. */
    public float[] toArray() {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int row = 0; row < rows; row++) {
            copyRow(row, values, row * columns);
        }
        return values;
    }

    /** Returns the rows {@code [from, to)} as a view of the same memory. */
    public Matrix rows(int from, int to) {
        Require.that(0 <= from && from <= to && to <= rows, "rows within [0, " + rows + "]", from + ".." + to, "check");
        return new Matrix(
                segment.asSlice(Math.min(from * rowStride * type.bytes(), segment.byteSize())),
                type,
                order,
                to - from,
                columns,
                rowStride,
                columnStride);
    }

    /** Copies the chosen rows, in the given order, into a new matrix, [chosen, columns]. */
    public Matrix selectRows(int[] chosen) {
        float[] values = new float[Math.multiplyExact(chosen.length, columns)];
        for (int i = 0; i < chosen.length; i++) {
            copyRow(chosen[i], values, i * columns);
        }
        return of(chosen.length, columns, values);
    }

    /** Copies the chosen columns, in the given order, into a new matrix, [rows, chosen]. */
    public Matrix selectColumns(int[] chosen) {
        float[] values = new float[Math.multiplyExact(rows, chosen.length)];
        float[] row = new float[columns];
        for (int r = 0; r < rows; r++) {
            copyRow(r, row, 0);
            for (int i = 0; i < chosen.length; i++) {
                values[r * chosen.length + i] = row[Require.index(chosen[i], columns, "column")];
            }
        }
        return of(rows, chosen.length, values);
    }

    /** Returns the shape and how the values are stored, not the values. */
    @Override
    public String toString() {
        return "Matrix[" + rows + ", " + columns + "] " + type;
    }
}
