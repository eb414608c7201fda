package superpose.probes.linear;

import java.util.Arrays;
import superpose.data.BadInputException;
import superpose.data.Matrix;

/**
 * Sums and sums of squares of every column, measured from the first row, in one pass on all threads: no cancellation where
 * a mean is far from 0.
 */
final class Moments {

    private static final int BLOCK_VALUES = 1 << 17;
    private static final int MOST_ROWS = 1024;

    private final Matrix values;
    private final int rowsInBlock;
    private final float[] origin;
    private final double[] sums;
    private final double[] squares;

    private Moments(Matrix values) {
        this.values = values;
        this.rowsInBlock = Math.clamp(BLOCK_VALUES / values.columns(), 1, MOST_ROWS);
        this.origin = values.row(0);
        this.sums = new double[values.columns()];
        this.squares = new double[values.columns()];
    }

    /**
     * Measures.
     *
     * @param values [samples, neurons], at least one row and one column
     * @throws superpose.data.BadInputException if a value is not finite: how many, and where the first is
     */
    static Moments of(Matrix values) {
        Moments moments = new Moments(values);
        try (Workers workers = Workers.open()) {
            workers.run(Math.ceilDiv(values.rows(), moments.rowsInBlock), () -> moments.new Blocks());
        }
        for (double one : moments.squares) {
            if (!Double.isFinite(one)) {
                throw moments.notFinite();
            }
        }
        return moments;
    }

    /** Returns the mean of a column. */
    double mean(int column) {
        return origin[column] + sums[column] / values.rows();
    }

    /** Returns the standard deviation of a column, by division by the number of rows. */
    double deviation(int column) {
        double shift = sums[column] / values.rows();
        return Math.sqrt(Math.max(0, squares[column] / values.rows() - shift * shift));
    }

    /** Sums over blocks of rows. */
    private final class Blocks implements Workers.Worker {

        private final float[] row = new float[origin.length];
        private final double[] blockSums = new double[origin.length];
        private final double[] blockSquares = new double[origin.length];

        @Override
        public void compute(int block) {
            Arrays.fill(blockSums, 0);
            Arrays.fill(blockSquares, 0);
            int end = Math.min(values.rows(), (block + 1) * rowsInBlock);
            for (int sample = block * rowsInBlock; sample < end; sample++) {
                values.copyRow(sample, row, 0);
                for (int column = 0; column < row.length; column++) {
                    double fromOrigin = (double) row[column] - origin[column];
                    blockSums[column] += fromOrigin;
                    blockSquares[column] += fromOrigin * fromOrigin;
                }
            }
        }

        @Override
        public void add() {
            for (int column = 0; column < blockSums.length; column++) {
                sums[column] += blockSums[column];
                squares[column] += blockSquares[column];
            }
        }
    }

    /** Looks again for what made a sum not finite: a second pass that only bad input costs. */
    private BadInputException notFinite() {
        float[] row = new float[origin.length];
        long bad = 0;
        String first = "";
        for (int sample = 0; sample < values.rows(); sample++) {
            values.copyRow(sample, row, 0);
            for (int column = 0; column < row.length; column++) {
                if (!Float.isFinite(row[column]) && bad++ == 0) {
                    first = row[column] + " at row " + sample + ", column " + column;
                }
            }
        }
        return new BadInputException(
                "finite training activations",
                bad + " that are not, the first " + first,
                "remove those rows or write the activations again in float32");
    }
}
