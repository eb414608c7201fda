package superpose.data;

import java.util.Arrays;

/** What a fitted probe said about samples that it has not seen, and what is true of them. */
public final class HeldOutScores {

    private final double[] scores;
    private final Concept truth;
    private final Groups groups;

    private HeldOutScores(double[] scores, Concept truth, Groups groups) {
        this.scores = scores;
        this.truth = truth;
        this.groups = groups;
    }

    /**
     * Puts scores beside the truth.
     *
     * @param scores [samples], numbers, above 0 where the concept is said to be there
     * @param truth [samples], with and without the concept
     * @param groups [samples], which of them belong together and are no independent witnesses
     * @throws BadInputException if a score is not a number, a class is missing or the sizes differ
     */
    public static HeldOutScores of(double[] scores, Concept truth, Groups groups) {
        Require.same(truth.samples(), scores.length, "scores for " + truth.name());
        Require.same(truth.samples(), groups.samples(), "grouped samples for " + truth.name());
        truth.requireBothClasses("held-out rows");
        Require.that(
                Arrays.stream(scores).noneMatch(Double::isNaN),
                "scores that can be ordered",
                "NaN for " + truth.name(),
                "look at what made the scores");
        return new HeldOutScores(scores.clone(), truth, groups);
    }

    /** Puts scores of independent samples beside the truth; see {@link #of(double[], Concept, Groups)}. */
    public static HeldOutScores of(double[] scores, Concept truth) {
        return of(scores, truth, Groups.each(truth.samples()));
    }

    /** Returns the number of samples. */
    public int samples() {
        return scores.length;
    }

    /** Returns the score of a sample. */
    public double score(int sample) {
        return scores[sample];
    }

    /** Returns all scores, [samples]; a copy. */
    public double[] scores() {
        return scores.clone();
    }

    /** Returns in which samples the concept is. */
    public Concept truth() {
        return truth;
    }

    /** Returns which samples belong together. */
    public Groups groups() {
        return groups;
    }
}
