package superpose.analysis.statistics;

import java.util.Arrays;
import superpose.data.Require;

/**
 * The quantiles of a sample, with linear interpolation between neighbours (type 7 of Hyndman and Fan 1996, the default of
 * NumPy and R).
 */
public final class Quantiles {

    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Sorts a copy of a sample.
     *
     * @param sample at least one value, none NaN; not modified
     */
    public static Quantiles of(double[] sample) {
        Require.positive(sample.length, "values");
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        Require.that(!Double.isNaN(sorted[sorted.length - 1]), "values that are numbers", "NaN", "check the values");
        return new Quantiles(sorted);
    }

    /**
     * Returns the value below which a share of the sample lies.
     *
     * @param share in [0, 1]
     */
    public double at(double share) {
        Require.that(share >= 0 && share <= 1, "a share in [0, 1]", share, "0.5 is the median");
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double part = position - below;
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }

    /** Returns the median. */
    public double median() {
        return at(0.5);
    }
}
