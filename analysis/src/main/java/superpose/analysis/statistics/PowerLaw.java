package superpose.analysis.statistics;

import java.util.Arrays;
import superpose.data.Require;

/**
 * The law {@code y = factor * x^exponent}, fitted by least squares in logarithms, which weighs relative errors equally.
 *
 * @param exponent slope in logarithms; negative for a loss that falls with size
 * @param factor value at x = 1, above 0
 * @param exponentError standard error of the exponent; infinite for two points
 * @param fit how well, and from how much
 */
public record PowerLaw(double exponent, double factor, double exponentError, Fit fit) {

    /**
     * How well a law fits and from how much.
     *
     * @param points number of points
     * @param rSquared share of the variance of ln y that the law takes away, in [0, 1]
     */
    public record Fit(int points, double rSquared) {}

    /**
     * Fits a law.
     *
     * @param sizes x, above 0, at least two different ones
     * @param values y, above 0, one for each size; repeated sizes are welcome
     */
    public static PowerLaw of(double[] sizes, double[] values) {
        Line line = Line.of(logs(sizes, "a size"), logs(values, "a value of a power law"));
        return new PowerLaw(
                line.slope(), Math.exp(line.intercept()), line.slopeError(), new Fit(sizes.length, line.rSquared()));
    }

    /** Returns the natural logarithms of numbers that must be above 0. */
    static double[] logs(double[] numbers, String name) {
        return Arrays.stream(numbers)
                .map(number -> Math.log(Require.positive(number, name)))
                .toArray();
    }

    /** Returns the law's value at a size. */
    public double at(double size) {
        return factor * Math.pow(size, exponent);
    }

    /**
     * Returns the exponent with its Student interval for independent errors of equal size in ln y; unbounded for two points.
     * Points of one seed are not independent: with several seeds, fit each and take {@link Interval#ofMean}.
     *
     * @param level chance of covering, in (0, 1)
     */
    public Interval exponentInterval(double level) {
        Interval.requireLevel(level);
        if (fit.points() <= 2) {
            return Interval.unbounded(exponent);
        }
        double reach = Probability.studentQuantile((1 + level) / 2, fit.points() - 2) * exponentError;
        return new Interval(exponent, exponent - reach, exponent + reach);
    }
}
