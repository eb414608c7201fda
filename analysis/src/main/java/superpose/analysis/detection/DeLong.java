package superpose.analysis.detection;

import java.util.Arrays;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.Probability;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Require;

/**
 * An AUROC with its standard error, from how many samples of the other class each sample is on the right side of.
 *
 * <p>Source: DeLong, DeLong and Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating
 * characteristic curves", for single samples; Obuchowski (1997), "Nonparametric analysis of clustered ROC curve data", where
 * samples come in groups, which is the same where every sample is a group. The degrees of freedom are ours: see
 * {@link Witnesses}.
 *
 * @param value in [0, 1]; 0.5 is chance
 * @param standardError at least 0; infinite where only one group has a class
 * @param degreesOfFreedom of the standard error, at least 1
 * @param witnesses how many independent ones there are
 */
record DeLong(double value, double standardError, double degreesOfFreedom, Witnesses witnesses) {

    /** Measures held-out scores. */
    static DeLong of(HeldOutScores scores) {
        return of(placements(scores), scores.truth(), scores.groups());
    }

    /**
     * Measures by how much one AUROC is above another of the same samples; what makes both rise or fall together does not count.
     *
     * @param other scores of the same samples
     */
    static DeLong difference(HeldOutScores scores, HeldOutScores other) {
        Require.same(scores.samples(), other.samples(), "samples with both scores");
        double[] placements = placements(scores);
        double[] others = placements(other);
        Arrays.setAll(placements, sample -> placements[sample] - others[sample]);
        return of(placements, scores.truth(), scores.groups());
    }

    private static double[] placements(HeldOutScores scores) {
        return RankedScores.of(scores.scores(), scores.truth()).placements();
    }

    private static DeLong of(double[] placements, Concept truth, Groups groups) {
        int positives = truth.positives();
        int negatives = truth.negatives();
        double sum = 0;
        for (int sample = 0; sample < placements.length; sample++) {
            sum += truth.in(sample) ? placements[sample] : 0;
        }
        // Divided at the end, so that nothing but ones gives 1.
        double value = sum / positives;
        // What each group adds to the deviation of the area, by its samples with and without the concept.
        double[] with = new double[groups.count()];
        double[] without = new double[groups.count()];
        for (int sample = 0; sample < placements.length; sample++) {
            if (truth.in(sample)) {
                with[groups.of(sample)] += (placements[sample] - value) / positives;
            } else {
                without[groups.of(sample)] += (placements[sample] - value) / negatives;
            }
        }
        Witnesses witnesses = Witnesses.of(truth, groups);
        double variance = unbiased(witnesses.positive()) * products(with, with)
                + unbiased(witnesses.negative()) * products(without, without)
                + 2 * unbiased(groups.count()) * products(with, without);
        double[] both = with.clone();
        for (int group = 0; group < both.length; group++) {
            both[group] += without[group];
        }
        boolean known = witnesses.positive() > 1 && witnesses.negative() > 1;
        return new DeLong(
                value,
                known ? Math.sqrt(Math.max(0, variance)) : Double.POSITIVE_INFINITY,
                witnesses.degreesOfFreedom(both),
                witnesses);
    }

    private static double unbiased(int groups) {
        return groups == 1 ? 0 : groups / (groups - 1.0);
    }

    private static double products(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    /**
     * Returns Student's interval on the log-odds scale, or {@link Witnesses#unvaried} where the placements do not vary, as at an
     * area of 0 or 1; [0, 1] where a class is in one group only.
     *
     * @param level chance of covering, in (0, 1)
     */
    Interval interval(double level) {
        Require.that(level > 0 && level < 1, "a confidence level in (0, 1)", level, "0.95 is usual");
        if (!Double.isFinite(standardError)) {
            return new Interval(value, 0, 1);
        }
        return value > 0 && value < 1 && standardError > 0
                ? IntervalScale.LOGIT.interval(value, standardError, degreesOfFreedom, level)
                : witnesses.unvaried(value, level);
    }

    /** Returns Student's interval of a difference; no width where both are alike, unbounded where a class is in one group only. */
    Interval differenceInterval(double level) {
        Require.that(level > 0 && level < 1, "a confidence level in (0, 1)", level, "0.95 is usual");
        double reach =
                standardError == 0 ? 0 : standardError * Probability.studentQuantile((1 + level) / 2, degreesOfFreedom);
        return new Interval(value, value - reach, value + reach);
    }
}
