package superpose.analysis.statistics;

import smile.math.special.Erf;
import smile.stat.distribution.TDistribution;

/** The distribution functions this package needs, on Smile's special functions. */
final class Probability {

    private static final double SQRT_TWO = Math.sqrt(2);

    private Probability() {}

    /** Returns the standard normal distribution function. */
    static double normal(double x) {
        return 0.5 * Erf.erfc(-x / SQRT_TWO);
    }

    /** Returns the standard normal quantile; infinite at 0 and 1. */
    static double normalQuantile(double share) {
        if (share <= 0 || share >= 1) {
            return share <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        // By symmetry the tail is always the small number, which keeps its digits.
        return share < 0.5 ? -SQRT_TWO * Erf.inverfc(2 * share) : SQRT_TWO * Erf.inverfc(2 * (1 - share));
    }

    /** Returns Student's quantile. */
    static double studentQuantile(double share, int degreesOfFreedom) {
        return new TDistribution(degreesOfFreedom).quantile(share);
    }
}
