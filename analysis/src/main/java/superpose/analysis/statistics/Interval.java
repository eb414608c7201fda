package superpose.analysis.statistics;

import java.util.Arrays;
import superpose.data.Require;

/**
 * An estimate with the range it may lie in; whoever makes one says by which method and at which level.
 *
 * <p>The estimate may lie outside the range: a bootstrap range need not contain it. A range from minus to plus infinity says
 * that the data do not bound the estimate, as with a single seed.
 *
 * @param estimate the value measured; a number
 * @param low lower end, at most {@code high}
 * @param high upper end
 */
public record Interval(double estimate, double low, double high) {

    /** Checks that the range is one. */
    public Interval {
        Require.that(!Double.isNaN(estimate), "an estimate that is a number", estimate, "check the measured values");
        Require.that(low <= high, "an interval with low <= high", low + " .. " + high, "check the measured values");
    }

    /** An estimate that nothing bounds, from minus to plus infinity. */
    public static Interval unbounded(double estimate) {
        return new Interval(estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * The mean of draws with their central quantiles: the range of single draws, not of their mean.
     *
     * @param draws at least one finite value; not modified
     * @param level share of the draws inside, in (0, 1)
     */
    public static Interval ofDraws(double[] draws, double level) {
        Require.positive(draws.length, "draws");
        Quantiles quantiles = Quantiles.of(draws);
        double tail = (1 - requireLevel(level)) / 2;
        return new Interval(Arrays.stream(draws).average().orElseThrow(), quantiles.at(tail), quantiles.at(1 - tail));
    }

    /**
     * The mean of independent values with its Student interval: exact for normal values, and better than a bootstrap for the
     * three to ten seeds that are usual.
     *
     * @param values at least one finite value, one per seed; a single one gives an unbounded interval
     * @param level chance of covering the true mean, in (0, 1)
     */
    public static Interval ofMean(double[] values, double level) {
        Require.positive(values.length, "values");
        requireLevel(level);
        double mean = Arrays.stream(values).average().orElseThrow();
        if (values.length == 1) {
            return unbounded(mean);
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        double reach = Probability.studentQuantile((1 + level) / 2, values.length - 1) * error;
        return new Interval(mean, mean - reach, mean + reach);
    }

    /**
     * A share of independent trials with Wilson's interval, which stays inside [0, 1] and covers well also when few or all
     * trials succeed.
     *
     * <p>Source: Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference".
     *
     * @param successes in [0, trials]
     * @param trials at least 1
     * @param level chance of covering the true share, in (0, 1)
     */
    public static Interval ofShare(int successes, int trials, double level) {
        Require.positive(trials, "trials");
        Require.that(
                successes >= 0 && successes <= trials,
                "at most " + trials + " successes",
                successes,
                "count each trial once");
        return ofShare((double) successes / trials, trials, Probability.normalQuantile((1 + requireLevel(level)) / 2));
    }

    /**
     * A share with Wilson's interval for as many independent trials as it is worth, which need not be a whole number.
     *
     * @param share in [0, 1]
     * @param trials above 0
     * @param quantile how many standard errors either way, at least 0; 1.96 where the trials are known to be independent
     */
    public static Interval ofShare(double share, double trials, double quantile) {
        Require.that(share >= 0 && share <= 1, "a share in [0, 1]", share, "divide by the trials");
        Require.positive(trials, "trials");
        double squared = quantile * quantile;
        double scale = 1 + squared / trials;
        double centre = (share + squared / (2 * trials)) / scale;
        double reach = quantile * Math.sqrt((share * (1 - share) + squared / (4 * trials)) / trials) / scale;
        // At the ends rounding could leave the interval just beside the share that it is of.
        return new Interval(
                share, share == 0 ? 0 : Math.max(0, centre - reach), share == 1 ? 1 : Math.min(1, centre + reach));
    }

    /** Checks that a confidence level lies in (0, 1). */
    static double requireLevel(double level) {
        Require.that(level > 0 && level < 1, "a confidence level in (0, 1)", level, "try 0.95");
        return level;
    }

    /** Tells whether a value lies in the range, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Tells whether the data bound the estimate on both sides. */
    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /** Returns the interval of the estimate with the opposite sign. */
    public Interval negated() {
        return new Interval(-estimate, -high, -low);
    }
}
