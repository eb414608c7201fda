package superpose.analysis.detection;

import java.util.Arrays;
import superpose.analysis.statistics.Interval;
import superpose.data.Groups;
import superpose.data.Require;

/**
 * The coefficient of determination, {@code 1 - sum (y - f)^2 / sum (y - mean y)^2}, with the mean of the samples it is
 * measured on; at most 1, below 0 where the mean would have predicted better.
 */
public final class RSquared {

    private RSquared() {}

    /**
     * Measures predictions against the truth.
     *
     * @param predicted [samples]
     * @param truth [samples], not all equal
     */
    public static double of(double[] predicted, double[] truth) {
        Require.same(truth.length, predicted.length, "predictions");
        double value = orNaN(predicted, truth);
        Require.that(!Double.isNaN(value), "a target that varies over the test rows", "a constant one", "leave it out");
        return value;
    }

    /**
     * Measures predictions and puts an interval around the measure.
     *
     * @param predicted [samples]
     * @param truth [samples], not all equal
     * @param groups which samples are drawn together
     */
    public static Interval of(double[] predicted, double[] truth, Groups groups, GroupBootstrap bootstrap) {
        Require.same(truth.length, groups.samples(), "rows in the groups");
        double estimate = of(predicted, truth);
        return bootstrap.around(estimate, Resampling.wholeGroups(groups), counts -> weighted(predicted, truth, counts));
    }

    /** Returns NaN where the truth does not vary. */
    static double orNaN(double[] predicted, double[] truth) {
        int[] once = new int[truth.length];
        Arrays.fill(once, 1);
        return weighted(predicted, truth, once);
    }

    /** Returns NaN where the truth does not vary over the rows that count. */
    private static double weighted(double[] predicted, double[] truth, int[] counts) {
        double origin = truth.length == 0 ? 0 : truth[0];
        double count = 0;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int sample = 0; sample < truth.length; sample++) {
            double fromOrigin = truth[sample] - origin;
            double error = truth[sample] - predicted[sample];
            count += counts[sample];
            sum += counts[sample] * fromOrigin;
            squares += counts[sample] * fromOrigin * fromOrigin;
            errors += counts[sample] * error * error;
        }
        double spread = squares - sum * sum / count;
        // What rounding leaves of a constant truth is no spread.
        return spread > 1e-12 * squares ? 1 - errors / spread : Double.NaN;
    }
}
