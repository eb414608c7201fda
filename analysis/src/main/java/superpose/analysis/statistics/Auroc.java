package superpose.analysis.statistics;

import java.util.Arrays;
import superpose.data.Require;

/**
 * The area under the receiver operating characteristic: the chance that a positive sample scores above a negative one, equal
 * scores counting half.
 *
 * <p>Exact, from sorted scores; depends on their order only. Source: Hanley and McNeil (1982), "The meaning and use of the
 * area under a receiver operating characteristic (ROC) curve".
 *
 * @param value in [0, 1]; 0.5 is chance
 * @param standardError by DeLong, DeLong and Clarke-Pearson (1988), at least 0; infinite where a class has one sample
 * @param positives number of positive samples, at least 1
 * @param negatives number of negative samples, at least 1
 */
public record Auroc(double value, double standardError, int positives, int negatives) {

    /**
     * Measures how well scores separate labels.
     *
     * @param scores [samples], higher meaning more likely positive; none NaN; not modified
     * @param labels [samples], at least one of each
     */
    public static Auroc of(double[] scores, boolean[] labels) {
        Require.same(scores.length, labels.length, "labels for the scores");
        double[] positive = scoresOf(true, scores, labels);
        double[] negative = scoresOf(false, scores, labels);
        Require.that(
                positive.length > 0 && negative.length > 0,
                "samples of both classes",
                positive.length + " positive and " + negative.length + " negative",
                "a single class has no area under its curve");
        // For each sample the share of the other class that scores below it: the "placements" of DeLong.
        double[] below = sharesBelow(positive, negative);
        double[] above = sharesBelow(negative, positive);
        double value = Arrays.stream(below).sum() / below.length;
        double variance = variance(below) / below.length + variance(above) / above.length;
        return new Auroc(value, Math.sqrt(variance), positive.length, negative.length);
    }

    /** Measures how well float32 scores separate labels; see {@link #of(double[], boolean[])}. */
    public static Auroc of(float[] scores, boolean[] labels) {
        double[] wide = new double[scores.length];
        Arrays.setAll(wide, sample -> scores[sample]);
        return of(wide, labels);
    }

    private static double[] scoresOf(boolean label, double[] scores, boolean[] labels) {
        double[] chosen = new double[scores.length];
        int count = 0;
        for (int sample = 0; sample < scores.length; sample++) {
            Require.that(!Double.isNaN(scores[sample]), "scores that are numbers", "NaN", "check sample " + sample);
            if (labels[sample] == label) {
                chosen[count++] = scores[sample];
            }
        }
        double[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns for each score the share of the others below it, equal ones counting half; both sides sorted. */
    private static double[] sharesBelow(double[] scores, double[] others) {
        double[] shares = new double[scores.length];
        int less = 0;
        int lessOrEqual = 0;
        for (int index = 0; index < scores.length; index++) {
            while (less < others.length && others[less] < scores[index]) {
                less++;
            }
            while (lessOrEqual < others.length && others[lessOrEqual] <= scores[index]) {
                lessOrEqual++;
            }
            shares[index] = 0.5 * ((double) less + lessOrEqual) / others.length;
        }
        return shares;
    }

    private static double variance(double[] values) {
        if (values.length == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = Arrays.stream(values).sum() / values.length;
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    /** Returns the standard error under chance without ties, {@code sqrt((n1 + n0 + 1) / (12 n1 n0))}. */
    public double nullStandardError() {
        return nullStandardError(positives, negatives);
    }

    /** Returns the standard error under chance for class sizes, {@code sqrt((n1 + n0 + 1) / (12 n1 n0))}. */
    public static double nullStandardError(int positives, int negatives) {
        Require.positive(positives, "positive samples");
        Require.positive(negatives, "negative samples");
        return Math.sqrt((positives + negatives + 1.0) / (12.0 * positives * negatives));
    }

    /**
     * Returns the distance {@code d' = sqrt(2) Phi^-1(AUROC)} between two unit normals that would give this area, in standard
     * deviations; negative below chance, infinite at 0 and 1.
     */
    public double separation() {
        return separation(value);
    }

    /** Returns {@code d' = sqrt(2) Phi^-1(auroc)} for an area in [0, 1]. */
    public static double separation(double auroc) {
        Require.that(auroc >= 0 && auroc <= 1, "an area in [0, 1]", auroc, "check the values");
        return Math.sqrt(2) * Probability.normalQuantile(auroc);
    }

    /**
     * Returns the normal interval with DeLong's standard error, cut to [0, 1]; it has no width at an area of 0 or 1.
     *
     * @param level chance of covering, in (0, 1)
     */
    public Interval deLong(double level) {
        double reach = Probability.normalQuantile((1 + Interval.requireLevel(level)) / 2) * standardError;
        return new Interval(value, Math.max(0, value - reach), Math.min(1, value + reach));
    }
}
