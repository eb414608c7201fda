package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

class GroupBootstrapTest {

    /** AUROC of two unit Gaussians that lie one deviation apart: the normal distribution function at 1 / sqrt 2. */
    private static final double TRUE_AUROC = 0.7602499389;

    private static final GroupBootstrap BOOTSTRAP = GroupBootstrap.usual(new Seed(1));

    @Test
    void intervalHoldsTheEstimateAndNarrowsWithTheRootOfTheRows() {
        Interval few = auroc(200, new Seed(2));
        Interval many = auroc(20_000, new Seed(2));
        assertTrue(few.contains(few.estimate()) && many.contains(many.estimate()));
        assertEquals(10, width(few) / width(many), 2);
    }

    @Test
    void sameSeedGivesTheSameBits() {
        assertEquals(auroc(300, new Seed(3)), auroc(300, new Seed(3)));
    }

    /** Ten copies of each row say nothing new: drawn as groups they give the interval of the rows, alone one far too narrow. */
    @Test
    void copiesOfARowInAGroupDoNotNarrowTheInterval() {
        Sample sample = Sample.of(300, new Seed(4));
        double[] scores = new double[3000];
        boolean[] present = new boolean[3000];
        int[] groups = new int[3000];
        for (int row = 0; row < 3000; row++) {
            scores[row] = sample.scores[row / 10];
            present[row] = sample.concept.in(row / 10);
            groups[row] = row / 10;
        }
        Concept copies = Concept.of("copies", present);
        double honest = width(Auroc.of(HeldOutScores.of(sample.scores, sample.concept), BOOTSTRAP));
        double grouped = width(Auroc.of(HeldOutScores.of(scores, copies, grouped(groups)), BOOTSTRAP));
        double naive = width(Auroc.of(HeldOutScores.of(scores, copies), BOOTSTRAP));
        assertEquals(1, grouped / honest, 0.2);
        assertEquals(Math.sqrt(10), honest / naive, 0.6);
    }

    @Test
    void drawsWithoutOneClassAreDrawnAgain() {
        Concept rare = Concept.of("rare", true, false, false, false);
        Interval interval = Auroc.of(HeldOutScores.of(new double[] {3, 1, 2, 4}, rare, grouped(0, 1, 1, 2)), BOOTSTRAP);
        assertTrue(Double.isFinite(interval.low()) && Double.isFinite(interval.high()));
    }

    @Test
    void oneGroupAloneCannotBeDrawnAgain() {
        Concept concept = Concept.of("any", true, false);
        HeldOutScores together = HeldOutScores.of(new double[] {1, 2}, concept, grouped(0, 0));
        assertThrows(BadInputException.class, () -> Auroc.of(together, BOOTSTRAP));
    }

    @Test
    void accuracyIsTheShareOnTheRightSideOfZero() {
        Concept concept = Concept.of("any", true, true, false, false);
        Interval accuracy = Accuracy.of(HeldOutScores.of(new double[] {2, -1, -3, -4}, concept), BOOTSTRAP);
        assertEquals(0.75, accuracy.estimate());
    }

    @Test
    void determinationIsOneForTheTruthZeroForTheMeanAndLinearInTheSquaredError() {
        double[] truth = {1, 2, 3, 6};
        assertEquals(1, RSquared.of(truth, truth));
        assertEquals(0, RSquared.of(new double[] {3, 3, 3, 3}, truth), 1e-12);
        assertEquals(1 - 4.0 / 14, RSquared.of(new double[] {1, 2, 3, 4}, truth), 1e-12);
        double[] constant = {2, 2, 2, 2};
        assertThrows(BadInputException.class, () -> RSquared.of(truth, constant));
        Interval interval = RSquared.of(new double[] {1, 2, 3, 5}, truth, Groups.each(4), BOOTSTRAP);
        assertTrue(interval.contains(interval.estimate()));
    }

    @Test
    @Tag("slow")
    void nineteenIntervalsOfTwentyHoldTheTruth() {
        int held = 0;
        for (int world = 0; world < 1000; world++) {
            held += auroc(300, new Seed(100).child(world)).contains(TRUE_AUROC) ? 1 : 0;
        }
        // Four standard errors of a share of 0.95 over 1,000 worlds, and a little for the percentile's own bias.
        assertEquals(0.95, held / 1000.0, 0.03);
    }

    @Test
    void mostIntervalsHoldTheTruth() {
        int held = 0;
        for (int world = 0; world < 100; world++) {
            held += auroc(200, new Seed(200).child(world)).contains(TRUE_AUROC) ? 1 : 0;
        }
        assertTrue(held >= 86, held + " of 100");
    }

    private static Interval auroc(int rows, Seed seed) {
        Sample sample = Sample.of(rows, seed);
        return Auroc.of(HeldOutScores.of(sample.scores, sample.concept), BOOTSTRAP);
    }

    private static Groups grouped(int... groups) {
        int count = Arrays.stream(groups).max().orElseThrow() + 1;
        return Groups.of(IntStream.range(0, count).mapToObj(Integer::toString).toList(), groups);
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    private static final class Sample {

        private final double[] scores;
        private final Concept concept;

        private Sample(double[] scores, Concept concept) {
            this.scores = scores;
            this.concept = concept;
        }

        static Sample of(int rows, Seed seed) {
            RandomGenerator generator = seed.generator();
            boolean[] present = new boolean[rows];
            Arrays.fill(present, 0, rows / 2, true);
            double[] scores = new double[rows];
            Arrays.setAll(scores, row -> generator.nextGaussian() + (present[row] ? 1 : 0));
            return new Sample(scores, Concept.of("apart", present));
        }
    }
}
