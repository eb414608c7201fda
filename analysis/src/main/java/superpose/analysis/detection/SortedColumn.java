package superpose.analysis.detection;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.BadInputException;
import superpose.data.Matrix;

/** One column of a matrix with its rows in rising order. */
final class SortedColumn {

    /** Columns copied at once: one pass over the rows fetches whole cache lines for all of them. */
    private static final int TILE = 64;

    /** Keys held at once, 8 bytes each, unless a single column has more. */
    private static final int MOST_KEYS = 1 << 24;

    /** The value in the upper half, so that keys sort as values do; the row in the lower. */
    private final long[] keys;

    private SortedColumn(long[] keys) {
        this.keys = keys;
        Arrays.sort(keys);
    }

    /** What is done with a column. */
    @FunctionalInterface
    interface Visitor {
        /** Takes a column; several threads may call this at once, each with other columns. */
        void visit(int index, SortedColumn column);
    }

    /**
     * Visits all columns of a matrix that may be larger than the heap, in tiles.
     *
     * @throws BadInputException if a value is not a number
     */
    static void forEach(Matrix matrix, Visitor visitor) {
        int tile = Math.clamp(MOST_KEYS / Math.max(1, matrix.rows()), 1, TILE);
        for (int from = 0; from < matrix.columns(); from += tile) {
            int start = from;
            long[][] keys = keys(matrix, from, Math.min(tile, matrix.columns() - from));
            IntStream.range(0, keys.length)
                    .parallel()
                    .forEach(column -> visitor.visit(start + column, new SortedColumn(keys[column])));
        }
    }

    /** Sorts the rows of one column, [rows]. */
    static SortedColumn of(float[] values) {
        long[] keys = new long[values.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = key(values[row], row);
        }
        return new SortedColumn(keys);
    }

    /** Returns the keys of some columns, [count][rows]. */
    private static long[][] keys(Matrix matrix, int from, int count) {
        long[][] keys = new long[count][matrix.rows()];
        float[] values = new float[matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            matrix.copyRow(row, values, 0);
            for (int column = 0; column < count; column++) {
                float value = values[from + column];
                if (Float.isNaN(value)) {
                    throw notANumber(row, from + column);
                }
                keys[column][row] = key(value, row);
            }
        }
        return keys;
    }

    private static BadInputException notANumber(int row, int column) {
        return new BadInputException(
                "activations that can be ordered",
                "NaN in row " + row + " of neuron " + column,
                "look at what made them");
    }

    private static long key(float value, int row) {
        // Adding 0 turns -0 into +0, which it equals.
        int bits = Float.floatToIntBits(value + 0f);
        int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) sortable << 32) | row;
    }

    /** Returns the number of rows. */
    int rows() {
        return keys.length;
    }

    /** Returns the row at a place in the order. */
    int row(int place) {
        return (int) keys[place];
    }

    /** Returns the first place after the rows that share the value at a place. */
    int endOfTie(int start) {
        long value = keys[start] >> 32;
        int end = start + 1;
        while (end < keys.length && keys[end] >> 32 == value) {
            end++;
        }
        return end;
    }

    /** Returns the midranks of the rows less their mean, [rows], so that they add up to 0. */
    double[] centredRanks() {
        double[] ranks = new double[keys.length];
        for (int start = 0; start < keys.length; ) {
            int end = endOfTie(start);
            for (int place = start; place < end; place++) {
                ranks[row(place)] = (start + end - keys.length) / 2.0;
            }
            start = end;
        }
        return ranks;
    }
}
