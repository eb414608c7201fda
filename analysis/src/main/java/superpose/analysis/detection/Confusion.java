package superpose.analysis.detection;

import java.util.Arrays;
import superpose.data.HeldOutScores;
import superpose.data.Require;

/**
 * How many samples with and without a concept were said to have it; whole numbers, or weights.
 *
 * <p>Every measure is defined as in scikit-learn, also where a ratio is of nothing to nothing: then it is 0, the value of a
 * probe that is of no use.
 *
 * @param truePositives with the concept and said to have it, at least 0
 * @param falsePositives without it and said to have it, at least 0
 * @param falseNegatives with it and said not to, at least 0
 * @param trueNegatives without it and said not to, at least 0
 */
public record Confusion(double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {

    /** Checks the ranges. */
    public Confusion {
        Require.notNegative(truePositives, "true positives");
        Require.notNegative(falsePositives, "false positives");
        Require.notNegative(falseNegatives, "false negatives");
        Require.notNegative(trueNegatives, "true negatives");
    }

    /** Counts held-out scores: said to have the concept is a score above 0. */
    public static Confusion of(HeldOutScores scores) {
        int[] once = new int[scores.samples()];
        Arrays.fill(once, 1);
        return of(scores, once);
    }

    /**
     * Counts held-out scores more or less than once.
     *
     * @param counts [samples], how often each sample counts, at least 0
     */
    public static Confusion of(HeldOutScores scores, int[] counts) {
        Require.same(
                scores.samples(), counts.length, "counts for " + scores.truth().name());
        long[] cells = new long[4];
        for (int sample = 0; sample < counts.length; sample++) {
            cells[cell(scores, sample)] += counts[sample];
        }
        return new Confusion(cells[0], cells[1], cells[2], cells[3]);
    }

    /** Returns which of the four numbers a sample is counted in, in the order of the components, from 0. */
    static int cell(HeldOutScores scores, int sample) {
        boolean said = scores.score(sample) > 0;
        if (scores.truth().in(sample)) {
            return said ? 0 : 2;
        }
        return said ? 1 : 3;
    }

    /** Returns all samples. */
    public double total() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Returns the share of samples that are called rightly, in [0, 1]; 0 for no samples. */
    public double accuracy() {
        return share(truePositives + trueNegatives, total());
    }

    /** Returns the mean of the shares called rightly with and without the concept, in [0, 1]; 0.5 is chance. */
    public double balancedAccuracy() {
        return (recall() + share(trueNegatives, trueNegatives + falsePositives)) / 2;
    }

    /** Returns the share with the concept among those said to have it, in [0, 1]; 0 where none is said to. */
    public double precision() {
        return share(truePositives, truePositives + falsePositives);
    }

    /** Returns the share said to have the concept among those that have it, in [0, 1]; 0 where none has it. */
    public double recall() {
        return share(truePositives, truePositives + falseNegatives);
    }

    /** Returns the harmonic mean of precision and recall, in [0, 1]; 0 where no sample has the concept or is said to. */
    public double f1() {
        return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /**
     * Returns Matthews' correlation coefficient, in [-1, 1]: the correlation of what is said with what is true; 0 where all
     * samples are in one row or column, as for a probe that always says the same.
     *
     * <p>Source: Matthews (1975), "Comparison of the predicted and observed secondary structure of T4 phage lysozyme".
     */
    public double mcc() {
        // In two roots, so that a perfect table gives exactly 1 and the product of four large counts cannot overflow.
        double scale = Math.sqrt((truePositives + falsePositives) * (truePositives + falseNegatives))
                * Math.sqrt((trueNegatives + falsePositives) * (trueNegatives + falseNegatives));
        double value = share(truePositives * trueNegatives - falsePositives * falseNegatives, scale);
        return Math.clamp(value, -1, 1);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
