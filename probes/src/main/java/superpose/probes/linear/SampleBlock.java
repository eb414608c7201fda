package superpose.probes.linear;

import java.lang.foreign.MemorySegment;
import superpose.data.Matrix;

/** A few rows of a matrix at a time, in double precision: how long matrices are streamed through products. */
final class SampleBlock {

    /** Long enough for a product to run at full speed, short enough for the processor's cache. */
    private static final int ROWS = 512;

    private final int columns;
    private final double[] values;
    private final float[] row;

    SampleBlock(int columns) {
        this.columns = columns;
        this.values = new double[ROWS * columns];
        this.row = new float[columns];
    }

    /** Receives the rows of one block: where they start and how many there are. */
    @FunctionalInterface
    interface Rows {
        void at(int from, int count);
    }

    static void forEach(int rows, Rows block) {
        for (int from = 0; from < rows; from += ROWS) {
            block.at(from, Math.min(ROWS, rows - from));
        }
    }

    void read(Matrix matrix, int from, int count) {
        for (int i = 0; i < count; i++) {
            matrix.copyRow(from + i, row, 0);
            for (int column = 0; column < columns; column++) {
                values[i * columns + column] = row[column];
            }
        }
    }

    void readStandardized(Matrix matrix, int from, int count, Standardization standardization) {
        read(matrix, from, count);
        for (int i = 0; i < count; i++) {
            for (int column = 0; column < columns; column++) {
                double centred = values[i * columns + column] - standardization.mean(column);
                values[i * columns + column] = centred * standardization.scale(column);
            }
        }
    }

    int columns() {
        return columns;
    }

    double get(int rowInBlock, int column) {
        return values[rowInBlock * columns + column];
    }

    /** The rows as a column-major matrix [columns, rows] whose columns lie {@link #columns} apart. */
    MemorySegment memory() {
        return MemorySegment.ofArray(values);
    }
}
