package superpose.analysis.statistics;

import java.util.Arrays;
import superpose.data.Require;

/**
 * A curve fitted to points by least squares in y, with what {@link ModelChoice} ranks it by.
 *
 * <p>Criteria, for n points and k parameters: {@code AICc = n ln(SSE / n) + 2 k + 2 k (k + 1) / (n - k - 1)} and {@code BIC =
 * n ln(SSE / n) + k ln n}; lower is better. With n at most k + 1 AICc is infinite. SSE is counted as no smaller than
 * rounding, so that of several exact fits the simplest wins.
 *
 * @param curve the fitted curve
 * @param squaredError sum of squared residuals, SSE
 * @param aicc small-sample Akaike criterion
 * @param bic Bayesian criterion
 */
public record CurveFit(Curve curve, double squaredError, double aicc, double bic) {

    private static final double ROUNDING = 1e-9;

    /**
     * Fits a form of curve: the parameters that enter linearly exactly, the others by a grid with local refinement.
     *
     * @param form which curve
     * @param x ln sizes, at least four different ones
     * @param y values, one for each
     */
    public static CurveFit of(CurveForm form, double[] x, double[] y) {
        Require.same(x.length, y.length, "values of y for the values of x");
        CurveFitter fitter = CurveFitter.of(x, y);
        Curve curve = switch (form) {
            case POWER -> fitter.power();
            case POWER_WITH_FLOOR -> fitter.powerWithFloor();
            case FLAT_THEN_POWER -> fitter.flatThenPower();
            case SEGMENTED -> fitter.segmented();
            case LOGISTIC -> fitter.logistic();
        };
        return scored(curve, x, y);
    }

    private static CurveFit scored(Curve curve, double[] x, double[] y) {
        double squares = 0;
        for (int point = 0; point < x.length; point++) {
            squares += Math.pow(y[point] - curve.at(x[point]), 2);
        }
        int n = x.length;
        int k = curve.form().parameters();
        double spread =
                Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow();
        double least = n * Math.pow(Math.max(ROUNDING * spread, Double.MIN_NORMAL), 2);
        double fit = n * Math.log(Math.max(squares, Math.max(least, Double.MIN_NORMAL)) / n);
        double correction = n > k + 1 ? 2.0 * k * (k + 1) / (n - k - 1) : Double.POSITIVE_INFINITY;
        return new CurveFit(curve, squares, fit + 2 * k + correction, fit + k * Math.log(n));
    }
}
