package superpose.analysis.detection;

import superpose.analysis.statistics.MidRanks;
import superpose.analysis.statistics.Probability;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Require;

/**
 * The test of scores that have nothing to do with a concept, which makes the AUROC 0.5, against an AUROC above or below.
 *
 * <p>For single samples Wilcoxon's rank-sum test with the normal approximation and the exact variance for the ties there are.
 * For samples in groups Student's test of the groups' sums of {@code (y - mean y)(R - mean R)}, with {@code R} the midranks
 * among all samples: whole groups are the witnesses, whatever ties the samples of one together. Its degrees of freedom are
 * those of the effective number of groups, so a concept that is in three texts only is judged by about three; and no p-value
 * is below {@code 2^(1 - groups)}, what all groups agreeing would have by tossing coins. With less than two groups in effect
 * the p-value is 1.
 *
 * <p>Source: Mann and Whitney (1947), "On a Test of Whether one of Two Random Variables is Stochastically Larger than the
 * Other"; Lehmann (1975), "Nonparametrics", section 1.4, for ties.
 */
final class RankSumTest {

    private final Concept concept;
    private final Groups groups;
    private final double witnesses;

    private RankSumTest(Concept concept, Groups groups, double witnesses) {
        this.concept = concept;
        this.groups = groups;
        this.witnesses = witnesses;
    }

    /** Prepares the test for a concept with both classes. */
    static RankSumTest of(Concept concept, Groups groups) {
        Require.same(concept.samples(), groups.samples(), "grouped samples for " + concept.name());
        concept.requireBothClasses("rows");
        return new RankSumTest(concept, groups, Witnesses.of(concept, groups).groups());
    }

    /** Returns the two-sided p-value of scores, [samples], not NaN. */
    double pValue(double[] scores) {
        double[] ranks = MidRanks.of(scores).toArray();
        for (int sample = 0; sample < ranks.length; sample++) {
            ranks[sample] -= (ranks.length + 1) / 2.0;
        }
        return pValueOfRanks(ranks);
    }

    /** Returns the AUROC of scores with midranks, [samples], less their mean. */
    double aurocOfRanks(double[] centredRanks) {
        return 0.5 + positiveSum(centredRanks) / ((double) concept.positives() * concept.negatives());
    }

    /** Returns the two-sided p-value of scores with midranks, [samples], less their mean. */
    double pValueOfRanks(double[] centredRanks) {
        return groups.areSingle() ? ofSamples(centredRanks) : ofGroups(centredRanks);
    }

    private double positiveSum(double[] centredRanks) {
        double sum = 0;
        for (int sample = 0; sample < centredRanks.length; sample++) {
            sum += concept.in(sample) ? centredRanks[sample] : 0;
        }
        return sum;
    }

    private double ofSamples(double[] centredRanks) {
        double squares = 0;
        for (double rank : centredRanks) {
            squares += rank * rank;
        }
        double samples = centredRanks.length;
        double variance = concept.positives() * (double) concept.negatives() / (samples * (samples - 1)) * squares;
        return variance == 0 ? 1 : Probability.beyondNormal(positiveSum(centredRanks) / Math.sqrt(variance));
    }

    private double ofGroups(double[] centredRanks) {
        if (witnesses < 2) {
            return 1;
        }
        double share = (double) concept.positives() / concept.samples();
        double[] sums = new double[groups.count()];
        for (int sample = 0; sample < centredRanks.length; sample++) {
            sums[groups.of(sample)] += (concept.in(sample) ? 1 - share : -share) * centredRanks[sample];
        }
        double sum = 0;
        double squares = 0;
        for (double one : sums) {
            sum += one;
            squares += one * one;
        }
        // Student's t of the sums from the sum and the squares about 0, which are never nothing where the sum is
        // something.
        double count = sums.length;
        double squaredScore = squares == 0 ? 0 : sum * sum / squares;
        double t = Math.sqrt(squaredScore * (count - 1) / Math.max(1e-300, count - squaredScore));
        return Math.max(Probability.beyondStudent(t, witnesses - 1), Math.pow(2, 1 - witnesses));
    }
}
