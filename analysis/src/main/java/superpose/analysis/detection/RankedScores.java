package superpose.analysis.detection;

import java.util.Arrays;
import superpose.data.Concept;
import superpose.data.Require;

/** Scores sorted once, so that the AUROC of any reweighting of the rows takes one pass. */
final class RankedScores {

    /** Rows by rising score. */
    private final int[] order;

    /** Whether the score at a place in the order equals the one before it. */
    private final boolean[] tied;

    private final Concept concept;

    private RankedScores(int[] order, boolean[] tied, Concept concept) {
        this.order = order;
        this.tied = tied;
        this.concept = concept;
    }

    static RankedScores of(double[] scores, Concept concept) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        // Sorting puts NaN last.
        Require.that(
                sorted.length == 0 || !Double.isNaN(sorted[sorted.length - 1]),
                "scores that can be ordered",
                "NaN for " + concept.name(),
                "look at what made the scores");
        int[] order = new int[scores.length];
        boolean[] tied = new boolean[scores.length];
        int[] filled = new int[scores.length];
        for (int row = 0; row < scores.length; row++) {
            int first = firstPlace(sorted, scores[row]);
            order[first + filled[first]++] = row;
        }
        for (int place = 1; place < sorted.length; place++) {
            tied[place] = sorted[place] == sorted[place - 1];
        }
        return new RankedScores(order, tied, concept);
    }

    /** The first place whose score is not below the given one. */
    private static int firstPlace(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns the chance that a row with the concept scores above one without it, ties counting one half.
     *
     * @param counts [rows], how often each row counts
     * @return in [0, 1], or NaN where one class has no rows
     */
    double auroc(int[] counts) {
        long positivesAll = 0;
        long negativesBelow = 0;
        long positivesHere = 0;
        long negativesHere = 0;
        // Twice the number of ordered pairs, so that ties stay whole numbers.
        double pairs = 0;
        for (int place = 0; place < order.length; place++) {
            if (!tied[place]) {
                pairs += positivesHere * (double) (2 * negativesBelow + negativesHere);
                negativesBelow += negativesHere;
                positivesAll += positivesHere;
                positivesHere = 0;
                negativesHere = 0;
            }
            int count = counts[order[place]];
            if (concept.in(order[place])) {
                positivesHere += count;
            } else {
                negativesHere += count;
            }
        }
        pairs += positivesHere * (double) (2 * negativesBelow + negativesHere);
        positivesAll += positivesHere;
        negativesBelow += negativesHere;
        return pairs / (2.0 * positivesAll * negativesBelow);
    }
}
