package superpose.analysis.detection;

import java.util.Arrays;
import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;

/**
 * How many independent witnesses samples amount to, at worst: samples of one group may all say the same.
 *
 * @param groups how many equally telling groups there are in effect, at least 1
 * @param positive groups with the concept
 * @param negative groups without it
 * @param pairs the largest number of pairs of a sample with the concept and one without it from groups that are all different
 */
record Witnesses(double groups, int positive, int negative, int pairs) {

    /** Counts the witnesses for and against a concept. */
    static Witnesses of(Concept concept, Groups groups) {
        double share = (double) concept.positives() / concept.samples();
        int[] positives = new int[groups.count()];
        int[] negatives = new int[groups.count()];
        for (int sample = 0; sample < concept.samples(); sample++) {
            (concept.in(sample) ? positives : negatives)[groups.of(sample)]++;
        }
        double[] weights = new double[groups.count()];
        int positive = 0;
        int negative = 0;
        for (int group = 0; group < weights.length; group++) {
            weights[group] = positives[group] * (1 - share) + negatives[group] * share;
            positive += positives[group] > 0 ? 1 : 0;
            negative += negatives[group] > 0 ? 1 : 0;
        }
        int pairs = Math.min(Math.min(positive, negative), groups.count() / 2);
        return new Witnesses(effective(weights), positive, negative, pairs);
    }

    /** Counts the witnesses of a real target: every group weighs as many samples as it has. */
    static Witnesses of(Groups groups) {
        double[] weights = new double[groups.count()];
        for (int sample = 0; sample < groups.samples(); sample++) {
            weights[groups.of(sample)]++;
        }
        return new Witnesses(effective(weights), weights.length, weights.length, weights.length / 2);
    }

    /** Kish's effective number where each group adds the square of its weight to a variance. */
    private static double effective(double[] weights) {
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        double fourths = Arrays.stream(weights).map(w -> w * w * w * w).sum();
        return squares * squares / fourths;
    }

    /**
     * Returns the degrees of freedom of the variance {@code sum c^2} of a sum of group contributions: few where few groups
     * tell, and few where a few contributions are most of the sum, as they are next to a perfect score.
     *
     * <p>The first part is the effective number of groups less one, as Carter, Schnepel and Steigerwald (2017), "Asymptotic
     * Behavior of a t-Test Robust to Cluster Heterogeneity", take it for regressions; the second matches the variance of
     * {@code sum c^2}, by Satterthwaite (1946), with fourth moments as measured. Few groups show too little of their fourth
     * moments, so both parts count, which is prudent: normal contributions of equal weight are counted twice.
     *
     * @param contributions [groups], about 0
     * @return at least 1
     */
    double degreesOfFreedom(double[] contributions) {
        return Math.max(1, 1 / (1 / ofGroups() + 1 / ofSpread(contributions)));
    }

    /**
     * Returns the smaller of the two parts of {@link #degreesOfFreedom}, for contributions that are many enough to show their
     * fourth moments: for normal ones of equal weight both parts say the same, and it need not be said twice.
     *
     * @param contributions [groups], about 0
     * @return at least 1
     */
    double degreesOfFreedomOfMany(double[] contributions) {
        return Math.max(1, Math.min(ofGroups(), ofSpread(contributions)));
    }

    private double ofGroups() {
        return Math.max(1e-9, groups - 1);
    }

    /** Infinite where the contributions do not say that it is less. */
    private static double ofSpread(double[] contributions) {
        double squares = Arrays.stream(contributions).map(c -> c * c).sum();
        double fourths = Arrays.stream(contributions).map(c -> c * c * c * c).sum();
        double shakiness = fourths / (squares * squares) - 1.0 / contributions.length;
        return squares == 0 || shakiness <= 0 ? Double.POSITIVE_INFINITY : 2 / shakiness;
    }

    /**
     * Puts an interval around an AUROC that shows no spread, as 0 or 1 do.
     *
     * <p>All of the {@link #pairs} were alike, and by the exact bound of Clopper and Pearson (1934) a share of at least
     * {@code ((1 - level) / 2)^(1 / pairs)} of all pairs is: 0.88 for 30 pairs at level 0.95. The rest may lie either way, so
     * an area of 1 gets [0.88, 1].
     */
    Interval unvaried(double auroc, double level) {
        double alike = pairs == 0 ? 0 : Math.pow((1 - level) / 2, 1.0 / pairs);
        return new Interval(auroc, auroc * alike, 1 - (1 - auroc) * alike);
    }
}
