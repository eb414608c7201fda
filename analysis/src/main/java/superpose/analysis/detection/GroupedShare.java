package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.Probability;

/**
 * The share of samples with a concept where samples come in groups, whose samples may be alike.
 *
 * <p>Wilson's interval for as many samples as there are in effect: their number over the design effect, the variance of the share
 * over whole groups over that of single samples, which is taken to be at least 1; with Student's quantile at as many degrees of
 * freedom as there are groups in effect, less one. Where all samples are alike the design effect cannot be measured, and each
 * group counts as one sample.
 *
 * <p>Source: Korn and Graubard (1998), "Confidence Intervals for Proportions with Small Expected Number of Positive Counts
 * Estimated from Survey Data", for the samples in effect; Dean and Pagano (2015), "Evaluating Confidence Interval Methods for
 * Binomial Proportions in Clustered Surveys", who find Wilson's interval with them to cover well.
 */
final class GroupedShare {

    private final int[] positives;
    private final int[] sizes;

    /** Starts with no samples of any group. */
    GroupedShare(int groups) {
        this.positives = new int[groups];
        this.sizes = new int[groups];
    }

    /** Counts a sample. */
    void add(int group, boolean present) {
        positives[group] += present ? 1 : 0;
        sizes[group]++;
    }

    /** Returns the share with its interval; at least one sample. */
    Interval interval(double level) {
        int positive = 0;
        int samples = 0;
        int groups = 0;
        double squares = 0;
        double fourths = 0;
        for (int group = 0; group < sizes.length; group++) {
            double square = (double) sizes[group] * sizes[group];
            positive += positives[group];
            samples += sizes[group];
            groups += sizes[group] > 0 ? 1 : 0;
            squares += square;
            fourths += square * square;
        }
        double share = (double) positive / samples;
        if (groups == samples) {
            return Interval.ofShare(share, samples, Probability.normalQuantile((1 + level) / 2));
        }
        double inEffect = squares * squares / fourths;
        double quantile = Probability.studentQuantile((1 + level) / 2, Math.max(1, inEffect - 1));
        return Interval.ofShare(share, samples / designEffect(share, samples, groups, squares), quantile);
    }

    private double designEffect(double share, int samples, int groups, double squares) {
        double alike = squares / samples;
        double apart = samples * share * (1 - share);
        if (apart == 0 || groups == 1) {
            return alike;
        }
        double together = 0;
        for (int group = 0; group < sizes.length; group++) {
            double deviation = positives[group] - share * sizes[group];
            together += deviation * deviation;
        }
        return Math.max(1, groups / (groups - 1.0) * together / apart);
    }
}
