package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class BootstrapTest {

    private static double mean(double[] sample) {
        return Arrays.stream(sample).sum() / sample.length;
    }

    private static double variance(double[] sample) {
        double mean = mean(sample);
        return Arrays.stream(sample).map(v -> (v - mean) * (v - mean)).sum() / sample.length;
    }

    private static double[] normal(int rows, Seed seed) {
        RandomGenerator generator = seed.generator();
        double[] sample = new double[rows];
        Arrays.setAll(sample, row -> 3 + 2 * generator.nextGaussian());
        return sample;
    }

    private static double coverage(int repeats, int rows, double truth, Function<double[], Interval> method) {
        int covered = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            covered += method.apply(normal(rows, new Seed(11).child(repeat))).contains(truth) ? 1 : 0;
        }
        return (double) covered / repeats;
    }

    @Test
    @Tag("slow")
    void aNormalMeanIsCoveredAsOftenAsPromised() {
        Bootstrap bootstrap = Bootstrap.of(new Seed(1));
        assertEquals(0.95, coverage(1_000, 60, 3, s -> bootstrap.percentile(s, BootstrapTest::mean)), 0.02);
        assertEquals(0.95, coverage(1_000, 60, 3, s -> bootstrap.bca(s, BootstrapTest::mean)), 0.02);
    }

    @Test
    void aNormalMeanIsCoveredAboutAsOftenAsPromised() {
        Bootstrap bootstrap = new Bootstrap(400, 0.9, new Seed(2));
        assertEquals(0.9, coverage(300, 40, 3, s -> bootstrap.percentile(s, BootstrapTest::mean)), 0.05);
        assertEquals(0.9, coverage(300, 40, 3, s -> bootstrap.bca(s, BootstrapTest::mean)), 0.05);
    }

    @Test
    void studentCoversTheMeanOfFiveSeedsWhereTheBootstrapDoesNot() {
        assertEquals(0.95, coverage(3_000, 5, 3, s -> Interval.ofMean(s, 0.95)), 0.015);
        Bootstrap bootstrap = new Bootstrap(200, 0.95, new Seed(3));
        assertTrue(coverage(500, 5, 3, s -> bootstrap.percentile(s, BootstrapTest::mean)) < 0.9);
    }

    @Test
    void bcaRepairsTheBiasOfASkewedStatistic() {
        Bootstrap bootstrap = new Bootstrap(500, 0.9, new Seed(4));
        double plainShare = coverage(400, 30, 4, s -> bootstrap.percentile(s, BootstrapTest::variance));
        double bcaShare = coverage(400, 30, 4, s -> bootstrap.bca(s, BootstrapTest::variance));
        assertTrue(bcaShare > plainShare + 0.01, bcaShare + " against " + plainShare);
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherSeedAnother() {
        double[] sample = normal(30, new Seed(5));
        Interval first = Bootstrap.of(new Seed(6)).percentile(sample, BootstrapTest::mean);
        assertEquals(first, Bootstrap.of(new Seed(6)).percentile(sample, BootstrapTest::mean));
        assertNotEquals(first, Bootstrap.of(new Seed(7)).percentile(sample, BootstrapTest::mean));
        assertEquals(mean(sample), first.estimate());
    }

    @Test
    void theMeansIntervalIsAboutTwoStandardErrorsWide() {
        double[] sample = normal(400, new Seed(8));
        double error = Math.sqrt(variance(sample) / 400);
        Interval interval = Bootstrap.of(new Seed(9)).bca(sample, BootstrapTest::mean);
        assertEquals(mean(sample) - 1.96 * error, interval.low(), 0.15 * error);
        assertEquals(mean(sample) + 1.96 * error, interval.high(), 0.15 * error);
    }

    /** What rows have in common drops out of a paired difference. */
    @Test
    void pairedRowsAreDrawnTogether() {
        double[] common = normal(50, new Seed(10));
        double[] shifted = Arrays.stream(common).map(v -> v + 0.25).toArray();
        Interval interval = Bootstrap.of(new Seed(11)).pairedDifference(shifted, common);
        assertEquals(0.25, interval.low(), 1e-9);
        assertEquals(0.25, interval.high(), 1e-9);
    }

    @Test
    void rowsAreResampledWhole() {
        double[][] seeds = {{1, 2}, {3, 4}, {5, 6}};
        Interval gap = Bootstrap.of(new Seed(12))
                .percentile(
                        3,
                        rows -> Arrays.stream(rows)
                                .mapToDouble(row -> seeds[row][1] - seeds[row][0])
                                .average()
                                .orElseThrow());
        assertEquals(new Interval(1, 1, 1), gap);
    }

    @Test
    void aSingleRowAndANanStatisticAreRefused() {
        Bootstrap bootstrap = Bootstrap.of(new Seed(13));
        assertThrows(BadInputException.class, () -> bootstrap.percentile(new double[] {1}, BootstrapTest::mean));
        assertThrows(BadInputException.class, () -> bootstrap.percentile(4, rows -> Double.NaN));
        assertThrows(BadInputException.class, () -> new Bootstrap(10, 0.95, new Seed(1)));
        assertThrows(BadInputException.class, () -> new Bootstrap(1_000, 95, new Seed(1)));
    }

    @Test
    void intervalsCheckThemselves() {
        assertThrows(BadInputException.class, () -> new Interval(0, 1, -1));
        assertThrows(BadInputException.class, () -> new Interval(Double.NaN, 0, 1));
        assertTrue(Interval.unbounded(2).contains(-1e300));
        assertEquals(Interval.unbounded(2), Interval.ofMean(new double[] {2}, 0.95));
        assertEquals(new Interval(-2, -3, 1), new Interval(2, -1, 3).negated());
    }

    /** Student's table: 12.706 for one degree of freedom, 2.776 for four, 1.984 for a hundred. */
    @Test
    void quantilesAgreeWithTheTables() {
        assertEquals(12.7062047, Probability.studentQuantile(0.975, 1), 1e-6);
        assertEquals(2.7764451, Probability.studentQuantile(0.975, 4), 1e-6);
        assertEquals(1.9839715, Probability.studentQuantile(0.975, 100), 1e-6);
        assertEquals(1.959963984540054, Probability.normalQuantile(0.975), 1e-12);
        assertEquals(-1.959963984540054, Probability.normalQuantile(0.025), 1e-12);
        for (double x = -6; x <= 6; x += 0.25) {
            assertEquals(x, Probability.normalQuantile(Probability.normal(x)), 1e-7);
        }
    }
}
