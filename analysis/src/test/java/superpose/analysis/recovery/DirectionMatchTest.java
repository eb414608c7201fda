package superpose.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.FeatureDirections;
import superpose.data.Seed;

final class DirectionMatchTest {

    private static final double[][] TRUTH = RandomDirections.rows(20, 6, new Seed(1));

    @Test
    void shuffledFlippedAndStretchedTruthMatchesPerfectly() {
        double[][] learned = new double[20][];
        for (int row = 0; row < 20; row++) {
            double stretch = (row % 2 == 0 ? -1 : 1) * (1 + row);
            learned[(row * 7) % 20] =
                    Arrays.stream(TRUTH[row]).map(value -> stretch * value).toArray();
        }
        DirectionMatch match = match(TRUTH, learned);
        assertEquals(1, match.mmcsTruthToLearned(), 1e-6);
        assertEquals(1, match.mmcsLearnedToTruth(), 1e-6);
        assertEquals(1, match.mcc(), 1e-6);
        assertEquals(1, match.recovered(), 0);
        assertEquals(1, match.uniqueness(), 0);
    }

    @Test
    void neitherOrderNorSignOfTheLearnedDirectionsMatters() {
        double[][] learned = RandomDirections.rows(31, 6, new Seed(2));
        double[][] changed = new double[31][];
        for (int row = 0; row < 31; row++) {
            double sign = row % 3 == 0 ? -1 : 1;
            changed[(row * 5) % 31] =
                    Arrays.stream(learned[row]).map(value -> sign * value).toArray();
        }
        DirectionMatch before = match(TRUTH, learned);
        DirectionMatch after = match(TRUTH, changed);
        assertEquals(before.mmcsTruthToLearned(), after.mmcsTruthToLearned(), 1e-12);
        assertEquals(before.mmcsLearnedToTruth(), after.mmcsLearnedToTruth(), 1e-12);
        assertEquals(before.mcc(), after.mcc(), 1e-12);
        assertEquals(before.uniqueness(), after.uniqueness(), 1e-12);
        assertEquals(before.recovered(0.8), after.recovered(0.8), 1e-12);
    }

    @Test
    void swappingTheSidesSwapsTheTwoMeansAndKeepsThePairing() {
        double[][] learned = RandomDirections.rows(9, 6, new Seed(3));
        DirectionMatch forth = match(TRUTH, learned);
        DirectionMatch back = match(learned, TRUTH);
        assertEquals(forth.mmcsTruthToLearned(), back.mmcsLearnedToTruth(), 1e-12);
        assertEquals(forth.mcc(), back.mcc(), 1e-12);
        assertEquals(9, forth.pairs());
    }

    @Test
    void severalLatentsOnOneFeatureFoolTheMeanButNotThePairing() {
        double[][] truth = {{1, 0}, {0, 1}};
        double[][] learned = {{1, 0}, {1, 0}, {-2, 0}};
        DirectionMatch match = match(truth, learned);
        assertEquals(1, match.mmcsLearnedToTruth(), 1e-12);
        assertEquals(0.5, match.mmcsTruthToLearned(), 1e-12);
        assertEquals(0.5, match.mcc(), 1e-12);
        assertEquals(1.0 / 3, match.uniqueness(), 1e-12);
        assertEquals(0.5, match.recovered(), 1e-12);
    }

    @Test
    void zeroTruthAsksForNothingAndDeadLatentsCountAsMisses() {
        double[][] truth = {{0, 0}, {1, 0}, {0, 1}};
        double[][] learned = {{0, 0}, {1, 0}, {0, 1}};
        DirectionMatch match = match(truth, learned);
        assertEquals(1, match.mmcsTruthToLearned(), 1e-12);
        assertEquals(2.0 / 3, match.mmcsLearnedToTruth(), 1e-12);
        assertEquals(1, match.mcc(), 1e-12);
        assertEquals(2.0 / 3, match.uniqueness(), 1e-12);
        assertEquals(1, match.deadLatents());
        assertEquals(2, match.bestCosines().length);
    }

    @Test
    void thereMustBeSomethingToRecoverInTheSameSpace() {
        assertThrows(BadInputException.class, () -> match(new double[][] {{0, 0}}, new double[][] {{1, 0}}));
        assertThrows(BadInputException.class, () -> match(new double[][] {{1, 0}}, new double[][] {{1, 0, 0}}));
    }

    @Test
    void chanceIsReproducibleAndFarBelowAPerfectMatchInManyDimensions() {
        FeatureDirections truth = RandomDirections.of(30, 100, new Seed(4));
        ChanceMatch chance = ChanceMatch.of(truth, 30, 20, new Seed(5));
        assertEquals(chance, ChanceMatch.of(truth, 30, 20, new Seed(5)));
        assertTrue(chance.mmcsTruthToLearned().high() < 0.4);
        assertTrue(chance.mcc().estimate() <= chance.mmcsTruthToLearned().estimate());
        assertTrue(chance.mcc().contains(chance.mcc().estimate()));
    }

    /** In two dimensions the best of k random lines is at a mean angle of (pi / 2) / (k + 1). */
    @Test
    void chanceOfTheBestOfKLinesInThePlaneHasItsClosedForm() {
        FeatureDirections truth = RandomDirections.directions(new double[][] {{1, 0}});
        ChanceMatch chance = ChanceMatch.of(truth, 1, 20_000, new Seed(6));
        // E |cos| of a uniform angle is 2 / pi.
        assertEquals(2 / Math.PI, chance.mmcsTruthToLearned().estimate(), 0.01);
        // E cos of the smallest of two uniform angles on [0, pi/2]: the integral of (2 / a)(1 - t / a) cos t with a =
        // pi/2.
        double a = Math.PI / 2;
        ChanceMatch two = ChanceMatch.of(truth, 2, 20_000, new Seed(7));
        assertEquals(2 / (a * a), two.mmcsTruthToLearned().estimate(), 0.01);
    }

    private static DirectionMatch match(double[][] truth, double[][] learned) {
        return DirectionMatch.of(RandomDirections.directions(truth), RandomDirections.directions(learned));
    }
}
