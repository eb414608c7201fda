package superpose.analysis.statistics;

import superpose.data.Require;

/**
 * Spearman's rank correlation: the Pearson correlation of midranks, so ties are right.
 *
 * <p>Source: Spearman (1904), "The proof and measurement of association between two things".
 *
 * @param value in [-1, 1]; NaN where one side is constant, since it then has no order
 * @param pairs number of pairs, at least 2
 */
public record RankCorrelation(double value, int pairs) {

    /** Correlates two series of equal length, at least 2, without NaN. */
    public static RankCorrelation of(double[] first, double[] second) {
        Require.same(first.length, second.length, "values in both series");
        Require.that(first.length >= 2, "at least 2 pairs", first.length, "a single pair has no order");
        double[] x = MidRanks.of(first).toArray();
        double[] y = MidRanks.of(second).toArray();
        double centre = (first.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int pair = 0; pair < x.length; pair++) {
            xy += (x[pair] - centre) * (y[pair] - centre);
            xx += (x[pair] - centre) * (x[pair] - centre);
            yy += (y[pair] - centre) * (y[pair] - centre);
        }
        double value = xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
        return new RankCorrelation(value, first.length);
    }

    /**
     * Returns the interval by Fisher's transform with the standard error {@code sqrt((1 + r^2 / 2) / (n - 3))} of Bonett and
     * Wright (2000); unbounded below four pairs.
     *
     * @param level chance of covering, in (0, 1)
     */
    public Interval interval(double level) {
        Interval.requireLevel(level);
        Require.that(!Double.isNaN(value), "two series that vary", "one that is constant", "leave it out");
        if (pairs < 4) {
            return Interval.unbounded(value);
        }
        double reach = Probability.normalQuantile((1 + level) / 2) * Math.sqrt((1 + value * value / 2) / (pairs - 3));
        double centre = 0.5 * Math.log((1 + value) / (1 - value));
        return new Interval(value, Math.tanh(centre - reach), Math.tanh(centre + reach));
    }
}
