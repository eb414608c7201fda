package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.analysis.PythonReference;
import superpose.analysis.statistics.BenjaminiHochberg;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Seed;

class NeuronTestsTest {

    private static final int ROWS = 240;
    private static final int NEURONS = 70;

    @Test
    void everyNeuronIsTestedAsItsScoresAlone() {
        Matrix x = noise(ROWS, NEURONS, new Seed(1));
        Groups groups = texts(ROWS, 12);
        List<Concept> concepts = List.of(coin(ROWS, new Seed(2)), coin(ROWS, new Seed(3)));
        List<NeuronTests> tests = NeuronTests.of(x, concepts, groups);
        for (NeuronTests test : tests) {
            double[] aurocs = NeuronAurocs.of(x, test.concept());
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                float[] column = x.column(neuron);
                double[] scores = new double[ROWS];
                Arrays.setAll(scores, row -> column[row]);
                assertEquals(aurocs[neuron], test.auroc(neuron), 1e-12);
                double alone = Auroc.pValue(HeldOutScores.of(scores, test.concept(), groups));
                assertEquals(alone, test.pValue(neuron), 1e-12);
            }
        }
    }

    @Test
    void theAdjustmentIsOverAllNeuronsAndConcepts() {
        List<NeuronTests> tests = NeuronTests.of(
                noise(ROWS, NEURONS, new Seed(4)),
                List.of(coin(ROWS, new Seed(5)), coin(ROWS, new Seed(6)), coin(ROWS, new Seed(7))),
                Groups.each(ROWS));
        double[] all = tests.stream()
                .flatMapToDouble(test -> IntStream.range(0, NEURONS).mapToDouble(test::pValue))
                .toArray();
        double[] adjusted = tests.stream()
                .flatMapToDouble(test -> IntStream.range(0, NEURONS).mapToDouble(test::adjusted))
                .toArray();
        assertArrayEquals(BenjaminiHochberg.of(all).toArray(), adjusted);
        assertEquals(
                Arrays.stream(adjusted).filter(p -> p <= 0.3).count(),
                tests.stream().mapToInt(test -> test.discoveries(0.3)).sum());
    }

    @Test
    void singleSamplesAgreeWithScipy() {
        Matrix x = noise(ROWS, 3, new Seed(8));
        Concept concept = coin(ROWS, new Seed(9));
        double[] truth = new double[ROWS];
        Arrays.setAll(truth, row -> concept.in(row) ? 1 : 0);
        NeuronTests tests =
                NeuronTests.of(x, List.of(concept), Groups.each(ROWS)).getFirst();
        for (int neuron = 0; neuron < 3; neuron++) {
            float[] column = x.column(neuron);
            double[] scores = new double[ROWS];
            Arrays.setAll(scores, row -> column[row]);
            double[] expected = PythonReference.run(
                    "from scipy.stats import mannwhitneyu as m\ny = a[1] > 0.5\n"
                            + "out = [m(a[0][y], a[0][~y], method='asymptotic', use_continuity=False).pvalue]",
                    scores,
                    truth);
            assertEquals(1, expected[0] / tests.pValue(neuron), 1e-6);
        }
    }

    /** Without anything to find p-values are even, also where each text has its own level in neuron and concept alike. */
    @Test
    void noiseRarelyLooksLikeSomething() {
        int low = 0;
        int careless = 0;
        for (int world = 0; world < 20; world++) {
            Groups groups = texts(600, 10);
            RandomGenerator generator = new Seed(10).child(world).generator();
            double[] rate = generator.doubles(60).toArray();
            boolean[] present = new boolean[600];
            for (int row = 0; row < 600; row++) {
                present[row] = generator.nextDouble() < rate[groups.of(row)];
            }
            float[] values = new float[600 * 50];
            for (int neuron = 0; neuron < 50; neuron++) {
                double[] level = generator.doubles(60).toArray();
                for (int row = 0; row < 600; row++) {
                    values[row * 50 + neuron] = (float) (3 * level[groups.of(row)] + generator.nextGaussian());
                }
            }
            Matrix x = Matrix.of(600, 50, values);
            List<Concept> concept = List.of(Concept.of("rate", present));
            NeuronTests tests = NeuronTests.of(x, concept, groups).getFirst();
            NeuronTests apart = NeuronTests.of(x, concept, Groups.each(600)).getFirst();
            low += (int)
                    IntStream.range(0, 50).filter(n -> tests.pValue(n) < 0.05).count();
            careless += (int)
                    IntStream.range(0, 50).filter(n -> apart.pValue(n) < 0.05).count();
        }
        assertEquals(0.05, low / 1000.0, 0.025);
        assertTrue(careless > 150, careless + " of 1,000 without groups");
    }

    @Test
    void aConstantNeuronIsChanceAndAPerfectOneIsFound() {
        float[] values = new float[ROWS * 2];
        Concept concept = coin(ROWS, new Seed(11));
        for (int row = 0; row < ROWS; row++) {
            values[2 * row] = 3;
            values[2 * row + 1] = concept.in(row) ? 1 : 0;
        }
        Matrix x = Matrix.of(ROWS, 2, values);
        for (Groups groups : List.of(Groups.each(ROWS), texts(ROWS, 8))) {
            NeuronTests tests = NeuronTests.of(x, List.of(concept), groups).getFirst();
            assertEquals(0.5, tests.auroc(0));
            assertEquals(1, tests.pValue(0));
            assertEquals(1, tests.auroc(1), 1e-12);
            assertTrue(tests.adjusted(1) < 1e-6, "p " + tests.adjusted(1));
            assertEquals(1, tests.discoveries(0.05));
        }
    }

    /** Three texts with the concept are three witnesses, however long they are. */
    @Test
    void aConceptInFewTextsIsHardToProve() {
        boolean[] present = new boolean[1000];
        Arrays.fill(present, 0, 60, true);
        float[] values = new float[1000];
        for (int row = 0; row < 1000; row++) {
            values[row] = (present[row] ? 1000 : 0) + row;
        }
        Concept concept = Concept.of("three texts", present);
        Matrix x = Matrix.of(1000, 1, values);
        assertTrue(
                NeuronTests.of(x, List.of(concept), texts(1000, 20)).getFirst().pValue(0) > 0.005);
        assertTrue(NeuronTests.of(x, List.of(concept), Groups.each(1000))
                        .getFirst()
                        .pValue(0)
                < 1e-20);
    }

    @Test
    void activationsThatAreNoNumbersAreNamed() {
        Matrix x = Matrix.of(2, 2, 1, 2, 3, Float.NaN);
        Concept concept = Concept.of("any", true, false);
        var refused = assertThrows(BadInputException.class, () -> NeuronTests.of(x, List.of(concept), Groups.each(2)));
        assertTrue(refused.toString().contains("row 1 of neuron 1"), refused.toString());
    }

    private static Groups texts(int rows, int size) {
        int[] ids = IntStream.range(0, rows).map(row -> row / size).toArray();
        return Groups.of(
                IntStream.range(0, ids[rows - 1] + 1)
                        .mapToObj(Integer::toString)
                        .toList(),
                ids);
    }

    private static Concept coin(int rows, Seed seed) {
        RandomGenerator generator = seed.generator();
        boolean[] present = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            present[row] = generator.nextInt(4) == 0;
        }
        return Concept.of("coin", present);
    }

    private static Matrix noise(int rows, int neurons, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] values = new float[rows * neurons];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(2 * generator.nextGaussian()) / 2f;
        }
        return Matrix.of(rows, neurons, values);
    }
}
