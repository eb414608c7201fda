package superpose.reports.probing;

import superpose.analysis.detection.Accuracy;
import superpose.analysis.detection.Auroc;
import superpose.analysis.detection.GroupBootstrap;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;

/**
 * How well a probe's scores agree with the truth on rows it has not seen.
 *
 * @param auroc in [0, 1]; 0.5 is chance
 * @param accuracy share on the right side of the probe's threshold, in [0, 1]
 */
public record ProbeScore(Interval auroc, Interval accuracy) {

    /** Measures held-out scores. */
    public static ProbeScore of(HeldOutScores scores, GroupBootstrap bootstrap) {
        return new ProbeScore(Auroc.of(scores, bootstrap), Accuracy.of(scores, bootstrap));
    }
}
