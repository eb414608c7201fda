package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

class CalibrationTest {

    @Test
    void binsHoldEverySampleOnceAndTellTheShares() {
        HeldOutScores scores = ConfusionTest.scores(503, 1_000, new Seed(1));
        Calibration calibration = Calibration.of(scores, 10, 0.95);
        assertEquals(10, calibration.bins().size());
        assertEquals(
                503,
                calibration.bins().stream().mapToInt(Calibration.Bin::count).sum());
        double positives = calibration.bins().stream()
                .mapToDouble(bin -> bin.count() * bin.sharePositive().estimate())
                .sum();
        assertEquals(scores.truth().positives(), positives, 1e-9);
        double last = 0;
        for (Calibration.Bin bin : calibration.bins()) {
            assertTrue(bin.count() >= 50 && bin.count() <= 51, "count " + bin.count());
            assertTrue(bin.meanProbability() >= last, "not rising");
            last = bin.meanProbability();
        }
    }

    @Test
    void equalScoresStayInOneBinWhateverTheirOrder() {
        HeldOutScores scores = ConfusionTest.scores(200, 2, new Seed(2));
        int[] turned = new Seed(3).permutation(200);
        double[] values = Arrays.stream(turned).mapToDouble(scores::score).toArray();
        HeldOutScores other = HeldOutScores.of(values, scores.truth().select(turned));
        Calibration first = Calibration.of(scores, 10, 0.95);
        Calibration second = Calibration.of(other, 10, 0.95);
        assertEquals(first.bins().size(), second.bins().size());
        for (int bin = 0; bin < first.bins().size(); bin++) {
            assertEquals(
                    first.bins().get(bin).sharePositive(),
                    second.bins().get(bin).sharePositive());
        }
        HeldOutScores constant = HeldOutScores.of(new double[200], scores.truth());
        Calibration one = Calibration.of(constant, 10, 0.95);
        assertEquals(1, one.bins().size());
        assertEquals(0.25, one.brierScore(), 1e-12);
        assertEquals(1, one.logLossBits(), 1e-12);
        assertEquals(200, Calibration.codeLengthBits(constant), 1e-9);
        assertEquals(Math.abs(0.5 - 0.25), one.expectedCalibrationError(), 1e-12);
    }

    @Test
    void truthfulProbabilitiesAreCalibratedAndExaggeratedOnesAreNot() {
        RandomGenerator generator = new Seed(4).generator();
        double[] scores = new double[20_000];
        boolean[] present = new boolean[20_000];
        for (int sample = 0; sample < scores.length; sample++) {
            scores[sample] = 2 * generator.nextGaussian() - 1;
            present[sample] = generator.nextDouble() < 1 / (1 + Math.exp(-scores[sample]));
        }
        Concept concept = Concept.of("drawn", present);
        Calibration truthful = Calibration.of(HeldOutScores.of(scores, concept), 15, 0.95);
        double[] tripled = Arrays.stream(scores).map(score -> 3 * score).toArray();
        Calibration exaggerated = Calibration.of(HeldOutScores.of(tripled, concept), 15, 0.95);
        assertTrue(truthful.expectedCalibrationError() < 0.015, truthful.toString());
        assertTrue(exaggerated.expectedCalibrationError() > 0.08, exaggerated.toString());
        assertTrue(
                exaggerated.logLossNats() > truthful.logLossNats() && exaggerated.brierScore() > truthful.brierScore());
        long held = truthful.bins().stream()
                .filter(bin -> bin.sharePositive().contains(bin.meanProbability()))
                .count();
        assertTrue(held >= 12, held + " of 15");
    }

    /** Twenty copies of each sample are worth one, but for Student's quantile; in single groups they would be twenty. */
    @Test
    void copiesInGroupsSayNothingNew() {
        HeldOutScores single = ConfusionTest.scores(400, 1_000_000, new Seed(5));
        int[] rows = IntStream.range(0, 8_000).map(row -> row / 20).toArray();
        double[] values = Arrays.stream(rows).mapToDouble(single::score).toArray();
        Concept copied = single.truth().select(rows);
        Calibration once = Calibration.of(single, 8, 0.95);
        Calibration grouped = Calibration.of(HeldOutScores.of(values, copied, Groups.byNumber(rows)), 8, 0.95);
        Calibration apart = Calibration.of(HeldOutScores.of(values, copied), 8, 0.95);
        for (int bin = 0; bin < 8; bin++) {
            Interval expected = once.bins().get(bin).sharePositive();
            Interval clustered = grouped.bins().get(bin).sharePositive();
            assertEquals(expected.estimate(), clustered.estimate(), 1e-12);
            assertEquals(1, width(clustered) / width(expected), 0.05);
            assertTrue(width(apart.bins().get(bin).sharePositive()) < 0.35 * width(expected));
        }
    }

    @Test
    void aBinOfOneGroupIsWorthOneSample() {
        Concept concept = Concept.of("some", true, true, false, false, false, false);
        Groups groups = Groups.byNumber(new int[] {0, 0, 0, 0, 1, 1});
        Calibration calibration =
                Calibration.of(HeldOutScores.of(new double[] {3, 2, 1, 0, -1, -2}, concept, groups), 3, 0.95);
        Interval of = calibration.bins().getLast().sharePositive();
        assertEquals(1, of.estimate());
        assertTrue(of.low() < 0.05, of.toString());
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    @Test
    void hugeScoresNeitherOverflowNorVanish() {
        Concept concept = Concept.of("any", true, false, true);
        HeldOutScores wrong = HeldOutScores.of(new double[] {-2_000, 1_000, 3_000}, concept);
        assertEquals(3_000, Calibration.codeLengthNats(wrong), 1e-9);
        assertEquals(2.0 / 3, Calibration.of(wrong, 2, 0.95).brierScore(), 1e-12);
    }
}
