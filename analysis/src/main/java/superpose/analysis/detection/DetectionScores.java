package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;

/**
 * What is usually said of how well scores tell a concept, each with an interval.
 *
 * @param auroc area under the receiver operating characteristic, in [0, 1]; 0.5 is chance
 * @param averagePrecision in (0, 1]; the share of samples with the concept is chance
 * @param accuracy share on the right side of the threshold 0, in [0, 1]
 * @param balancedAccuracy mean of that share with and without the concept, in [0, 1]; 0.5 is chance
 * @param f1 harmonic mean of precision and recall, in [0, 1]
 * @param mcc Matthews' correlation coefficient, in [-1, 1]; 0 is chance
 */
public record DetectionScores(
        Interval auroc,
        Interval averagePrecision,
        Interval accuracy,
        Interval balancedAccuracy,
        Interval f1,
        Interval mcc) {

    /**
     * Measures held-out scores, with intervals of other test samples, or other groups of them, like these.
     *
     * @param level chance of covering, in (0, 1)
     */
    public static DetectionScores of(HeldOutScores scores, double level) {
        ConfusionInterval confusion = ConfusionInterval.of(scores);
        return new DetectionScores(
                Auroc.deLong(scores, level),
                AveragePrecision.of(scores, level),
                confusion.around(Confusion::accuracy, IntervalScale.LOGIT, level),
                confusion.around(Confusion::balancedAccuracy, IntervalScale.LOGIT, level),
                confusion.around(Confusion::f1, IntervalScale.LOGIT, level),
                confusion.around(Confusion::mcc, IntervalScale.FISHER, level));
    }
}
