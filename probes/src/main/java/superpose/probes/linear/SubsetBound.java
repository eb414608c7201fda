package superpose.probes.linear;

import java.util.Arrays;
import smile.linalg.UPLO;
import smile.tensor.DenseMatrix;
import smile.tensor.EVD;
import smile.tensor.ScalarType;

/** Below what error no choice of candidates can come. */
final class SubsetBound {

    private SubsetBound() {}

    /**
     * Finds a diagonal that can be taken from the products of all candidates so that they stay positive semi-definite: as
     * large a multiple as possible of what each candidate has apart from all others.
     *
     * @return [candidates], at least 0
     */
    static double[] diagonal(SweptProducts products) {
        int size = products.candidates();
        SweptProducts inverse = products.copy();
        for (int i = 0; i < size; i++) {
            inverse.sweep(i);
        }
        double[] apart = new double[size];
        for (int i = 0; i < size; i++) {
            apart[i] = -1 / inverse.product(i, i);
        }
        DenseMatrix scaled = DenseMatrix.zeros(ScalarType.Float64, size, size).withUplo(UPLO.LOWER);
        for (int column = 0; column < size; column++) {
            for (int row = column; row < size; row++) {
                scaled.set(row, column, products.product(row, column) / Math.sqrt(apart[row] * apart[column]));
            }
        }
        EVD eigen = scaled.eigen(false, false);
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, eigen.wr().get(i));
            largest = Math.max(largest, eigen.wr().get(i));
        }
        // Rounding is a share of the largest eigenvalue.
        double safe = Math.max(0, least - 1e-12 * largest);
        return Arrays.stream(apart).map(one -> safe * one).toArray();
    }

    /**
     * Bounds the error of a regression on everything swept in, less all but some of the free candidates.
     *
     * @param order where the free candidates are in the regression, [free]
     * @param free which candidates they are, [free]
     * @param from the first free candidate that may be left out; those before are not in the regression or stay
     * @param kept how many of the free candidates from there on may stay
     */
    static double of(SweptProducts all, double[] diagonal, Integer[] order, int[] free, int from, int kept) {
        double[] parts = new double[free.length - from];
        for (int i = 0; i < parts.length; i++) {
            double weight = all.withLabel(order[from + i]);
            parts[i] = diagonal[free[from + i]] * weight * weight;
        }
        Arrays.sort(parts);
        double bound = all.error();
        for (int i = 0; i < parts.length - kept; i++) {
            bound += parts[i];
        }
        return bound;
    }
}
