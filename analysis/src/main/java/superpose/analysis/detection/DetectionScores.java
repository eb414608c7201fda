package superpose.analysis.detection;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
     * Measures held-out scores, with intervals for other test samples, or other groups of them, like these.
     *
     * <p>The intervals come from the influence of each sample, or each group, on a scale that keeps them in range ({@link
     * Auroc#deLong}, {@link AveragePrecision#of(HeldOutScores, double)}, and the delta method for the others). They cost one
     * sorting, and have a width also where every sample is called rightly.
     *
     * <p>How many of 100 at level 0.95 hold the truth was simulated for normal scores between AUROC 0.6 and 0.98:
     *
     * <ul>
     *   <li>300 to 1,000 single samples, with shares of the concept from 0.05 to 0.5 and at least 30 with it: 93 to 97; with 15
     *       of them 91 to 99;
     *   <li>50 to 200 groups of equal size: 93 to 97; of sizes that differ by factors of ten, up to 99;
     *   <li>8 to 30 groups of 40 samples that may all have the concept: 92 to 97, the least next to a perfect score;
     *   <li>8 to 30 groups of which about a third have the concept: 93 to 100, since what three groups say is judged by the widest
     *       of Student's quantiles. With less than five such groups intervals are too wide rather than too narrow.
     * </ul>
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

    /**
     * Measures held-out scores, with the percentile intervals of one series of draws: of whole groups where there are some,
     * else within the classes.
     *
     * <p>A check on the others that uses no formula of a variance. Next to 0 and 1 these are too narrow: at an AUROC of 0.98 and
     * 30 of 300 samples with the concept, 86 of 100 at level 0.95 hold the true AUROC; at 0 and 1 they have no width.
     */
    public static DetectionScores of(HeldOutScores scores, GroupBootstrap bootstrap) {
        RankedScores ranked = RankedScores.of(scores.scores(), scores.truth());
        List<ToDoubleFunction<int[]>> measures = List.of(
                ranked::auroc,
                ranked::averagePrecision,
                counts -> Confusion.of(scores, counts).accuracy(),
                counts -> Confusion.of(scores, counts).balancedAccuracy(),
                counts -> Confusion.of(scores, counts).f1(),
                counts -> Confusion.of(scores, counts).mcc());
        int[] once = new int[scores.samples()];
        Arrays.fill(once, 1);
        List<Double> estimates =
                measures.stream().map(measure -> measure.applyAsDouble(once)).toList();
        List<Interval> all = bootstrap.around(Resampling.of(scores), estimates, measures);
        return new DetectionScores(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5));
    }
}
