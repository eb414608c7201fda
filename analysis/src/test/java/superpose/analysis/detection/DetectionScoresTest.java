package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

class DetectionScoresTest {

    @Test
    void bothKindsOfIntervalAgreeAwayFromTheEnds() {
        for (int groups : new int[] {0, 60}) {
            HeldOutScores scores = new BinormalWorld(900, 0.3, 0.8, groups).draw(new Seed(1));
            List<Interval> byInfluence = all(DetectionScores.of(scores, 0.95));
            List<Interval> byDraws = all(DetectionScores.of(scores, GroupBootstrap.usual(new Seed(2))));
            for (int measure = 0; measure < byInfluence.size(); measure++) {
                Interval first = byInfluence.get(measure);
                Interval second = byDraws.get(measure);
                assertEquals(first.estimate(), second.estimate(), 1e-12);
                double width = first.high() - first.low();
                String message = "measure " + measure + ", groups " + groups + ": " + first + " " + second;
                assertEquals(first.low(), second.low(), 0.15 * width, message);
                assertEquals(first.high(), second.high(), 0.15 * width, message);
            }
        }
    }

    @Test
    void copiesInGroupsSayNothingNew() {
        HeldOutScores single = new BinormalWorld(300, 0.3, 0.8, 0).draw(new Seed(3));
        int[] rows = IntStream.range(0, 1500).map(row -> row / 5).toArray();
        double[] values = Arrays.stream(rows).mapToDouble(single::score).toArray();
        Groups groups =
                Groups.of(IntStream.range(0, 300).mapToObj(Integer::toString).toList(), rows);
        List<Interval> once = all(DetectionScores.of(single, 0.95));
        List<Interval> copied =
                all(DetectionScores.of(HeldOutScores.of(values, single.truth().select(rows), groups), 0.95));
        for (int measure = 0; measure < once.size(); measure++) {
            double width = once.get(measure).high() - once.get(measure).low();
            // Drawing whole groups lets the share of the concept vary, which drawing within classes does not.
            assertEquals(
                    1, (copied.get(measure).high() - copied.get(measure).low()) / width, 0.2, "measure " + measure);
        }
    }

    @Test
    void perfectScoresStillLeaveRoom() {
        boolean[] present = new boolean[120];
        Arrays.fill(present, 0, 40, true);
        double[] values = new double[120];
        Arrays.setAll(values, row -> present[row] ? 1 + row : -1 - row);
        Concept concept = Concept.of("sure", present);
        int[] tens = IntStream.range(0, 120).map(row -> row / 10).toArray();
        Groups groups =
                Groups.of(IntStream.range(0, 12).mapToObj(Integer::toString).toList(), tens);
        for (Interval interval : all(DetectionScores.of(HeldOutScores.of(values, concept), 0.95))) {
            assertEquals(1, interval.estimate());
            assertEquals(1, interval.high());
            assertTrue(interval.low() > 0.6 && interval.low() < 0.99, interval.toString());
        }
        List<Interval> grouped = all(DetectionScores.of(HeldOutScores.of(values, concept, groups), 0.95));
        List<Interval> single = all(DetectionScores.of(HeldOutScores.of(values, concept), 0.95));
        for (int measure = 0; measure < grouped.size(); measure++) {
            assertTrue(grouped.get(measure).low() < single.get(measure).low(), "measure " + measure);
        }
    }

    @Test
    void alwaysSayingTheSameIsMeasuredToo() {
        double[] values = new double[50];
        Arrays.fill(values, 1);
        boolean[] present = new boolean[50];
        Arrays.fill(present, 0, 10, true);
        DetectionScores scores = DetectionScores.of(HeldOutScores.of(values, Concept.of("any", present)), 0.95);
        assertEquals(0.5, scores.auroc().estimate());
        assertEquals(0.2, scores.averagePrecision().estimate(), 1e-12);
        assertEquals(0.2, scores.accuracy().estimate(), 1e-12);
        assertEquals(0, scores.mcc().estimate());
        for (Interval interval : all(scores)) {
            assertTrue(interval.contains(interval.estimate()) && interval.low() < interval.high(), scores.toString());
        }
    }

    /** 2,000 draws of 4,000 samples for six measures; the time is that of a loaded machine. */
    @Test
    void aSeriesOfDrawsTakesASecondAtMost() {
        HeldOutScores scores = new BinormalWorld(4_000, 0.3, 0.8, 200).draw(new Seed(4));
        GroupBootstrap bootstrap = new GroupBootstrap(2_000, 0.95, new Seed(5));
        DetectionScores.of(scores, new GroupBootstrap(200, 0.95, new Seed(6)));
        long start = System.nanoTime();
        DetectionScores.of(scores, bootstrap);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println("2,000 draws of 4,000 samples: " + seconds + " s");
        assertTrue(seconds < 5, seconds + " s");
    }

    private static List<Interval> all(DetectionScores scores) {
        return List.of(
                scores.auroc(),
                scores.averagePrecision(),
                scores.accuracy(),
                scores.balancedAccuracy(),
                scores.f1(),
                scores.mcc());
    }
}
