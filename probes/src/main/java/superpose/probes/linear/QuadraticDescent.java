package superpose.probes.linear;

import smile.tensor.DenseMatrix;

/**
 * Coordinate descent on {@code s (t - t0) + (t - t0)' H (t - t0) / 2 + r |w|_1}, where t is the weights w and, last, an
 * intercept that is not penalised. The products with H are kept up to date, so a coordinate that stays costs nothing.
 */
final class QuadraticDescent {

    private static final int SWEEPS = 5000;

    /** A sweep that moves by no more than this share of the first one is the last. */
    private static final double SETTLED = 1e-5;

    private final double[][] curvature;
    private final double l1;

    /**
     * Takes the curvature of the loss and adds that of the penalty.
     *
     * @param lower [weights + 1, weights + 1], of which the lower triangle is read
     */
    QuadraticDescent(DenseMatrix lower, double l1, double l2) {
        int size = lower.nrow();
        this.curvature = new double[size][size];
        this.l1 = l1;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double value = lower.get(row, column);
                curvature[row][column] = value;
                curvature[column][row] = value;
            }
            curvature[row][row] += row < size - 1 ? l2 : 0;
        }
    }

    /**
     * Goes to the least value.
     *
     * @param slopes s, [weights + 1]. Modified: the slopes at the end.
     * @param point where to start, [weights + 1]. Modified.
     */
    void descend(double[] slopes, double[] point) {
        double first = sweep(slopes, point);
        for (int sweep = 1; sweep < SWEEPS; sweep++) {
            if (sweep(slopes, point) <= SETTLED * SETTLED * first) {
                return;
            }
        }
    }

    /** Returns the largest square of a move, in units of the curvature. */
    private double sweep(double[] slopes, double[] point) {
        double largest = 0;
        int intercept = point.length - 1;
        for (int i = 0; i < point.length; i++) {
            double own = curvature[i][i];
            if (own > 0) {
                double pull = own * point[i] - slopes[i];
                double next = (i == intercept ? pull : towardsZero(pull)) / own;
                double move = next - point[i];
                if (move != 0) {
                    point[i] = next;
                    addProducts(curvature[i], move, slopes);
                    largest = Math.max(largest, own * move * move);
                }
            }
        }
        return largest;
    }

    private double towardsZero(double pull) {
        return Math.abs(pull) <= l1 ? 0 : pull - Math.copySign(l1, pull);
    }

    private static void addProducts(double[] row, double move, double[] slopes) {
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] += move * row[i];
        }
    }
}
