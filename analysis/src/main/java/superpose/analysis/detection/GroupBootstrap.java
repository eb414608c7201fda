package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.Quantiles;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * The percentile bootstrap: the spread of a score over samples drawn again with replacement.
 *
 * <p>Source: Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13; whole groups as in Davison and
 * Hinkley (1997), section 3.8. It speaks of other test samples, not of other training samples.
 *
 * @param resamples how many draws, at least 100
 * @param level share of draws inside the range, in (0, 1)
 * @param seed where the draws come from
 */
public record GroupBootstrap(int resamples, double level, Seed seed) {

    /** Draws that may be useless, for each one that is wanted, before the samples are called too few. */
    private static final int PATIENCE = 100;

    /** Checks the ranges. */
    public GroupBootstrap {
        Require.that(resamples >= 100, "at least 100 resamples", resamples, "a percentile needs them; 1000 is usual");
        Require.that(level > 0 && level < 1, "a level in (0, 1)", level, "0.95 is usual");
    }

    /** The usual setting: 1,000 draws at level 0.95. */
    public static GroupBootstrap usual(Seed seed) {
        return new GroupBootstrap(1000, 0.95, seed);
    }

    /**
     * Puts a range around a score.
     *
     * @param resampling how rows are drawn
     * @param statistic the score from a count per row; NaN where a draw has none, and then another is drawn
     */
    Interval around(double estimate, Resampling resampling, ToDoubleFunction<int[]> statistic) {
        return around(resampling, List.of(estimate), List.of(statistic)).getFirst();
    }

    /**
     * Puts ranges around several scores, from one series of draws.
     *
     * @param statistics the scores from a count per row; a draw for which one is NaN is left out
     */
    List<Interval> around(Resampling resampling, List<Double> estimates, List<ToDoubleFunction<int[]>> statistics) {
        RandomGenerator generator = seed.generator();
        int[] counts = new int[resampling.rows()];
        double[][] drawn = new double[statistics.size()][resamples];
        int kept = 0;
        for (long draw = 0; kept < resamples; draw++) {
            Require.that(
                    draw < (long) PATIENCE * resamples,
                    "test rows from which a score can be drawn again",
                    "too few of them",
                    "test on more rows");
            resampling.draw(generator, counts);
            boolean defined = true;
            for (int score = 0; score < drawn.length && defined; score++) {
                drawn[score][kept] = statistics.get(score).applyAsDouble(counts);
                defined = !Double.isNaN(drawn[score][kept]);
            }
            kept += defined ? 1 : 0;
        }
        List<Interval> intervals = new ArrayList<>();
        for (int score = 0; score < drawn.length; score++) {
            Quantiles quantiles = Quantiles.of(drawn[score]);
            intervals.add(
                    new Interval(estimates.get(score), quantiles.at((1 - level) / 2), quantiles.at((1 + level) / 2)));
        }
        return intervals;
    }
}
