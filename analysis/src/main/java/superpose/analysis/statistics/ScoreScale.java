package superpose.analysis.statistics;

import superpose.data.Require;

/**
 * How a score becomes a capability on a ratio scale, above 0 and growing with how good a model is, whose logarithm has a
 * slope that can be compared between tasks.
 *
 * <p>Scores that cannot be told from no capability at all are clamped to the smallest one that can, and scores too near
 * perfect to the largest. A slope next to a clamped score is a lower bound.
 */
public sealed interface ScoreScale {

    /** Returns the capability of a score, above 0. */
    double capability(double score);

    /** Tells whether a score shows no more capability than chance may. */
    boolean isAtFloor(double score);

    /**
     * The separation {@code d' = sqrt(2) Phi^-1(AUROC)} of an AUROC: the distance between two unit normals that would give
     * this area, in standard deviations.
     *
     * <p>Areas below 0.5 + one null standard error are clamped to that, those above {@code 1 - 1 / (2 n1 n0)}, half a pair
     * short of perfect, to that.
     *
     * @param positives number of positive samples behind each AUROC
     * @param negatives number of negative samples behind each AUROC
     */
    record Separation(int positives, int negatives) implements ScoreScale {

        /** Checks the counts. */
        public Separation {
            Require.positive(positives, "positive samples");
            Require.positive(negatives, "negative samples");
        }

        @Override
        public double capability(double score) {
            Require.that(score >= 0 && score <= 1, "an AUROC in [0, 1]", score, "check the scores");
            double highest = 1 - 0.5 / ((double) positives * negatives);
            return of(Math.clamp(score, Math.min(floor(), highest), highest));
        }

        @Override
        public boolean isAtFloor(double score) {
            return score <= floor();
        }

        private double floor() {
            return 0.5 + nullStandardError();
        }

        /** Returns the standard error of an AUROC under chance without ties, {@code sqrt((n1 + n0 + 1) / (12 n1 n0))}. */
        public double nullStandardError() {
            return Math.sqrt((positives + negatives + 1.0) / (12.0 * positives * negatives));
        }

        /** Returns the separation of an area in [0, 1]; negative below chance, infinite at 0 and 1. */
        public static double of(double auroc) {
            Require.that(auroc >= 0 && auroc <= 1, "an area in [0, 1]", auroc, "check the values");
            return Math.sqrt(2) * Probability.normalQuantile(auroc);
        }
    }

    /** One over a loss, which is above 0 and falls as models get better; nothing is clamped. */
    record InverseLoss() implements ScoreScale {
        @Override
        public double capability(double score) {
            return 1 / Require.positive(score, "a loss");
        }

        @Override
        public boolean isAtFloor(double score) {
            return false;
        }
    }

    /**
     * A score in [0, 1] less what chance reaches, such as MMCS or accuracy; at most {@code resolution} above chance it is
     * clamped to that.
     *
     * @param chance what random answers score, in [0, 1)
     * @param resolution smallest difference from chance that can be told, above 0: the standard error of the score at chance
     */
    record AboveChance(double chance, double resolution) implements ScoreScale {

        /** Checks the ranges. */
        public AboveChance {
            Require.that(chance >= 0 && chance < 1, "a chance score in [0, 1)", chance, "simulate random answers");
            Require.positive(resolution, "a resolution");
        }

        @Override
        public double capability(double score) {
            Require.that(score >= 0 && score <= 1, "a score in [0, 1]", score, "check the scores");
            return Math.max(score - chance, resolution);
        }

        @Override
        public boolean isAtFloor(double score) {
            return score - chance <= resolution;
        }
    }
}
