package superpose.analysis.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import superpose.analysis.statistics.ShapeSearch.Range;
import superpose.data.Require;

/**
 * Least-squares fits of each form of curve to one set of points.
 *
 * <p>Given its break, midpoint, width or floor a curve is linear in all that remains, so only these one or two numbers are
 * searched for (variable projection; Golub and Pereyra 1973).
 */
final class CurveFitter {

    private static final int BREAK_CELLS = 200;
    private static final int CELLS = 40;

    /** Steepest power law looked at under a floor, in ln y for each ln size. */
    private static final double STEEPEST = 12;

    private final double[] x;
    private final double[] y;

    /** The different values of x, rising. */
    private final double[] sizes;

    private CurveFitter(double[] x, double[] y, double[] sizes) {
        this.x = x;
        this.y = y;
        this.sizes = sizes;
    }

    static CurveFitter of(double[] x, double[] y) {
        double[] sizes = Arrays.stream(x).sorted().distinct().toArray();
        Require.that(
                sizes.length >= 4, "at least 4 different sizes to tell curves apart", sizes.length, "measure more");
        Require.that(
                Arrays.stream(x).allMatch(Double::isFinite) && Arrays.stream(y).allMatch(Double::isFinite),
                "finite points",
                "one that is not",
                "clamp or leave out sizes without a logarithm");
        return new CurveFitter(x, y, sizes);
    }

    Curve power() {
        LeastSquares fit = LeastSquares.of(y, ones(), x);
        return new Curve.Power(fit.coefficient(0), fit.coefficient(1));
    }

    /** Writes the curve as {@code level + ln(exp(exponent (x - centre)) + ratio)} and searches exponent and ln ratio. */
    Curve powerWithFloor() {
        double centre = (sizes[0] + sizes[sizes.length - 1]) / 2;
        double reach = STEEPEST * (sizes[sizes.length - 1] - sizes[0]) / 2;
        Range exponents = new Range(-STEEPEST, STEEPEST, 2 * CELLS);
        Range logRatios = new Range(-Math.max(reach, 30), reach, 2 * CELLS);
        ShapeSearch shape = ShapeSearch.of(
                exponents,
                logRatios,
                (exponent, logRatio) -> aboveFloor(exponent, logRatio, centre).squaredError());
        double level = aboveFloor(shape.first(), shape.second(), centre).coefficient(0);
        return new Curve.PowerWithFloor(
                level - shape.first() * centre, shape.first(), Math.exp(level + shape.second()));
    }

    private LeastSquares aboveFloor(double exponent, double logRatio, double centre) {
        double ratio = Math.exp(logRatio);
        double[] rest = new double[y.length];
        Arrays.setAll(rest, point -> y[point] - Math.log(Math.exp(exponent * (x[point] - centre)) + ratio));
        return LeastSquares.of(rest, ones());
    }

    Curve flatThenPower() {
        double knot = bestBreak(at -> LeastSquares.of(y, ones(), behind(at)).squaredError());
        LeastSquares fit = LeastSquares.of(y, ones(), behind(knot));
        return new Curve.FlatThenPower(fit.coefficient(0), fit.coefficient(1), knot);
    }

    Curve segmented() {
        double knot = bestBreak(at -> brokenAt(at).squaredError());
        LeastSquares fit = brokenAt(knot);
        return new Curve.Segmented(fit.coefficient(0), fit.coefficient(1), fit.coefficient(2), knot);
    }

    private LeastSquares brokenAt(double knot) {
        double[] before = new double[x.length];
        Arrays.setAll(before, point -> Math.min(0, x[point] - knot));
        return LeastSquares.of(y, ones(), before, behind(knot));
    }

    /** A break leaves at least two sizes on either side, itself counted, so that both slopes rest on something. */
    private double bestBreak(DoubleUnaryOperator error) {
        Range breaks = new Range(sizes[1], sizes[sizes.length - 2], BREAK_CELLS);
        return ShapeSearch.of(breaks, error).first();
    }

    private double[] behind(double knot) {
        double[] behind = new double[x.length];
        Arrays.setAll(behind, point -> Math.max(0, x[point] - knot));
        return behind;
    }

    /** Searches the midpoint and ln width; narrower than a tenth of the closest two sizes no width can be told. */
    Curve logistic() {
        double span = sizes[sizes.length - 1] - sizes[0];
        double closest = span;
        for (int size = 1; size < sizes.length; size++) {
            closest = Math.min(closest, sizes[size] - sizes[size - 1]);
        }
        Range midpoints = new Range(sizes[0], sizes[sizes.length - 1], 2 * CELLS);
        Range logWidths = new Range(Math.log(closest / 10), Math.log(span), CELLS);
        ShapeSearch shape = ShapeSearch.of(
                midpoints,
                logWidths,
                (middle, logWidth) -> stepAt(middle, Math.exp(logWidth)).squaredError());
        double width = Math.exp(shape.second());
        LeastSquares fit = stepAt(shape.first(), width);
        double start = fit.coefficient(0);
        return new Curve.Logistic(start, start + fit.coefficient(1), shape.first(), width);
    }

    private LeastSquares stepAt(double middle, double width) {
        double[] step = new double[x.length];
        Arrays.setAll(step, point -> 1 / (1 + Math.exp(-(x[point] - middle) / width)));
        return LeastSquares.of(y, ones(), step);
    }

    private double[] ones() {
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
