package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

class DeLongTest {

    /** The formulas of 1988, sample by sample and pair by pair. */
    @Test
    void standardErrorOfSingleSamplesIsDeLongs() {
        HeldOutScores scores = scores(60, new Seed(1), 4);
        double area = Auroc.of(scores);
        double[] with = new double[60];
        double[] without = new double[60];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                if (scores.truth().in(i) && !scores.truth().in(j)) {
                    double won = scores.score(i) > scores.score(j) ? 1 : scores.score(i) == scores.score(j) ? 0.5 : 0;
                    with[i] += won / scores.truth().negatives();
                    without[j] += won / scores.truth().positives();
                }
            }
        }
        double variance = 0;
        for (int i = 0; i < 60; i++) {
            boolean present = scores.truth().in(i);
            int count = present ? scores.truth().positives() : scores.truth().negatives();
            variance += Math.pow((present ? with[i] : without[i]) - area, 2) / (count - 1.0) / count;
        }
        assertEquals(Math.sqrt(variance), DeLong.of(scores).standardError(), 1e-12);
        assertEquals(area, DeLong.of(scores).value(), 1e-12);
    }

    /** Ten copies of each row say nothing new; the factor of Obuchowski's variance is that of the number of groups. */
    @Test
    void copiesOfARowInAGroupLeaveTheStandardErrorAlone() {
        HeldOutScores single = scores(80, new Seed(2), 1000);
        int[] rows = IntStream.range(0, 800).map(row -> row / 10).toArray();
        HeldOutScores copies = select(single, rows, grouped(rows));
        assertEquals(DeLong.of(single).standardError(), DeLong.of(copies).standardError(), 1e-9);
        assertEquals(Auroc.deLong(single, 0.9).low(), Auroc.deLong(copies, 0.9).low(), 1e-9);
        assertTrue(DeLong.of(select(single, rows, Groups.each(800))).standardError()
                < 0.4 * DeLong.of(copies).standardError());
    }

    @Test
    void theIntervalOfTheNegatedScoresIsMirrored() {
        HeldOutScores scores = scores(100, new Seed(3), 6);
        double[] negated = Arrays.stream(scores.scores()).map(score -> -score).toArray();
        Interval interval = Auroc.deLong(scores, 0.95);
        Interval mirrored = Auroc.deLong(HeldOutScores.of(negated, scores.truth()), 0.95);
        assertEquals(1 - interval.high(), mirrored.low(), 1e-9);
        assertEquals(1 - interval.low(), mirrored.high(), 1e-9);
        assertTrue(interval.contains(interval.estimate()));
    }

    @Test
    void perfectScoresHaveAnHonestBound() {
        boolean[] present = new boolean[90];
        Arrays.fill(present, 0, 30, true);
        double[] scores = new double[90];
        Arrays.setAll(scores, row -> present[row] ? 100 + row : row);
        Concept concept = Concept.of("sure", present);
        Interval interval = Auroc.deLong(HeldOutScores.of(scores, concept), 0.95);
        assertEquals(new Interval(1, Math.pow(0.025, 1.0 / 30), 1), interval);
        double[] negated = Arrays.stream(scores).map(score -> -score).toArray();
        assertEquals(
                interval.low(),
                1 - Auroc.deLong(HeldOutScores.of(negated, concept), 0.95).high(),
                1e-12);
        // Of ten texts of nine tokens four have the concept somewhere: four independent pairs.
        int[] groups = IntStream.range(0, 90).map(row -> row / 9).toArray();
        Interval grouped = Auroc.deLong(HeldOutScores.of(scores, concept, grouped(groups)), 0.95);
        assertEquals(Math.pow(0.025, 1.0 / 4), grouped.low(), 1e-12);
        assertEquals(1, grouped.high());
    }

    @Test
    void equalScoresLeaveRoomOnBothSides() {
        Concept concept = Concept.of("any", true, false, true, false, true, false);
        Interval interval = Auroc.deLong(HeldOutScores.of(new double[6], concept), 0.95);
        assertEquals(0.5, interval.estimate());
        assertTrue(interval.low() < 0.3 && interval.high() > 0.7, interval.toString());
    }

    @Test
    void aClassInOneGroupBoundsNothing() {
        HeldOutScores one = HeldOutScores.of(new double[] {3, 1, 2}, Concept.of("one", true, false, false));
        assertEquals(new Interval(1, 0, 1), Auroc.deLong(one, 0.95));
        assertEquals(1, DeLong.of(one).degreesOfFreedom(), 1);
        HeldOutScores together = HeldOutScores.of(new double[] {1, 2}, Concept.of("two", true, false), grouped(0, 0));
        assertEquals(new Interval(0, 0, 1), Auroc.deLong(together, 0.95));
        assertEquals(1, Auroc.pValue(together));
        assertThrows(BadInputException.class, () -> Auroc.deLong(one, 1));
    }

    private static HeldOutScores scores(int samples, Seed seed, int distinct) {
        RandomGenerator generator = seed.generator();
        boolean[] present = new boolean[samples];
        Arrays.fill(present, 0, samples / 3, true);
        double[] scores = new double[samples];
        Arrays.setAll(
                scores, row -> Math.rint(distinct * (generator.nextGaussian() + (present[row] ? 0.8 : 0))) / distinct);
        return HeldOutScores.of(scores, Concept.of("apart", present));
    }

    private static HeldOutScores select(HeldOutScores scores, int[] rows, Groups groups) {
        double[] chosen = Arrays.stream(rows).mapToDouble(scores::score).toArray();
        return HeldOutScores.of(chosen, scores.truth().select(rows), groups);
    }

    private static Groups grouped(int... groups) {
        int count = Arrays.stream(groups).max().orElseThrow() + 1;
        List<String> names =
                IntStream.range(0, count).mapToObj(Integer::toString).toList();
        return Groups.of(names, groups);
    }
}
