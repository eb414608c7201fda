package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class RanksTest {

    @Test
    void tiesShareTheMeanOfTheirRanks() {
        assertArrayEquals(
                new double[] {4, 1.5, 1.5, 4, 4},
                MidRanks.of(new double[] {9, -1, -1, 9, 9}).toArray());
    }

    /** A midrank is half of: how many are smaller, plus how many are no larger, plus one. */
    @Test
    void midRanksAgreeWithTheirDefinition() {
        RandomGenerator generator = new Seed(1).generator();
        double[] values = generator.ints(60, 0, 12).asDoubleStream().toArray();
        MidRanks ranks = MidRanks.of(values);
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            long smaller = Arrays.stream(values).filter(other -> other < value).count();
            long notLarger =
                    Arrays.stream(values).filter(other -> other <= value).count();
            assertEquals((smaller + notLarger + 1) / 2.0, ranks.of(i));
        }
    }

    @Test
    void withoutTiesTheCorrelationIsSpearmansFormula() {
        for (int repeat = 0; repeat < 50; repeat++) {
            RandomGenerator generator = new Seed(2).child(repeat).generator();
            int pairs = 3 + repeat;
            double[] x = generator.doubles(pairs).toArray();
            double[] y = generator.doubles(pairs).toArray();
            double squares = 0;
            for (int i = 0; i < pairs; i++) {
                squares += Math.pow(MidRanks.of(x).of(i) - MidRanks.of(y).of(i), 2);
            }
            double expected = 1 - 6 * squares / (pairs * ((double) pairs * pairs - 1));
            assertEquals(expected, RankCorrelation.of(x, y).value(), 1e-12);
        }
    }

    @Test
    void risingMapsKeepTheCorrelationAndFallingOnesFlipIt() {
        RandomGenerator generator = new Seed(3).generator();
        double[] x = generator.ints(40, 0, 9).asDoubleStream().toArray();
        double[] y = generator.ints(40, 0, 9).asDoubleStream().toArray();
        double value = RankCorrelation.of(x, y).value();
        double[] cubed = Arrays.stream(x).map(v -> v * v * v).toArray();
        double[] negated = Arrays.stream(y).map(v -> -v).toArray();
        assertEquals(value, RankCorrelation.of(cubed, y).value(), 1e-12);
        assertEquals(value, RankCorrelation.of(y, x).value(), 1e-12);
        assertEquals(-value, RankCorrelation.of(x, negated).value(), 1e-12);
        assertEquals(1, RankCorrelation.of(x, cubed).value(), 1e-12);
    }

    @Test
    void aConstantSideHasNoCorrelationAndFewPairsNoBound() {
        RankCorrelation constant = RankCorrelation.of(new double[] {1, 1, 1, 1}, new double[] {1, 2, 3, 4});
        assertTrue(Double.isNaN(constant.value()));
        assertThrows(BadInputException.class, () -> constant.interval(0.95));
        assertFalse(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {1, 3, 2})
                .interval(0.95)
                .isBounded());
        assertThrows(BadInputException.class, () -> RankCorrelation.of(new double[] {1}, new double[] {1}));
    }

    @Test
    void theIntervalOfACorrelationCoversZeroForIndependentSeries() {
        int covered = 0;
        for (int repeat = 0; repeat < 2_000; repeat++) {
            RandomGenerator generator = new Seed(4).child(repeat).generator();
            double[] x = generator.doubles(25).toArray();
            double[] y = generator.doubles(25).toArray();
            covered += RankCorrelation.of(x, y).interval(0.95).contains(0) ? 1 : 0;
        }
        assertEquals(0.95, covered / 2_000.0, 0.02);
    }

    /** The example of Benjamini and Hochberg (1995): four of fifteen hypotheses are rejected at 0.05. */
    @Test
    void thePublishedExampleHasFourDiscoveries() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.000
        };
        BenjaminiHochberg adjusted = BenjaminiHochberg.of(p);
        assertEquals(4, adjusted.discoveries(0.05));
        assertTrue(adjusted.isDiscovery(3, 0.05));
        assertFalse(adjusted.isDiscovery(4, 0.05));
        assertEquals(0.0001 * 15, adjusted.adjusted(0), 1e-15);
    }

    /** Step-up by its definition: the largest k with p_(k) at most k q / n, and everything up to it. */
    @Test
    void discoveriesAgreeWithTheStepUpRule() {
        for (int repeat = 0; repeat < 100; repeat++) {
            RandomGenerator generator = new Seed(5).child(repeat).generator();
            double[] p = generator.doubles(30).map(u -> u * u * u).toArray();
            double[] sorted = p.clone();
            Arrays.sort(sorted);
            int expected = 0;
            for (int k = 1; k <= 30; k++) {
                expected = sorted[k - 1] <= 0.1 * k / 30 ? k : expected;
            }
            assertEquals(expected, BenjaminiHochberg.of(p).discoveries(0.1));
        }
    }

    @Test
    void adjustedPValuesKeepTheOrderAndAreNeverSmaller() {
        RandomGenerator generator = new Seed(6).generator();
        double[] p = generator.doubles(50).toArray();
        double[] adjusted = BenjaminiHochberg.of(p).toArray();
        for (int i = 0; i < 50; i++) {
            assertTrue(adjusted[i] >= p[i] && adjusted[i] <= 1);
            for (int j = 0; j < 50; j++) {
                assertTrue(p[i] > p[j] || adjusted[i] <= adjusted[j]);
            }
        }
    }

    @Test
    void quantilesInterpolateAndEndAtTheExtremes() {
        Quantiles quantiles = Quantiles.of(new double[] {4, 1, 3, 2});
        assertEquals(1, quantiles.at(0));
        assertEquals(4, quantiles.at(1));
        assertEquals(2.5, quantiles.median(), 1e-12);
        assertEquals(1.3, quantiles.at(0.1), 1e-12);
        assertThrows(BadInputException.class, () -> Quantiles.of(new double[] {1, Double.NaN}));
    }
}
