package superpose.analysis.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * Intervals by drawing rows (samples, or seeds) again with replacement.
 *
 * <p>Percentile intervals take the quantiles of the redrawn statistic as they are; BCa intervals correct them for bias and
 * skewness. Both are too narrow for fewer than about 20 rows: for the mean over a few seeds use {@link Interval#ofMean}.
 * Rows that belong together (one person, one image, one seed) must be drawn together: make the group the row. Source: Efron
 * (1987), "Better bootstrap confidence intervals"; Efron and Tibshirani (1993), "An introduction to the bootstrap".
 *
 * @param resamples how often the rows are drawn again, at least 100
 * @param level chance of covering, in (0, 1)
 * @param seed the same seed gives the same intervals
 */
public record Bootstrap(int resamples, double level, Seed seed) {

    /** Checks the settings. */
    public Bootstrap {
        Require.that(resamples >= 100, "at least 100 resamples", resamples, "2000 is usual");
        Interval.requireLevel(level);
    }

    /** A bootstrap of 2,000 resamples at the level 0.95. */
    public static Bootstrap of(Seed seed) {
        return new Bootstrap(2_000, 0.95, seed);
    }

    /**
     * Makes a percentile interval.
     *
     * @param rows number of rows, at least 2
     * @param statistic from the chosen row numbers, [rows] with repeats, to a finite number
     */
    public Interval percentile(int rows, ToDoubleFunction<int[]> statistic) {
        return percentile(statistic.applyAsDouble(all(rows)), Quantiles.of(redrawn(rows, statistic)));
    }

    /** Makes a percentile interval for a statistic of a sample; see {@link #percentile(int, ToDoubleFunction)}. */
    public Interval percentile(double[] sample, ToDoubleFunction<double[]> statistic) {
        return percentile(sample.length, rows -> statistic.applyAsDouble(chosen(sample, rows)));
    }

    private Interval percentile(double estimate, Quantiles quantiles) {
        double tail = (1 - level) / 2;
        return new Interval(estimate, quantiles.at(tail), quantiles.at(1 - tail));
    }

    /**
     * Makes a bias-corrected and accelerated interval, the acceleration by the jackknife.
     *
     * @param rows number of rows, at least 2
     * @param statistic from the chosen row numbers, [rows] with repeats or [rows - 1], to a finite number
     */
    public Interval bca(int rows, ToDoubleFunction<int[]> statistic) {
        double estimate = statistic.applyAsDouble(all(rows));
        double[] redrawn = redrawn(rows, statistic);
        double bias = Probability.normalQuantile(shareBelow(redrawn, estimate));
        double acceleration = acceleration(rows, statistic);
        double reach = Probability.normalQuantile((1 + level) / 2);
        Quantiles quantiles = Quantiles.of(redrawn);
        return new Interval(
                estimate,
                quantiles.at(corrected(bias, bias - reach, acceleration)),
                quantiles.at(corrected(bias, bias + reach, acceleration)));
    }

    /** Makes a BCa interval for a statistic of a sample; see {@link #bca(int, ToDoubleFunction)}. */
    public Interval bca(double[] sample, ToDoubleFunction<double[]> statistic) {
        return bca(sample.length, rows -> statistic.applyAsDouble(chosen(sample, rows)));
    }

    /**
     * Makes a percentile interval for the mean of {@code first - second}, the rows drawn in pairs.
     *
     * @param first one value for each row, at least 2
     * @param second the values of the same rows
     */
    public Interval pairedDifference(double[] first, double[] second) {
        Require.same(first.length, second.length, "values in both series");
        double[] differences = new double[first.length];
        Arrays.setAll(differences, row -> first[row] - second[row]);
        return percentile(differences, sample -> Arrays.stream(sample).sum() / sample.length);
    }

    private double[] redrawn(int rows, ToDoubleFunction<int[]> statistic) {
        Require.that(rows >= 2, "at least 2 rows to draw from", rows, "a single one has no spread");
        RandomGenerator generator = seed.generator();
        double[] values = new double[resamples];
        int[] chosen = new int[rows];
        for (int resample = 0; resample < resamples; resample++) {
            for (int row = 0; row < rows; row++) {
                chosen[row] = generator.nextInt(rows);
            }
            values[resample] = statistic.applyAsDouble(chosen.clone());
            Require.that(
                    Double.isFinite(values[resample]),
                    "a statistic that is finite on every resample",
                    values[resample],
                    "a resample may lack a class or a spread: draw larger groups");
        }
        return values;
    }

    /** Equal values count half; kept off 0 and 1, where the correction would be infinite. */
    private double shareBelow(double[] redrawn, double estimate) {
        double count = 0;
        for (double value : redrawn) {
            count += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        return Math.clamp(count / resamples, 0.5 / resamples, 1 - 0.5 / resamples);
    }

    /** Returns the skewness of the leave-one-out statistic over 6; Efron (1987). */
    private static double acceleration(int rows, ToDoubleFunction<int[]> statistic) {
        double[] without = new double[rows];
        for (int left = 0; left < rows; left++) {
            int skipped = left;
            without[left] = statistic.applyAsDouble(
                    Arrays.stream(all(rows)).filter(row -> row != skipped).toArray());
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            squares += Math.pow(mean - value, 2);
            cubes += Math.pow(mean - value, 3);
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double corrected(double bias, double moved, double acceleration) {
        return Probability.normal(bias + moved / (1 - acceleration * moved));
    }

    private static int[] all(int rows) {
        int[] all = new int[rows];
        Arrays.setAll(all, row -> row);
        return all;
    }

    private static double[] chosen(double[] sample, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> sample[row]).toArray();
    }
}
