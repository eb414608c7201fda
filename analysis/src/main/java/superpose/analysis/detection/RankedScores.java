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

    /**
     * Returns for each row the share of the rows of the other class that it is on the right side of, ties counting one half:
     * the placements of DeLong, [rows], in [0, 1].
     */
    double[] placements() {
        double[] placements = new double[order.length];
        int positivesBelow = 0;
        int negativesBelow = 0;
        for (int start = 0; start < order.length; ) {
            int end = endOfTie(start);
            int positives = 0;
            for (int place = start; place < end; place++) {
                positives += concept.in(order[place]) ? 1 : 0;
            }
            int negatives = end - start - positives;
            double below = (negativesBelow + 0.5 * negatives) / concept.negatives();
            double above = (concept.positives() - positivesBelow - 0.5 * positives) / concept.positives();
            for (int place = start; place < end; place++) {
                placements[order[place]] = concept.in(order[place]) ? below : above;
            }
            positivesBelow += positives;
            negativesBelow += negatives;
            start = end;
        }
        return placements;
    }

    /** Returns how the AUROC changes with the weight of each row, [rows], adding up to 0, from the placements. */
    double[] aurocInfluence() {
        double[] influence = placements();
        double auroc = 0;
        for (int row = 0; row < influence.length; row++) {
            auroc += concept.in(row) ? influence[row] / concept.positives() : 0;
        }
        for (int row = 0; row < influence.length; row++) {
            influence[row] = (influence[row] - auroc) / (concept.in(row) ? concept.positives() : concept.negatives());
        }
        return influence;
    }

    /**
     * Returns the average precision: the mean over rows with the concept of the share of such rows among those that score at
     * least as high.
     *
     * @param counts [rows], how often each row counts
     * @return in [0, 1], or NaN where no row has the concept
     */
    double averagePrecision(int[] counts) {
        long all = 0;
        long positives = 0;
        double sum = 0;
        long positivesHere = 0;
        for (int place = order.length - 1; place >= 0; place--) {
            int count = counts[order[place]];
            all += count;
            positivesHere += concept.in(order[place]) ? count : 0;
            if (!tied[place] && positivesHere > 0) {
                positives += positivesHere;
                sum += positivesHere * ((double) positives / all);
                positivesHere = 0;
            }
        }
        return sum / positives;
    }

    /**
     * Returns how the average precision changes with the weight of each row, [rows], adding up to 0.
     *
     * <p>A row with the concept adds its own precision over the mean; every row changes the precision of those with the
     * concept that score no higher: {@code P = positives / rows}, both counted from the top.
     */
    double[] averagePrecisionInfluence() {
        int places = order.length;
        // By place, for all rows that score at least as high as the one there.
        double[] precision = new double[places];
        double[] among = new double[places];
        int positives = 0;
        for (int end = places; end > 0; ) {
            int start = startOfTie(end - 1);
            for (int place = start; place < end; place++) {
                positives += concept.in(order[place]) ? 1 : 0;
            }
            for (int place = start; place < end; place++) {
                among[place] = places - start;
                precision[place] = positives / among[place];
            }
            end = start;
        }
        double mean = 0;
        for (int place = 0; place < places; place++) {
            mean += concept.in(order[place]) ? precision[place] / positives : 0;
        }
        double[] influence = new double[places];
        double gained = 0;
        double lost = 0;
        for (int start = 0; start < places; ) {
            int end = endOfTie(start);
            for (int place = start; place < end; place++) {
                gained += concept.in(order[place]) ? 1 / among[place] : 0;
                lost += concept.in(order[place]) ? precision[place] / among[place] : 0;
            }
            for (int place = start; place < end; place++) {
                boolean present = concept.in(order[place]);
                influence[order[place]] = ((present ? precision[place] - mean + gained : 0) - lost) / positives;
            }
            start = end;
        }
        return influence;
    }

    /** Returns the first of the places that share the score at a place. */
    private int startOfTie(int place) {
        int start = place;
        while (tied[start]) {
            start--;
        }
        return start;
    }

    /** Returns the first place after the rows that share the score at a place. */
    private int endOfTie(int start) {
        int end = start + 1;
        while (end < order.length && tied[end]) {
            end++;
        }
        return end;
    }
}
