package superpose.analysis.detection;

import java.util.Arrays;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.ScoreScale;
import superpose.data.Concept;
import superpose.data.HeldOutScores;
import superpose.data.Require;

/**
 * The area under the receiver operating characteristic: the chance that a sample with the concept scores above one
 * without it, a tie counting one half.
 *
 * <p>Source: Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve";
 * exact, by midranks.
 */
public final class Auroc {

    private Auroc() {}

    /**
     * Measures scores against the truth.
     *
     * @param scores [samples], not NaN; only their order counts
     * @param truth [samples], with and without the concept
     * @return in [0, 1]; 0.5 is chance
     */
    public static double of(double[] scores, Concept truth) {
        Require.same(truth.samples(), scores.length, "scores for " + truth.name());
        truth.requireBothClasses("test rows");
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        return RankedScores.of(scores, truth).auroc(once);
    }

    /** Measures held-out scores; in [0, 1], 0.5 is chance. */
    public static double of(HeldOutScores scores) {
        return of(scores.scores(), scores.truth());
    }

    /** Measures held-out scores and puts a percentile interval around the measure; {@link #deLong} covers better. */
    public static Interval of(HeldOutScores scores, GroupBootstrap bootstrap) {
        return bootstrap.around(
                of(scores), Resampling.of(scores), RankedScores.of(scores.scores(), scores.truth())::auroc);
    }

    /**
     * Measures held-out scores with the interval of {@link DeLong#interval}, which knows which samples belong together.
     *
     * @param level chance of covering, in (0, 1)
     */
    public static Interval deLong(HeldOutScores scores, double level) {
        return DeLong.of(scores).interval(level);
    }

    /**
     * Measures by how much the AUROC of some scores is above that of others of the same samples, with DeLong's interval of a
     * paired difference, over whole groups where there are some.
     *
     * @param other scores of the same samples
     * @param level chance of covering, in (0, 1)
     * @return in [-1, 1]; 0 where both tell the concept equally well
     */
    public static Interval difference(HeldOutScores scores, HeldOutScores other, double level) {
        return DeLong.difference(scores, other).differenceInterval(level);
    }

    /**
     * Tests whether scores and concept have anything to do with each other: the chance of an area at least as far from 0.5
     * where they have not; see {@link RankSumTest}.
     *
     * @return in [0, 1]
     */
    public static double pValue(HeldOutScores scores) {
        return RankSumTest.of(scores.truth(), scores.groups()).pValue(scores.scores());
    }

    /**
     * Returns the distance {@code d' = sqrt(2) Phi^-1(auroc)} between two unit normals that would give this area, in standard
     * deviations; negative below chance, infinite at 0 and 1.
     *
     * @param auroc in [0, 1]
     */
    public static double separation(double auroc) {
        return ScoreScale.Separation.of(auroc);
    }

    /** Returns the standard error under chance without ties, {@code sqrt((n1 + n0 + 1) / (12 n1 n0))}, at least one of each. */
    public static double nullStandardError(int positives, int negatives) {
        return new ScoreScale.Separation(positives, negatives).nullStandardError();
    }
}
