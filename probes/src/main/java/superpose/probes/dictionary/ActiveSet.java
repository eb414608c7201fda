package superpose.probes.dictionary;

/**
 * The atoms a pursuit has taken for one sample, and the least-squares coefficients over them.
 *
 * <p>Keeps the Cholesky factor of the taken atoms' Gram matrix and grows it by one row for each new atom.
 */
final class ActiveSet {

    /** Below this squared distance from the span of the others an atom counts as their copy; float32 Gram error is 1e-7. */
    private static final double DEPENDENT = 1e-6;

    final int[] atoms;
    final double[] coefficients;
    int size;

    private final Block gram;
    private final double[] target;
    private final double[] solution;
    private final double[] factor;
    private final int capacity;

    ActiveSet(Block gram, int capacity) {
        this.gram = gram;
        this.capacity = capacity;
        this.atoms = new int[capacity];
        this.coefficients = new double[capacity];
        this.target = new double[capacity];
        this.solution = new double[capacity];
        this.factor = new double[capacity * capacity];
    }

    void clear() {
        size = 0;
    }

    /**
     * Takes an atom.
     *
     * @param atom the atom
     * @param correlation of the atom with the whole sample
     * @return false, with nothing taken, where the atom lies in the span of those taken before
     */
    boolean take(int atom, double correlation) {
        double left = gram.values[atom * gram.columns + atom];
        for (int i = 0; i < size; i++) {
            double sum = gram.values[atom * gram.columns + atoms[i]];
            for (int j = 0; j < i; j++) {
                sum -= factor[i * capacity + j] * factor[size * capacity + j];
            }
            double entry = sum / factor[i * capacity + i];
            factor[size * capacity + i] = entry;
            left -= entry * entry;
        }
        if (left < DEPENDENT) {
            return false;
        }
        factor[size * capacity + size] = Math.sqrt(left);
        atoms[size] = atom;
        target[size] = correlation;
        coefficients[size] = 0;
        size++;
        return true;
    }

    /** Solves the least squares over all taken atoms. */
    void solve() {
        solveNormalEquations();
        System.arraycopy(solution, 0, coefficients, 0, size);
    }

    /**
     * Solves the non-negative least squares over the taken atoms; those that end at zero are given up.
     *
     * <p>Source: Lawson and Hanson (1974), "Solving Least Squares Problems", chapter 23, inner loop.
     */
    void solveNonNegative() {
        solveNormalEquations();
        while (size > 0 && smallest(solution) <= 0) {
            double step = 1;
            for (int i = 0; i < size; i++) {
                if (solution[i] <= 0) {
                    step = Math.min(step, coefficients[i] / (coefficients[i] - solution[i]));
                }
            }
            for (int i = 0; i < size; i++) {
                boolean blocks = solution[i] <= 0 && coefficients[i] / (coefficients[i] - solution[i]) <= step;
                coefficients[i] = blocks ? 0 : coefficients[i] + step * (solution[i] - coefficients[i]);
            }
            giveUpZeros();
            solveNormalEquations();
        }
        System.arraycopy(solution, 0, coefficients, 0, size);
    }

    private double smallest(double[] values) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            smallest = Math.min(smallest, values[i]);
        }
        return smallest;
    }

    /** Rebuilds the factor without the atoms whose coefficient is zero; with a handful of atoms that costs next to nothing. */
    private void giveUpZeros() {
        int all = size;
        size = 0;
        for (int i = 0; i < all; i++) {
            double kept = coefficients[i];
            if (kept > 0 && take(atoms[i], target[i])) {
                coefficients[size - 1] = kept;
            }
        }
    }

    private void solveNormalEquations() {
        for (int i = 0; i < size; i++) {
            double sum = target[i];
            for (int j = 0; j < i; j++) {
                sum -= factor[i * capacity + j] * solution[j];
            }
            solution[i] = sum / factor[i * capacity + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int j = i + 1; j < size; j++) {
                sum -= factor[j * capacity + i] * solution[j];
            }
            solution[i] = sum / factor[i * capacity + i];
        }
    }
}
