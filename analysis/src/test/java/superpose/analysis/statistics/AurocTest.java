package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class AurocTest {

    /** Scores with many ties where {@code levels} is small. */
    private static double[] scores(boolean[] labels, int levels, Seed seed) {
        RandomGenerator generator = seed.generator();
        double[] scores = new double[labels.length];
        Arrays.setAll(scores, i -> Math.rint(levels * (generator.nextGaussian() + (labels[i] ? 0.7 : 0))));
        return scores;
    }

    private static boolean[] labels(int samples, Seed seed) {
        RandomGenerator generator = seed.generator();
        boolean[] labels = new boolean[samples];
        for (int sample = 0; sample < samples; sample++) {
            labels[sample] = sample == 0 || (sample > 1 && generator.nextDouble() < 0.3);
        }
        return labels;
    }

    private static double countedPairByPair(double[] scores, boolean[] labels) {
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (labels[i] && !labels[j]) {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1_000_000})
    void theAreaIsTheShareOfPairsInTheRightOrder(int levels) {
        for (int repeat = 0; repeat < 30; repeat++) {
            boolean[] labels = labels(2 + 4 * repeat, new Seed(repeat));
            double[] scores = scores(labels, levels, new Seed(repeat).child("scores"));
            assertEquals(
                    countedPairByPair(scores, labels), Auroc.of(scores, labels).value(), 1e-12);
        }
    }

    @Test
    void swappingTheLabelsOrTheSignGivesTheComplement() {
        boolean[] labels = labels(200, new Seed(1));
        double[] scores = scores(labels, 3, new Seed(2));
        boolean[] swapped = new boolean[200];
        for (int i = 0; i < 200; i++) {
            swapped[i] = !labels[i];
        }
        double[] negated = Arrays.stream(scores).map(score -> -score).toArray();
        Auroc auroc = Auroc.of(scores, labels);
        assertEquals(1 - auroc.value(), Auroc.of(scores, swapped).value(), 1e-12);
        assertEquals(1 - auroc.value(), Auroc.of(negated, labels).value(), 1e-12);
        assertEquals(auroc.standardError(), Auroc.of(negated, labels).standardError(), 1e-12);
        assertEquals(-auroc.separation(), Auroc.of(negated, labels).separation(), 1e-9);
    }

    @Test
    void onlyTheOrderOfTheScoresMatters() {
        boolean[] labels = labels(300, new Seed(3));
        double[] scores = scores(labels, 4, new Seed(4));
        double[] bent =
                Arrays.stream(scores).map(score -> Math.exp(score / 3) - 5).toArray();
        assertEquals(Auroc.of(scores, labels), Auroc.of(bent, labels));
    }

    @Test
    void floatAndDoubleScoresGiveTheSameArea() {
        boolean[] labels = labels(100, new Seed(5));
        double[] scores = scores(labels, 4, new Seed(6));
        float[] narrow = new float[100];
        for (int i = 0; i < 100; i++) {
            narrow[i] = (float) scores[i];
        }
        assertEquals(Auroc.of(scores, labels), Auroc.of(narrow, labels));
    }

    @Test
    void perfectConstantAndInfiniteScoresAreInOrder() {
        boolean[] labels = {false, false, true, true};
        assertEquals(1, Auroc.of(new double[] {1, 2, 3, 4}, labels).value());
        assertEquals(0.5, Auroc.of(new double[] {7, 7, 7, 7}, labels).value());
        assertEquals(0.5, Auroc.of(new double[] {-0.0, 0.0, 0.0, -0.0}, labels).value());
        assertEquals(
                1,
                Auroc.of(new double[] {Double.NEGATIVE_INFINITY, 0, 1, Double.POSITIVE_INFINITY}, labels)
                        .value());
        assertEquals(
                Double.POSITIVE_INFINITY,
                Auroc.of(new double[] {1, 2, 3, 4}, labels).separation());
    }

    @Test
    void chanceVariesByTheNullStandardErrorAndDeLongAgrees() {
        RandomGenerator generator = new Seed(7).generator();
        boolean[] labels = new boolean[110];
        Arrays.fill(labels, 0, 40, true);
        double squares = 0;
        double variance = 0;
        int repeats = 4_000;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Auroc auroc = Auroc.of(generator.doubles(110).toArray(), labels);
            squares += Math.pow(auroc.value() - 0.5, 2) / repeats;
            variance += Math.pow(auroc.standardError(), 2) / repeats;
        }
        double expected = Auroc.nullStandardError(40, 70);
        assertEquals(expected, Math.sqrt(squares), 0.05 * expected);
        assertEquals(expected, Math.sqrt(variance), 0.03 * expected);
    }

    /** Two unit normals at distance d' have an area of Phi(d' / sqrt 2), and the interval covers it as often as it says. */
    @Test
    void separationInvertsTheGaussianLinkAndDeLongCovers() {
        double distance = 1.2;
        double truth = Probability.normal(distance / Math.sqrt(2));
        assertEquals(distance, Auroc.separation(truth), 1e-9);
        RandomGenerator generator = new Seed(8).generator();
        boolean[] labels = new boolean[160];
        Arrays.fill(labels, 0, 80, true);
        int covered = 0;
        for (int repeat = 0; repeat < 2_000; repeat++) {
            double[] scores = new double[160];
            Arrays.setAll(scores, i -> generator.nextGaussian() + (labels[i] ? distance : 0));
            covered += Auroc.of(scores, labels).deLong(0.95).contains(truth) ? 1 : 0;
        }
        assertEquals(0.95, covered / 2_000.0, 0.02);
    }

    @Test
    void oneClassOrNanIsRefused() {
        assertThrows(BadInputException.class, () -> Auroc.of(new double[] {1, 2}, new boolean[] {true, true}));
        assertThrows(
                BadInputException.class, () -> Auroc.of(new double[] {Double.NaN, 2}, new boolean[] {true, false}));
    }

    @Test
    void aClassOfOneHasNoErrorBound() {
        Interval interval = Auroc.of(new double[] {1, 2, 3}, new boolean[] {true, false, false})
                .deLong(0.95);
        assertEquals(new Interval(0, 0, 1), interval);
        assertTrue(interval.contains(0.5));
    }
}
