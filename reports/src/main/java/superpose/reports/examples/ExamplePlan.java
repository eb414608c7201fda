package superpose.reports.examples;

import superpose.data.Require;

/**
 * Which examples of a unit are wanted; all of them with at most one of each input.
 *
 * @param top how many of the strongest rows, at least 1
 * @param bands how many from bands of scores between the lowest and the highest
 * @param doubts how many of the rows that a reading as yes or no gets wrong or nearly so
 * @param reach how many tokens before and after the row are shown with it, at least 0
 */
public record ExamplePlan(int top, Bands bands, Doubts doubts, int reach) {

    private static final Bands FIVE_OF_FIVE = new Bands(5, 5, Bands.Width.EQUAL_SCORES);

    /** Checks the ranges. */
    public ExamplePlan {
        Require.positive(top, "strongest rows to show");
        Require.that(reach >= 0, "a reach of at least 0 tokens", reach, "8 is usual");
    }

    /**
     * Bands of scores, from each of which some rows are drawn at random.
     *
     * @param count how many bands, at least 1
     * @param each how many rows of each, at least 0
     * @param width how the bands are cut
     */
    public record Bands(int count, int each, Width width) {

        /** Checks the ranges. */
        public Bands {
            Require.positive(count, "bands");
            Require.that(each >= 0, "at least 0 rows of each band", each, "5 is usual");
        }

        /** What is equal between bands. */
        public enum Width {
            /** The distance between the ends: shows what stronger and weaker scores mean. */
            EQUAL_SCORES,
            /** The number of rows, about: shows what the scores of most rows mean. */
            EQUAL_ROWS
        }
    }

    /**
     * Rows on the edge between yes and no, and on the wrong side of it.
     *
     * @param near how many of those closest to the threshold, at least 0
     * @param wrong how many of those furthest on the wrong side, of each of the two kinds, where labels are known; at least 0
     * @param threshold the score on the edge
     */
    public record Doubts(int near, int wrong, double threshold) {

        /** Checks the ranges. */
        public Doubts {
            Require.that(near >= 0, "at least 0 rows near the threshold", near, "10 is usual");
            Require.that(wrong >= 0, "at least 0 rows on the wrong side", wrong, "5 is usual");
            Require.that(Double.isFinite(threshold), "a finite threshold", threshold, "0 is usual");
        }

        /** For units that say neither yes nor no. */
        public static Doubts none() {
            return new Doubts(0, 0, 0);
        }
    }

    /** The usual plan for neurons: the top 20, five from each of five bands, 8 tokens around each. */
    public static ExamplePlan forNeurons() {
        return new ExamplePlan(20, FIVE_OF_FIVE, Doubts.none(), 8);
    }

    /**
     * The usual plan for probes: as for neurons, the ten rows of which the probe is least sure, and five of each kind that it gets
     * most wrong.
     */
    public static ExamplePlan forProbes() {
        return new ExamplePlan(20, FIVE_OF_FIVE, new Doubts(10, 5, 0), 8);
    }
}
