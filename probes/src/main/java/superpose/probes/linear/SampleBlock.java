package superpose.probes.linear;

import java.lang.foreign.MemorySegment;
import superpose.data.Matrix;

/** A few rows of a matrix at a time, in double precision: how long matrices are streamed through exact products. */
final class SampleBlock {

    /** Rows that one thread reads at a time. */
    private static final int READ_TOGETHER = 64;

    private final int columns;
    private final int rows;
    private final double[] values;

    private SampleBlock(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.values = new double[Math.multiplyExact(rows, columns)];
    }

    /** Makes room for rows that one thread reads and works on. */
    static SampleBlock small(int columns) {
        return new SampleBlock(columns, Math.clamp((1 << 17) / columns, 128, 512));
    }

    /** Makes room for rows that all threads work on together, no more than there are. */
    static SampleBlock large(int columns, int mostRows) {
        return new SampleBlock(columns, Math.min(mostRows, Math.clamp((1 << 20) / columns, 256, 4096)));
    }

    /** Makes room for a given number of rows. */
    static SampleBlock forRows(int columns, int rows) {
        return new SampleBlock(columns, rows);
    }

    /** Returns how many rows there is room for. */
    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Reads the rows {@code [from, from + count)}. */
    void read(Matrix matrix, int from, int count) {
        float[] row = new float[columns];
        for (int i = 0; i < count; i++) {
            readRow(matrix, from + i, row, i);
        }
    }

    /** Reads the rows {@code [from, from + count)} on all threads. */
    void readStandardized(TrainingActivations training, int from, int count, Workers workers) {
        workers.each(Math.ceilDiv(count, READ_TOGETHER), part -> {
            float[] row = new float[columns];
            for (int i = part * READ_TOGETHER; i < Math.min(count, (part + 1) * READ_TOGETHER); i++) {
                readRow(training.values(), from + i, row, i);
                training.standardization().apply(values, i * columns);
            }
        });
    }

    private void readRow(Matrix matrix, int index, float[] row, int place) {
        matrix.copyRow(index, row, 0);
        int start = place * columns;
        for (int column = 0; column < columns; column++) {
            values[start + column] = row[column];
        }
    }

    void set(int rowInBlock, int column, double value) {
        values[rowInBlock * columns + column] = value;
    }

    double get(int rowInBlock, int column) {
        return values[rowInBlock * columns + column];
    }

    /** The rows as a column-major matrix [columns, rows] whose columns lie {@link #columns} apart. */
    MemorySegment memory() {
        return MemorySegment.ofArray(values);
    }
}
