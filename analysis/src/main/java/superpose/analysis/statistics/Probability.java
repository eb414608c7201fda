package superpose.analysis.statistics;

import smile.math.special.Beta;
import smile.math.special.Erf;
import superpose.data.Require;

/** The normal and Student's distribution, on Smile's special functions; small tails keep their digits. */
public final class Probability {

    private static final double SQRT_TWO = Math.sqrt(2);

    private Probability() {}

    /** Returns the standard normal distribution function. */
    public static double normal(double x) {
        return 0.5 * Erf.erfc(-x / SQRT_TWO);
    }

    /** Returns the standard normal quantile; infinite at 0 and 1. */
    public static double normalQuantile(double share) {
        if (share <= 0 || share >= 1) {
            return share <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        // By symmetry the tail is always the small number, which keeps its digits.
        return share < 0.5 ? -SQRT_TWO * Erf.inverfc(2 * share) : SQRT_TWO * Erf.inverfc(2 * (1 - share));
    }

    /**
     * Returns Student's quantile.
     *
     * @param share in (0, 1)
     * @param degreesOfFreedom above 0, not necessarily whole
     */
    public static double studentQuantile(double share, double degreesOfFreedom) {
        Require.positive(degreesOfFreedom, "degrees of freedom");
        double bothTails = 2 * Math.min(share, 1 - share);
        double rest = Beta.inverseRegularizedIncompleteBetaFunction(degreesOfFreedom / 2, 0.5, bothTails);
        double t = Math.sqrt(degreesOfFreedom * (1 / rest - 1));
        return share < 0.5 ? -t : t;
    }

    /** Returns the chance that a standard normal value is at least as far from 0 as z, in [0, 1]. */
    public static double beyondNormal(double z) {
        return Erf.erfc(Math.abs(z) / SQRT_TWO);
    }

    /**
     * Returns the chance that a Student value is at least as far from 0 as t, in [0, 1].
     *
     * @param degreesOfFreedom above 0, not necessarily whole
     */
    public static double beyondStudent(double t, double degreesOfFreedom) {
        Require.positive(degreesOfFreedom, "degrees of freedom");
        // Where t is infinite nothing is beyond it.
        return Beta.regularizedIncompleteBetaFunction(degreesOfFreedom / 2, 0.5, 1 / (1 + t * t / degreesOfFreedom));
    }
}
