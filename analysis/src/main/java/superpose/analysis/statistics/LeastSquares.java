package superpose.analysis.statistics;

/** The combination of at most a few columns that is nearest to y, by orthogonalising the columns one after the other. */
final class LeastSquares {

    /** A column this much shorter after orthogonalising than before adds nothing but rounding. */
    private static final double DEPENDENT = 1e-12;

    private final double[] coefficients;
    private final double squaredError;

    private LeastSquares(double[] coefficients, double squaredError) {
        this.coefficients = coefficients;
        this.squaredError = squaredError;
    }

    /**
     * Fits y.
     *
     * @param y [points]; not modified
     * @param columns [columns][points]; not modified
     */
    static LeastSquares of(double[] y, double[]... columns) {
        double[][] basis = new double[columns.length][];
        double[][] triangle = new double[columns.length][columns.length];
        double[] projected = new double[columns.length];
        double[] residual = y.clone();
        for (int column = 0; column < columns.length; column++) {
            basis[column] = columns[column].clone();
            for (int earlier = 0; earlier < column; earlier++) {
                triangle[earlier][column] = removeProjection(basis[column], basis[earlier]);
            }
            boolean dependent =
                    dot(basis[column], basis[column]) <= DEPENDENT * DEPENDENT * dot(columns[column], columns[column]);
            normalise(basis[column], dependent ? 0 : 1);
            triangle[column][column] = dependent ? 0 : dot(basis[column], columns[column]);
            projected[column] = removeProjection(residual, basis[column]);
        }
        return new LeastSquares(backSubstitute(triangle, projected), dot(residual, residual));
    }

    /** Takes the part along a unit vector (or zero vector) out of a vector. Modified: {@code vector}. */
    private static double removeProjection(double[] vector, double[] unit) {
        double along = dot(vector, unit);
        for (int point = 0; point < vector.length; point++) {
            vector[point] -= along * unit[point];
        }
        return along;
    }

    /** Scales a vector to a length. Modified: {@code vector}. */
    private static void normalise(double[] vector, double length) {
        double norm = Math.sqrt(dot(vector, vector));
        for (int point = 0; point < vector.length && norm > 0; point++) {
            vector[point] *= length / norm;
        }
    }

    private static double[] backSubstitute(double[][] triangle, double[] projected) {
        double[] solution = new double[projected.length];
        for (int row = projected.length - 1; row >= 0; row--) {
            double rest = projected[row];
            for (int column = row + 1; column < projected.length; column++) {
                rest -= triangle[row][column] * solution[column];
            }
            solution[row] = triangle[row][row] == 0 ? 0 : rest / triangle[row][row];
        }
        return solution;
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int point = 0; point < first.length; point++) {
            sum += first[point] * second[point];
        }
        return sum;
    }

    /** Returns the weight of a column; 0 for one that the earlier columns already span. */
    double coefficient(int column) {
        return coefficients[column];
    }

    /** Returns the sum of squared residuals. */
    double squaredError() {
        return squaredError;
    }
}
