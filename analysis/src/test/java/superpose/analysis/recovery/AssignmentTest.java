package superpose.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class AssignmentTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "5, 5", "7, 7", "2, 6", "6, 2", "4, 7", "7, 4", "1, 7", "7, 1"})
    void noOtherPairingWeighsMore(int rows, int columns) {
        for (int repeat = 0; repeat < 40; repeat++) {
            double[][] weights = random(rows, columns, new Seed(rows * 1_000L + columns).child(repeat));
            Assignment assignment = Assignment.of(weights);
            assertEquals(bruteForce(weights), assignment.total(), 1e-12);
            assertEquals(Math.min(rows, columns), assignment.pairs());
        }
    }

    @Test
    void tiedWholeNumbersAreSolvedToo() {
        for (int repeat = 0; repeat < 200; repeat++) {
            RandomGenerator generator = new Seed(5).child(repeat).generator();
            double[][] weights = new double[5][6];
            for (double[] row : weights) {
                for (int column = 0; column < row.length; column++) {
                    row[column] = generator.nextInt(3) - 1;
                }
            }
            assertEquals(bruteForce(weights), Assignment.of(weights).total(), 0);
        }
    }

    @Test
    void everyColumnIsUsedOnceAndTheTotalIsTheSumOfThePairs() {
        double[][] weights = random(80, 50, new Seed(8));
        Assignment assignment = Assignment.of(weights);
        Set<Integer> used = new HashSet<>();
        double total = 0;
        for (int row = 0; row < weights.length; row++) {
            int column = assignment.columnOf(row);
            if (column != Assignment.UNPAIRED) {
                assertTrue(used.add(column), "column " + column + " is used twice");
                total += weights[row][column];
            }
        }
        assertEquals(50, used.size());
        assertEquals(total, assignment.total(), 1e-12);
    }

    @Test
    void aHiddenPermutationIsFound() {
        double[][] weights = random(200, 200, new Seed(3));
        for (int row = 0; row < 200; row++) {
            weights[row][(row * 7 + 3) % 200] += 2;
        }
        Assignment assignment = Assignment.of(weights);
        for (int row = 0; row < 200; row++) {
            assertEquals((row * 7 + 3) % 200, assignment.columnOf(row));
        }
    }

    @Test
    void raggedOrInfiniteWeightsAreRefused() {
        assertThrows(BadInputException.class, () -> Assignment.of(new double[][] {{1, 2}, {3}}));
        assertThrows(BadInputException.class, () -> Assignment.of(new double[][] {{Double.POSITIVE_INFINITY}}));
    }

    private static double[][] random(int rows, int columns, Seed seed) {
        RandomGenerator generator = seed.generator();
        double[][] weights = new double[rows][columns];
        for (double[] row : weights) {
            for (int column = 0; column < columns; column++) {
                row[column] = 2 * generator.nextDouble() - 1;
            }
        }
        return weights;
    }

    /** Tries every pairing that pairs the whole smaller side. */
    private static double bruteForce(double[][] weights) {
        int skips = Math.max(0, weights.length - weights[0].length);
        return bruteForce(weights, 0, new boolean[weights[0].length], skips);
    }

    private static double bruteForce(double[][] weights, int row, boolean[] taken, int skips) {
        if (row == weights.length) {
            return 0;
        }
        double best = skips > 0 ? bruteForce(weights, row + 1, taken, skips - 1) : Double.NEGATIVE_INFINITY;
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.max(best, weights[row][column] + bruteForce(weights, row + 1, taken, skips));
                taken[column] = false;
            }
        }
        return best;
    }
}
