package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;

/** The share of samples on the right side of the threshold 0. */
public final class Accuracy {

    private Accuracy() {}

    /** Measures held-out scores and puts a percentile interval around the measure; {@link DetectionScores} covers better. */
    public static Interval of(HeldOutScores scores, GroupBootstrap bootstrap) {
        return bootstrap.around(
                Confusion.of(scores).accuracy(),
                Resampling.of(scores),
                counts -> Confusion.of(scores, counts).accuracy());
    }
}
