package superpose.analysis.detection;

import java.util.Arrays;
import superpose.analysis.statistics.Interval;
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

    /** Measures held-out scores and puts an interval around the measure. */
    public static Interval of(HeldOutScores scores, GroupBootstrap bootstrap) {
        return bootstrap.around(
                of(scores), Resampling.of(scores), RankedScores.of(scores.scores(), scores.truth())::auroc);
    }
}
