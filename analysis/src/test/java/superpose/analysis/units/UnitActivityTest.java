package superpose.analysis.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Matrix;
import superpose.data.Seed;

class UnitActivityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheTextbook(long seed) {
        double[] scores = gaussian(seed, 1000);
        UnitActivity activity = UnitActivity.of(UnitScores.of(scores), 0.5).getFirst();
        double mean = Arrays.stream(scores).average().orElseThrow();
        double variance = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow();
        assertEquals(mean, activity.mean(), 1e-12);
        assertEquals(Math.sqrt(variance), activity.deviation(), 1e-12);
        assertEquals(Arrays.stream(scores).max().orElseThrow(), activity.range().high());
        assertEquals(Arrays.stream(scores).min().orElseThrow(), activity.range().low());
        assertEquals(
                Arrays.stream(scores).filter(score -> score > 0.5).count(),
                activity.rows().active());
    }

    @Test
    void farFromZeroNoDigitsAreLost() {
        double[] scores = gaussian(4, 1000);
        UnitActivity near = UnitActivity.of(UnitScores.of(scores), 0).getFirst();
        UnitActivity far = UnitActivity.of(
                        UnitScores.of(
                                Arrays.stream(scores).map(score -> score + 1e8).toArray()),
                        0)
                .getFirst();
        assertEquals(near.deviation(), far.deviation(), 1e-6);
    }

    @Test
    void whatIsNotFiniteIsCountedAndLeftOut() {
        UnitActivity clean = UnitActivity.of(UnitScores.of(1, 2, 3), 1).getFirst();
        UnitActivity dirty = UnitActivity.of(
                        UnitScores.of(Double.NaN, 1, 2, Double.NEGATIVE_INFINITY, 3, Double.POSITIVE_INFINITY), 1)
                .getFirst();
        assertEquals(3, dirty.rows().notFinite());
        assertEquals(clean.mean(), dirty.mean());
        assertEquals(clean.density(), dirty.density());
        assertEquals(clean.range(), dirty.range());
        UnitActivity none = UnitActivity.of(UnitScores.of(Double.NaN), 0).getFirst();
        assertTrue(none.isConstant());
        assertEquals(0, none.density());
    }

    @Test
    void neuronsAreDirectionsAlongOneAxis() {
        RandomGenerator noise = new Seed(5).generator();
        float[] values = new float[40 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) noise.nextGaussian();
        }
        Matrix activations = Matrix.of(40, 3, values);
        Matrix axes = Matrix.ofRows(new float[] {0, 0, 1}, new float[] {1, 0, 0});
        UnitScores directions = UnitScores.ofDirections(activations, axes, 0, 0);
        UnitScores neurons = UnitScores.ofNeurons(activations, 2, 0);
        assertEquals(UnitActivity.of(neurons, 0), UnitActivity.of(directions, 0));
        double[] row = new double[2];
        for (int at = 0; at < 40; at++) {
            neurons.copyRow(at, row);
            assertEquals(row[0], directions.score(at, 0));
            assertEquals(row[1], neurons.score(at, 1));
            assertEquals(activations.get(at, 2), row[0]);
        }
        assertEquals(2, neurons.neuron(0).orElseThrow());
        assertTrue(directions.neuron(0).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50})
    void everyRowFallsIntoOneBinOfItsHistogram(int bins) {
        double[] scores = gaussian(6, 500);
        UnitActivity.Range range =
                UnitActivity.of(UnitScores.of(scores), 0).getFirst().range();
        ScoreHistogram.Counter counter = new ScoreHistogram.Counter(range, bins);
        Arrays.stream(scores).forEach(counter::add);
        counter.add(Double.NaN);
        ScoreHistogram histogram = counter.histogram();
        assertEquals(500, histogram.total());
        double width = (range.high() - range.low()) / bins;
        for (int bin = 0; bin < bins; bin++) {
            double from = range.low() + bin * width;
            double to = bin == bins - 1 ? Double.POSITIVE_INFINITY : from + width;
            long within = Arrays.stream(scores)
                    .filter(score -> score >= from && score < to)
                    .count();
            assertEquals(within, (long) histogram.counts().get(bin), "bin " + bin);
        }
    }

    @Test
    void aConstantUnitHasAHistogramToo() {
        ScoreHistogram.Counter counter = new ScoreHistogram.Counter(new UnitActivity.Range(2, 2), 3);
        counter.add(2);
        counter.add(2);
        assertEquals(List.of(2L, 0L, 0L), counter.histogram().counts());
    }

    private static double[] gaussian(long seed, int count) {
        RandomGenerator noise = new Seed(seed).generator();
        return noise.doubles(count).map(ignored -> noise.nextGaussian()).toArray();
    }
}
