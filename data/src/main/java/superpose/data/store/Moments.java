package superpose.data.store;

import java.util.Arrays;
import superpose.data.Matrix;

/**
 * Mean, variance and mean norm of the rows of a tensor; rows with a value that is not finite are left out.
 *
 * <p>Moments of parts are merged by the formulas of Chan, Golub and LeVeque ("Updating formulae and a pairwise algorithm for
 * computing sample variances", 1982), in double precision; merging the same parts in the same order gives the same bits.
 */
public final class Moments {

    private final long rows;
    private final double[] mean;
    private final double[] squaredDeviations;
    private final double meanNorm;

    /**
     * Moments that were computed before.
     *
     * @param rows number of rows they are of
     * @param mean [width]
     * @param squaredDeviations [width], the sum over rows of the squared distance from the mean
     * @param meanNorm mean over rows of the Euclidean length
     */
    Moments(long rows, double[] mean, double[] squaredDeviations, double meanNorm) {
        this.rows = rows;
        this.mean = mean;
        this.squaredDeviations = squaredDeviations;
        this.meanNorm = meanNorm;
    }

    /** Returns the moments of no rows. */
    static Moments none(int width) {
        return new Moments(0, new double[width], new double[width], 0);
    }

    /** Computes the moments of the rows of a matrix, in two passes over them. */
    static Moments of(Matrix values) {
        float[] row = new float[values.columns()];
        double[] mean = new double[row.length];
        double[] squares = new double[row.length];
        double norms = 0;
        long rows = 0;
        for (int r = 0; r < values.rows(); r++) {
            values.copyRow(r, row, 0);
            double norm = norm(row);
            if (Double.isFinite(norm)) {
                rows++;
                norms += norm;
                for (int column = 0; column < row.length; column++) {
                    mean[column] += row[column];
                }
            }
        }
        if (rows == 0) {
            return none(row.length);
        }
        for (int column = 0; column < row.length; column++) {
            mean[column] /= rows;
        }
        for (int r = 0; r < values.rows(); r++) {
            values.copyRow(r, row, 0);
            if (Double.isFinite(norm(row))) {
                for (int column = 0; column < row.length; column++) {
                    double deviation = row[column] - mean[column];
                    squares[column] += deviation * deviation;
                }
            }
        }
        return new Moments(rows, mean, squares, norms / rows);
    }

    /** Returns the length of a row; not finite exactly if one of its values is not, since squared floats fit a double. */
    private static double norm(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** Returns the moments of these rows and others. */
    Moments and(Moments others) {
        if (others.rows == 0) {
            return this;
        }
        if (rows == 0) {
            return others;
        }
        long all = rows + others.rows;
        double share = (double) others.rows / all;
        double[] together = new double[mean.length];
        double[] squares = new double[mean.length];
        for (int column = 0; column < mean.length; column++) {
            double apart = others.mean[column] - mean[column];
            together[column] = mean[column] + apart * share;
            squares[column] =
                    squaredDeviations[column] + others.squaredDeviations[column] + apart * apart * share * rows;
        }
        return new Moments(all, together, squares, meanNorm + (others.meanNorm - meanNorm) * share);
    }

    /** Returns the number of rows without a value that is not finite. */
    public long rows() {
        return rows;
    }

    /** Returns the mean of every neuron, [width], zeros if there are no rows; a copy. */
    public double[] mean() {
        return mean.clone();
    }

    /** Returns the variance of every neuron (the mean squared deviation), [width], zeros if there are no rows; a copy. */
    public double[] variance() {
        return Arrays.stream(squaredDeviations)
                .map(squares -> rows == 0 ? 0 : squares / rows)
                .toArray();
    }

    /** Returns the mean Euclidean length of the rows; 0 if there are none. */
    public double meanNorm() {
        return meanNorm;
    }

    double[] squaredDeviations() {
        return squaredDeviations.clone();
    }

    /** Tells whether all numbers are the same, bit by bit. */
    boolean isSameAs(Moments other) {
        return rows == other.rows
                && Arrays.equals(mean, other.mean)
                && Arrays.equals(squaredDeviations, other.squaredDeviations)
                && Double.compare(meanNorm, other.meanNorm) == 0;
    }
}
