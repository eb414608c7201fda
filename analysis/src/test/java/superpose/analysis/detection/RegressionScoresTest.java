package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.analysis.detection.Coverage.Measure;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.RankCorrelation;
import superpose.data.BadInputException;
import superpose.data.Groups;
import superpose.data.Seed;

class RegressionScoresTest {

    @Test
    void estimatesAreTheMeasuresAndLieInTheirIntervals() {
        Sample sample = new World(200, 0, 0.7).draw(new Seed(1));
        RegressionScores scores = sample.scores();
        assertEquals(
                RSquared.of(sample.predicted, sample.truth), scores.rSquared().estimate(), 1e-12);
        assertEquals(
                RankCorrelation.of(sample.predicted, sample.truth).value(),
                scores.spearman().estimate(),
                1e-12);
        for (Interval interval : List.of(scores.rSquared(), scores.meanAbsoluteError(), scores.spearman())) {
            assertTrue(interval.contains(interval.estimate()) && interval.low() < interval.high(), scores.toString());
        }
    }

    /** On independent pairs the spread of the rank correlation is that of Bonett and Wright's formula. */
    @Test
    void theSpreadOfTheRankCorrelationAgreesWithTheFormulaForNormalPairs() {
        Sample sample = new World(2_000, 0, 0.5).draw(new Seed(2));
        Interval ours = sample.scores().spearman();
        Interval formula = RankCorrelation.of(sample.predicted, sample.truth).interval(0.95);
        assertEquals(1, (ours.high() - ours.low()) / (formula.high() - formula.low()), 0.1);
    }

    @Test
    void intervalsAgreeWithDrawsOfGroups() {
        Sample sample = new World(1_000, 80, 0.6).draw(new Seed(3));
        Interval ours = sample.scores().rSquared();
        Interval drawn = RSquared.of(sample.predicted, sample.truth, sample.groups, GroupBootstrap.usual(new Seed(4)));
        double width = ours.high() - ours.low();
        assertEquals(ours.low(), drawn.low(), 0.15 * width);
        assertEquals(ours.high(), drawn.high(), 0.15 * width);
    }

    @Test
    void exactPredictionsAndConstantOnes() {
        double[] truth = {1, 2, 3, 5, 8, 13, 21, 34};
        RegressionScores exact = RegressionScores.of(truth, truth, Groups.each(8), 0.95);
        assertEquals(new Interval(1, Double.NEGATIVE_INFINITY, 1), exact.rSquared());
        assertEquals(new Interval(0, 0, Double.POSITIVE_INFINITY), exact.meanAbsoluteError());
        assertEquals(1, exact.spearman().estimate());
        assertTrue(exact.spearman().low() < 0.5, exact.toString());
        RegressionScores constant = RegressionScores.of(new double[8], truth, Groups.each(8), 0.95);
        assertEquals(new Interval(0, -1, 1), constant.spearman());
        assertThrows(BadInputException.class, () -> RegressionScores.of(truth, new double[8], Groups.each(8), 0.95));
        Groups one = Groups.of(List.of("all"), new int[8]);
        assertThrows(BadInputException.class, () -> RegressionScores.of(truth, truth, one, 0.95));
    }

    @Test
    @Tag("slow")
    void intervalsCover() {
        List<World> worlds = new ArrayList<>();
        for (double correlation : new double[] {0.2, 0.6, 0.9}) {
            worlds.add(new World(300, 0, correlation));
            worlds.add(new World(1_000, 0, correlation));
            worlds.add(new World(500, 50, correlation));
            worlds.add(new World(1_000, 200, correlation));
        }
        Coverage coverage = new Coverage();
        for (World world : worlds) {
            List<Measure<RegressionScores>> measures = List.of(
                    new Measure<>("R2", RegressionScores::rSquared, 1 - world.error()),
                    new Measure<>(
                            "absolute error",
                            RegressionScores::meanAbsoluteError,
                            Math.sqrt(2 * world.error() / Math.PI)),
                    new Measure<>("Spearman", RegressionScores::spearman, world.spearman()));
            coverage.add(
                    world.toString(),
                    measures,
                    repeat -> world.draw(new Seed(5).child(repeat)).scores());
        }
        System.out.println(coverage.table());
        assertEquals(List.of(), coverage.faults());
    }

    /** Normal targets of unit variance and the predictions of a linear model that has learnt a slope that is too steep. */
    private record World(int samples, int groups, double correlation) {

        private static final double COMMON = 0.3;
        private static final double SLOPE = 1.2;

        Sample draw(Seed seed) {
            RandomGenerator generator = seed.generator();
            double[] predicted = new double[samples];
            double[] truth = new double[samples];
            int[] ids = new int[samples];
            double[] common = new double[2];
            for (int row = 0; row < samples; row++) {
                ids[row] = groups == 0 ? row : (int) ((long) row * groups / samples);
                if (groups > 0 && (row == 0 || ids[row] != ids[row - 1])) {
                    common[0] = Math.sqrt(COMMON) * generator.nextGaussian();
                    common[1] = Math.sqrt(COMMON) * generator.nextGaussian();
                }
                double own = groups == 0 ? 1 : Math.sqrt(1 - COMMON);
                double known = common[0] + own * generator.nextGaussian();
                double unknown = common[1] + own * generator.nextGaussian();
                truth[row] = correlation * known + Math.sqrt(1 - correlation * correlation) * unknown;
                predicted[row] = SLOPE * correlation * known;
            }
            Groups together = groups == 0
                    ? Groups.each(samples)
                    : Groups.of(
                            IntStream.range(0, groups)
                                    .mapToObj(Integer::toString)
                                    .toList(),
                            ids);
            return new Sample(predicted, truth, together);
        }

        /** The mean squared error. */
        double error() {
            double excess = SLOPE - 1;
            return 1 - correlation * correlation + excess * excess * correlation * correlation;
        }

        double spearman() {
            return 6 / Math.PI * Math.asin(correlation / 2);
        }
    }

    private static final class Sample {

        private final double[] predicted;
        private final double[] truth;
        private final Groups groups;

        Sample(double[] predicted, double[] truth, Groups groups) {
            this.predicted = predicted;
            this.truth = truth;
            this.groups = groups;
        }

        RegressionScores scores() {
            return RegressionScores.of(predicted, truth, groups, 0.95);
        }
    }
}
