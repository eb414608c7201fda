package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.MidRanks;
import superpose.analysis.statistics.RankCorrelation;
import superpose.data.Groups;
import superpose.data.Require;

/**
 * What is usually said of how well real targets are predicted, each with an interval.
 *
 * <p>All intervals are Student's, from the influence of each group of samples, on a scale that keeps them in range: ln(1 - R2),
 * ln of the error, Fisher's for the correlation.
 *
 * @param rSquared the coefficient of determination, at most 1; see {@link RSquared}
 * @param meanAbsoluteError at least 0, in units of the target
 * @param spearman the correlation of ranks, in [-1, 1]
 */
public record RegressionScores(Interval rSquared, Interval meanAbsoluteError, Interval spearman) {

    /**
     * Measures predictions of samples that were not fitted to.
     *
     * @param predicted [samples], finite
     * @param truth [samples], finite, not all equal
     * @param groups [samples], which of them belong together
     * @param level chance of covering, in (0, 1)
     * @throws superpose.data.BadInputException if the truth is constant or there are less than 2 groups
     */
    public static RegressionScores of(double[] predicted, double[] truth, Groups groups, double level) {
        Require.that(level > 0 && level < 1, "a confidence level in (0, 1)", level, "0.95 is usual");
        Require.same(truth.length, groups.samples(), "rows in the groups");
        Require.that(groups.count() >= 2, "at least 2 groups to compare", groups.count(), "test on more of them");
        double rSquared = RSquared.of(predicted, truth);
        return new RegressionScores(
                rSquared(rSquared, predicted, truth, groups, level),
                meanAbsoluteError(predicted, truth, groups, level),
                spearman(predicted, truth, groups, level));
    }

    /** Unbounded below where every prediction is exact: nothing says how far off others could be. */
    private static Interval rSquared(double value, double[] predicted, double[] truth, Groups groups, double level) {
        double mean = mean(truth);
        double spread = 0;
        for (double one : truth) {
            spread += (one - mean) * (one - mean);
        }
        double[] influence = new double[truth.length];
        for (int sample = 0; sample < truth.length; sample++) {
            double error = truth[sample] - predicted[sample];
            double deviation = truth[sample] - mean;
            influence[sample] = (error * error - (1 - value) * deviation * deviation) / spread;
        }
        Interval unexplained = aboveZero(1 - value, influence, groups, level);
        return new Interval(value, 1 - unexplained.high(), 1 - unexplained.low());
    }

    private static Interval meanAbsoluteError(double[] predicted, double[] truth, Groups groups, double level) {
        double[] influence = new double[truth.length];
        for (int sample = 0; sample < truth.length; sample++) {
            influence[sample] = Math.abs(truth[sample] - predicted[sample]);
        }
        double value = mean(influence);
        for (int sample = 0; sample < truth.length; sample++) {
            influence[sample] = (influence[sample] - value) / truth.length;
        }
        return aboveZero(value, influence, groups, level);
    }

    private static Interval aboveZero(double value, double[] influence, Groups groups, double level) {
        return value > 0
                ? Influence.of(influence, groups).interval(value, IntervalScale.LOG, level)
                : new Interval(value, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * The rank correlation is {@code E[ab] / sqrt(E[a^2] E[b^2])} of centred mid-distribution values a, b: a sample has its own
     * influence, and one through the ranks of all that lie above it. At 1 or -1 the bound is that of as many concordant pairs as
     * there are pairs of groups, by {@code rho >= (3 tau - 1) / 2} of Durbin and Stuart (1951); a constant prediction is 0.
     */
    private static Interval spearman(double[] predicted, double[] truth, Groups groups, double level) {
        double value = RankCorrelation.of(predicted, truth).value();
        if (Double.isNaN(value)) {
            return new Interval(0, -1, 1);
        }
        if (Math.abs(value) >= 1 - 1e-12) {
            double concordant = Witnesses.of(groups).unvaried(1, level).low();
            double least = Math.max(-1, 3 * concordant - 2);
            return value > 0 ? new Interval(1, least, 1) : new Interval(-1, -1, -least);
        }
        double[] a = centred(predicted);
        double[] b = centred(truth);
        double ab = product(a, b);
        double aa = product(a, a);
        double bb = product(b, b);
        double[] bAboveA = RankedSums.above(predicted, b);
        double[] aAboveB = RankedSums.above(truth, a);
        double[] aAboveA = RankedSums.above(predicted, a);
        double[] bAboveB = RankedSums.above(truth, b);
        double[] influence = new double[a.length];
        for (int sample = 0; sample < a.length; sample++) {
            double ofProduct = a[sample] * b[sample] + bAboveA[sample] + aAboveB[sample] - 3 * ab;
            double ofA = a[sample] * a[sample] + 2 * aAboveA[sample] - 3 * aa;
            double ofB = b[sample] * b[sample] + 2 * bAboveB[sample] - 3 * bb;
            influence[sample] = (ofProduct / Math.sqrt(aa * bb) - value / 2 * (ofA / aa + ofB / bb)) / a.length;
        }
        return Influence.of(influence, groups).interval(value, IntervalScale.FISHER, level);
    }

    /** Returns the midranks as shares of the samples, [samples], less their mean. */
    private static double[] centred(double[] values) {
        double[] ranks = MidRanks.of(values).toArray();
        for (int sample = 0; sample < ranks.length; sample++) {
            ranks[sample] = (ranks[sample] - (ranks.length + 1) / 2.0) / ranks.length;
        }
        return ranks;
    }

    private static double product(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum / first.length;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
