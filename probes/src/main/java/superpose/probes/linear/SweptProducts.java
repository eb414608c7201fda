package superpose.probes.linear;

/**
 * The inner products of candidates and of a label, some of the candidates swept out: a regression on those, and what it
 * leaves of the others and of the label.
 *
 * <p>Sweeping candidate k replaces {@code a_ij} by {@code a_ij - a_ik a_kj / a_kk}, {@code a_ik} by {@code a_ik / a_kk} and
 * {@code a_kk} by {@code -1 / a_kk}; doing so again with the signs turned takes it back. Among the swept candidates the
 * matrix is then minus the inverse of their products, in the column of the label are their weights, and the last entry is
 * the squared error left.
 *
 * <p>Source: Goodnight (1979), "A tutorial on the SWEEP operator".
 */
final class SweptProducts {

    private final double[][] a;
    private final int label;

    /** Takes over the products, [candidates + 1, candidates + 1], the label last. */
    SweptProducts(double[][] products) {
        this.a = products;
        this.label = products.length - 1;
    }

    SweptProducts copy() {
        double[][] copy = new double[a.length][];
        for (int row = 0; row < copy.length; row++) {
            copy[row] = a[row].clone();
        }
        return new SweptProducts(copy);
    }

    /** The same for some of the candidates, in the given order. */
    SweptProducts among(int[] candidates) {
        int size = candidates.length;
        double[][] some = new double[size + 1][size + 1];
        for (int row = 0; row <= size; row++) {
            for (int column = 0; column <= size; column++) {
                some[row][column] =
                        a[row == size ? label : candidates[row]][column == size ? label : candidates[column]];
            }
        }
        return new SweptProducts(some);
    }

    int candidates() {
        return label;
    }

    /** Takes a candidate into the regression. */
    void sweep(int candidate) {
        double pivot = a[candidate][candidate];
        step(candidate, pivot, 1 / pivot);
    }

    /** Takes a candidate out of the regression. */
    void unsweep(int candidate) {
        double pivot = a[candidate][candidate];
        step(candidate, pivot, -1 / pivot);
    }

    private void step(int candidate, double pivot, double factor) {
        double[] own = a[candidate].clone();
        for (int row = 0; row < a.length; row++) {
            double share = own[row] / pivot;
            if (row != candidate && share != 0) {
                subtract(a[row], share, own);
            }
        }
        for (int i = 0; i < a.length; i++) {
            a[candidate][i] = own[i] * factor;
            a[i][candidate] = own[i] * factor;
        }
        a[candidate][candidate] = -1 / pivot;
    }

    private static void subtract(double[] from, double share, double[] row) {
        for (int i = 0; i < row.length; i++) {
            from[i] -= share * row[i];
        }
    }

    /** What is left of the product of two candidates, or minus the inverse where both are in the regression. */
    double product(int one, int other) {
        return a[one][other];
    }

    /** The weight of a candidate in the regression, or what is left of its product with the label. */
    double withLabel(int candidate) {
        return a[candidate][label];
    }

    /** The squared error left. */
    double error() {
        return a[label][label];
    }

    /** By how much the error would fall with a candidate, or by how much it would rise without one of the regression. */
    double change(int candidate) {
        return Math.abs(withLabel(candidate) * withLabel(candidate) / product(candidate, candidate));
    }

    /** By how much the error would fall with two more candidates. */
    double change(int one, int other) {
        double cross = product(one, other);
        double determinant = product(one, one) * product(other, other) - cross * cross;
        double sum = withLabel(one) * withLabel(one) * product(other, other)
                - 2 * withLabel(one) * withLabel(other) * cross
                + withLabel(other) * withLabel(other) * product(one, one);
        return sum / determinant;
    }
}
