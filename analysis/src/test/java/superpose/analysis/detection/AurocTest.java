package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.analysis.PythonReference;
import superpose.analysis.statistics.Probability;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

class AurocTest {

    /** Few distinct values, so many ties; none of them twice the same way as another. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 1_000_000})
    void equalsTheShareOfOrderedPairs(int distinct) {
        Concept concept = concept(200, new Seed(distinct));
        double[] scores = scores(200, distinct, new Seed(distinct).child("scores"));
        assertEquals(pairs(scores, concept), Auroc.of(scores, concept), 1e-12);
    }

    @Test
    void countsOnlyTheOrderOfScores() {
        Concept concept = concept(300, new Seed(1));
        double[] scores = scores(300, 40, new Seed(2));
        double[] curved =
                Arrays.stream(scores).map(score -> Math.exp(score / 10) - 3).toArray();
        double[] negated = Arrays.stream(scores).map(score -> -score).toArray();
        assertEquals(Auroc.of(scores, concept), Auroc.of(curved, concept));
        assertEquals(1 - Auroc.of(scores, concept), Auroc.of(negated, concept), 1e-12);
    }

    @Test
    void equalScoresAreChance() {
        assertEquals(0.5, Auroc.of(new double[] {0.0, -0.0, 0.0}, Concept.of("any", true, false, false)));
    }

    @Test
    void countingRowsEqualsRepeatingThem() {
        Concept concept = concept(50, new Seed(3));
        double[] scores = scores(50, 8, new Seed(4));
        int[] counts = new int[50];
        Arrays.setAll(counts, row -> row % 4);
        double[] repeated = new double[Arrays.stream(counts).sum()];
        boolean[] labels = new boolean[repeated.length];
        int next = 0;
        for (int row = 0; row < 50; row++) {
            for (int copy = 0; copy < counts[row]; copy++) {
                repeated[next] = scores[row];
                labels[next++] = concept.in(row);
            }
        }
        double expected = pairs(repeated, Concept.of("repeated", labels));
        assertEquals(expected, RankedScores.of(scores, concept).auroc(counts), 1e-12);
    }

    @Test
    void everyNeuronsAurocIsThatOfItsColumn() {
        Concept concept = concept(150, new Seed(5));
        float[] values = noise(150 * 70, new Seed(6));
        for (int i = 0; i < values.length; i++) {
            // Ties, both zeros and a constant column.
            values[i] = i % 70 == 3 ? 2 : Math.round(values[i] * 3) / 3f * (i % 2 == 0 ? 1 : -1);
        }
        Matrix x = Matrix.of(150, 70, values);
        double[] expected = new double[70];
        for (int neuron = 0; neuron < 70; neuron++) {
            float[] column = x.column(neuron);
            double[] scores = new double[150];
            Arrays.setAll(scores, row -> column[row]);
            expected[neuron] = pairs(scores, concept);
        }
        assertArrayEquals(expected, NeuronAurocs.of(x, concept), 1e-12);
        assertEquals(0.5, expected[3]);
    }

    @Test
    void perfectAndInfiniteScoresAreInOrder() {
        Concept concept = Concept.of("upper half", false, false, true, true);
        assertEquals(1, Auroc.of(new double[] {1, 2, 3, 4}, concept));
        assertEquals(1, Auroc.of(new double[] {Double.NEGATIVE_INFINITY, 0, 1, Double.POSITIVE_INFINITY}, concept));
        assertEquals(Double.POSITIVE_INFINITY, Auroc.separation(1));
        assertEquals(1.2, Auroc.separation(Probability.normal(1.2 / Math.sqrt(2))), 1e-9);
    }

    @Test
    void agreesWithScikitLearn() {
        Concept concept = concept(400, new Seed(8));
        double[] scores = scores(400, 9, new Seed(9));
        double[] truth = new double[400];
        Arrays.setAll(truth, row -> concept.in(row) ? 1 : 0);
        double[] expected = PythonReference.run(
                "import sklearn.metrics; out = [sklearn.metrics.roc_auc_score(a[1] > 0.5, a[0])]", scores, truth);
        assertEquals(expected[0], Auroc.of(scores, concept), 1e-12);
    }

    @Test
    void scoresWithoutAnOrderAreRefused() {
        Concept concept = Concept.of("any", true, false);
        assertThrows(BadInputException.class, () -> Auroc.of(new double[] {1, Double.NaN}, concept));
        assertThrows(BadInputException.class, () -> Auroc.of(new double[] {1, 2}, Concept.of("one", true, true)));
    }

    private static double pairs(double[] scores, Concept concept) {
        double ordered = 0;
        for (int positive = 0; positive < scores.length; positive++) {
            for (int negative = 0; negative < scores.length; negative++) {
                if (concept.in(positive) && !concept.in(negative)) {
                    ordered += scores[positive] > scores[negative] ? 1 : 0;
                    ordered += scores[positive] == scores[negative] ? 0.5 : 0;
                }
            }
        }
        return ordered / ((double) concept.positives() * concept.negatives());
    }

    private static Concept concept(int samples, Seed seed) {
        RandomGenerator generator = seed.generator();
        boolean[] present = new boolean[samples];
        for (int sample = 0; sample < samples; sample++) {
            present[sample] = generator.nextInt(3) == 0;
        }
        return Concept.of("coin", present);
    }

    private static double[] scores(int samples, int distinct, Seed seed) {
        RandomGenerator generator = seed.generator();
        double[] scores = new double[samples];
        Arrays.setAll(scores, sample -> generator.nextInt(distinct) - distinct / 2);
        return scores;
    }

    private static float[] noise(int values, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] noise = new float[values];
        for (int i = 0; i < values; i++) {
            noise[i] = (float) generator.nextGaussian();
        }
        return noise;
    }
}
