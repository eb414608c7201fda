package superpose.analysis.detection;

import java.util.function.ToDoubleFunction;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;

/**
 * Intervals for measures of a {@link Confusion}: the confusion of as many independent samples as there are in effect, with
 * half a sample added to each of its four numbers, and from there the delta method on the log-odds or Fisher's scale.
 *
 * <p>The halves keep intervals honest next to a perfect score and at one (Haldane 1956; Gart 1966, "Alternative analyses of
 * contingency tables"). Single samples are drawn within the classes, so the share of samples with the concept is held as it
 * is. For groups the number of samples is divided by the design effect of the measure, the variance over whole groups over
 * that of single samples (Kish 1965, "Survey Sampling"), and Student's quantile stands for the normal one. Where all samples
 * are called rightly the design effect cannot be measured, and each group counts as one sample.
 */
final class ConfusionInterval {

    private static final double STEP = 1e-4;

    private final Confusion raw;
    private final HeldOutScores scores;
    private final Witnesses witnesses;

    /** The confusion of each group, [groups][4], in the order of the cells. */
    private final double[][] byGroup;

    private ConfusionInterval(HeldOutScores scores, double[][] byGroup) {
        this.raw = Confusion.of(scores);
        this.scores = scores;
        this.witnesses = Witnesses.of(scores.truth(), scores.groups());
        this.byGroup = byGroup;
    }

    static ConfusionInterval of(HeldOutScores scores) {
        boolean single = scores.groups().areSingle();
        double[][] byGroup = new double[single ? 0 : scores.groups().count()][4];
        for (int sample = 0; sample < scores.samples() && !single; sample++) {
            byGroup[scores.groups().of(sample)][Confusion.cell(scores, sample)]++;
        }
        return new ConfusionInterval(scores, byGroup);
    }

    /**
     * Puts an interval around a measure.
     *
     * @param measure of a confusion, not changed by multiplying all its numbers
     */
    Interval around(ToDoubleFunction<Confusion> measure, IntervalScale scale, double level) {
        double effect = designEffect(measure);
        double[] cells = cells(raw);
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = cells[cell] / effect + 0.5;
        }
        double[] slopes = slopes(measure, cells);
        boolean single = scores.groups().areSingle();
        double variance = single ? withinClasses(cells, slopes) : ofSamples(cells, slopes);
        double estimate = measure.applyAsDouble(raw);
        double centre = measure.applyAsDouble(confusion(cells));
        // With many single samples Student's quantile would be the normal one.
        double freedom = single ? Math.max(1, scores.samples() - 2) : Math.max(1, witnesses.groups() - 1);
        Interval interval = scale.interval(centre, Math.sqrt(variance), freedom, level);
        return new Interval(estimate, Math.min(estimate, interval.low()), Math.max(estimate, interval.high()));
    }

    /** Returns how many samples tell as much as one independent one. */
    private double designEffect(ToDoubleFunction<Confusion> measure) {
        if (scores.groups().areSingle()) {
            return 1;
        }
        double[] cells = cells(raw);
        double[] slopes = slopes(measure, cells);
        double apart = ofSamples(cells, slopes);
        double together = 0;
        for (double[] group : byGroup) {
            double sum = 0;
            for (int cell = 0; cell < slopes.length; cell++) {
                sum += group[cell] * slopes[cell];
            }
            together += sum * sum;
        }
        int groups = byGroup.length;
        return apart > 0 && groups > 1 && together > 0
                ? together * groups / (groups - 1.0) / apart
                : scores.samples() / Math.max(1, witnesses.groups());
    }

    /** The variance of the measure where every sample may fall into any cell: its slopes along the cells add up to 0. */
    private static double ofSamples(double[] cells, double[] slopes) {
        double variance = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            variance += cells[cell] * slopes[cell] * slopes[cell];
        }
        return variance;
    }

    /** The variance of the measure where the number of samples of each class is fixed. */
    private static double withinClasses(double[] cells, double[] slopes) {
        return binomial(cells, slopes, 0, 2) + binomial(cells, slopes, 1, 3);
    }

    private static double binomial(double[] cells, double[] slopes, int first, int second) {
        double difference = slopes[first] - slopes[second];
        return cells[first] * cells[second] / (cells[first] + cells[second]) * difference * difference;
    }

    /** Returns how the measure changes with each number, [4], by differences; where a number is small, to one side. */
    private static double[] slopes(ToDoubleFunction<Confusion> measure, double[] cells) {
        double[] slopes = new double[cells.length];
        double step = STEP * (cells[0] + cells[1] + cells[2] + cells[3]);
        for (int cell = 0; cell < cells.length; cell++) {
            double up = Math.min(step, Math.max(STEP, STEP * cells[cell]));
            double down = Math.min(up, cells[cell]);
            double[] higher = cells.clone();
            double[] lower = cells.clone();
            higher[cell] += up;
            lower[cell] -= down;
            slopes[cell] =
                    (measure.applyAsDouble(confusion(higher)) - measure.applyAsDouble(confusion(lower))) / (up + down);
        }
        return slopes;
    }

    private static double[] cells(Confusion confusion) {
        return new double[] {
            confusion.truePositives(), confusion.falsePositives(), confusion.falseNegatives(), confusion.trueNegatives()
        };
    }

    private static Confusion confusion(double[] cells) {
        return new Confusion(cells[0], cells[1], cells[2], cells[3]);
    }
}
