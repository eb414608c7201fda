package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;
import superpose.data.Require;

/**
 * Whether scores mean what they say when {@code p = 1 / (1 + exp(-score))} is read as the chance of the concept.
 *
 * <p>Source: Naeini, Cooper and Hauskrecht (2015), "Obtaining Well Calibrated Probabilities Using Bayesian Binning", for the
 * expected calibration error, here with bins of equal count; Brier (1950), "Verification of forecasts expressed in terms of
 * probability".
 *
 * @param bins from the lowest probabilities up
 * @param expectedCalibrationError mean distance of mean probability and share with the concept over the bins, weighted by their
 *     counts, in [0, 1]; not 0 by chance alone even for true probabilities, the less so the fewer bins
 * @param brierScore mean of {@code (p - truth)^2}, in [0, 1]; 0.25 for always saying one half
 * @param logLossNats mean of -ln of the chance given to the truth, at least 0; ln 2 for always saying one half, infinite where
 *     something impossible was true
 */
public record Calibration(List<Bin> bins, double expectedCalibrationError, double brierScore, double logLossNats) {

    /** Copies the list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Samples with similar probabilities.
     *
     * @param meanProbability in [0, 1]
     * @param sharePositive the share that has the concept, with an interval for other samples, or other groups of them, with
     *     probabilities in the same range: Wilson's, for as many samples as there are in effect where they come in groups; see
     *     {@link #of}
     * @param count samples, at least 1
     */
    public record Bin(double meanProbability, Interval sharePositive, int count) {}

    /**
     * Measures held-out scores.
     *
     * <p>Bins are worth less where samples of a group are alike: in simulations of 20 to 200 groups of 20 to 200 samples, 94 to 98
     * of 100 intervals of bins at level 0.95 hold the share of such samples that has the concept, where only half would if the
     * groups were ignored. They are too wide, up to 100 of 100, where a bin has one or two samples of each of a dozen groups; and
     * where hardly one sample of a bin is of the rarer kind as few as 87 hold it, as with every interval of so few.
     *
     * @param bins how many bins of about equal count are wanted, at least 1; there are fewer where many scores are equal, since
     *     equal ones stay together
     * @param level of the bins' intervals, in (0, 1)
     */
    public static Calibration of(HeldOutScores scores, int bins, double level) {
        Require.positive(bins, "bins");
        int[] order = IntStream.range(0, scores.samples())
                .boxed()
                .sorted((first, second) -> Double.compare(scores.score(first), scores.score(second)))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Bin> filled = new ArrayList<>();
        double miscalibration = 0;
        int start = 0;
        for (int bin = 1; bin <= bins; bin++) {
            int end = (int) ((long) bin * order.length / bins);
            while (end > start && end < order.length && scores.score(order[end]) == scores.score(order[end - 1])) {
                end++;
            }
            if (end > start) {
                Bin one = bin(scores, order, start, end, level);
                filled.add(one);
                miscalibration += one.count * Math.abs(one.meanProbability - one.sharePositive.estimate());
                start = end;
            }
        }
        double squares = 0;
        for (int sample = 0; sample < scores.samples(); sample++) {
            double miss = probability(scores.truth().in(sample) ? -scores.score(sample) : scores.score(sample));
            squares += miss * miss;
        }
        return new Calibration(
                filled, miscalibration / order.length, squares / order.length, codeLengthNats(scores) / order.length);
    }

    private static Bin bin(HeldOutScores scores, int[] order, int start, int end, double level) {
        double sum = 0;
        GroupedShare share = new GroupedShare(scores.groups().count());
        for (int place = start; place < end; place++) {
            sum += probability(scores.score(order[place]));
            share.add(scores.groups().of(order[place]), scores.truth().in(order[place]));
        }
        int count = end - start;
        return new Bin(sum / count, share.interval(level), count);
    }

    private static double probability(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    /**
     * Returns what it costs to send the truth to someone who has the scores, in nats: the sum of -ln of the chance given to each
     * label; at least 0.
     */
    public static double codeLengthNats(HeldOutScores scores) {
        double sum = 0;
        for (int sample = 0; sample < scores.samples(); sample++) {
            sum += lossNats(scores.score(sample), scores.truth().in(sample));
        }
        return sum;
    }

    /** Returns what it costs to be told one label, in nats, where the score is the log odds that the concept is there. */
    public static double lossNats(double score, boolean present) {
        // -ln p without the overflow of exp for large wrong scores.
        return Math.max(0, present ? -score : score) + Math.log1p(Math.exp(-Math.abs(score)));
    }

    /** Returns what it costs to send the truth to someone who has the scores, in bits. */
    public static double codeLengthBits(HeldOutScores scores) {
        return codeLengthNats(scores) / Math.log(2);
    }

    /** Returns the mean of -log2 of the chance given to the truth; 1 for always saying one half. */
    public double logLossBits() {
        return logLossNats / Math.log(2);
    }
}
