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
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

class ConfusionTest {

    private static final String SCIKIT_LEARN = """
            import sklearn.metrics as m
            y = a[1] > 0.5
            said = a[0] > 0
            p = 1 / (1 + np.exp(-a[0]))
            out = [m.accuracy_score(y, said), m.balanced_accuracy_score(y, said), m.precision_score(y, said),
                   m.recall_score(y, said), m.f1_score(y, said), m.matthews_corrcoef(y, said),
                   m.average_precision_score(y, a[0]), m.brier_score_loss(y, p), m.log_loss(y, p)]
            """;

    /** Coarse scores, so many ties, and one where all say the same. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 1_000})
    void everyMeasureAgreesWithScikitLearn(int distinct) {
        HeldOutScores scores = scores(300, distinct, new Seed(distinct));
        double[] truth = new double[300];
        Arrays.setAll(truth, row -> scores.truth().in(row) ? 1 : 0);
        double[] expected = PythonReference.run(SCIKIT_LEARN, scores.scores(), truth);
        Confusion confusion = Confusion.of(scores);
        Calibration calibration = Calibration.of(scores, 10, 0.95);
        double[] ours = {
            confusion.accuracy(),
            confusion.balancedAccuracy(),
            confusion.precision(),
            confusion.recall(),
            confusion.f1(),
            confusion.mcc(),
            AveragePrecision.of(scores),
            calibration.brierScore(),
            calibration.logLossNats()
        };
        assertArrayEquals(expected, ours, 1e-9);
    }

    @Test
    void countingRowsEqualsRepeatingThem() {
        HeldOutScores scores = scores(60, 5, new Seed(11));
        int[] counts = new int[60];
        Arrays.setAll(counts, row -> row % 4);
        int[] repeated = new int[Arrays.stream(counts).sum()];
        int next = 0;
        for (int row = 0; row < 60; row++) {
            for (int copy = 0; copy < counts[row]; copy++) {
                repeated[next++] = row;
            }
        }
        double[] values = Arrays.stream(repeated).mapToDouble(scores::score).toArray();
        HeldOutScores copies = HeldOutScores.of(values, scores.truth().select(repeated));
        assertEquals(Confusion.of(copies), Confusion.of(scores, counts));
        double weighted = RankedScores.of(scores.scores(), scores.truth()).averagePrecision(counts);
        assertEquals(AveragePrecision.of(copies), weighted, 1e-12);
    }

    @Test
    void swappingTheClassesSwapsTheCellsAndKeepsTheCorrelation() {
        Confusion confusion = new Confusion(13, 5, 7, 40);
        Confusion swapped = new Confusion(40, 7, 5, 13);
        assertEquals(confusion.mcc(), swapped.mcc(), 1e-12);
        assertEquals(confusion.accuracy(), swapped.accuracy(), 1e-12);
        assertEquals(confusion.balancedAccuracy(), swapped.balancedAccuracy(), 1e-12);
        assertEquals(-confusion.mcc(), new Confusion(5, 13, 40, 7).mcc(), 1e-12);
        Confusion large = new Confusion(13e80, 5e80, 7e80, 40e80);
        assertEquals(confusion.mcc(), large.mcc(), 1e-12);
    }

    @Test
    void nothingOfNothingIsNothing() {
        Confusion never = new Confusion(0, 0, 5, 9);
        assertEquals(0, never.precision());
        assertEquals(0, never.f1());
        assertEquals(0, never.mcc());
        assertEquals(0.5, never.balancedAccuracy());
        Confusion empty = new Confusion(0, 0, 0, 0);
        assertEquals(0, empty.accuracy() + empty.balancedAccuracy() + empty.recall() + empty.f1() + empty.mcc());
        assertThrows(BadInputException.class, () -> new Confusion(-1, 0, 0, 0));
    }

    @Test
    void influenceIsTheSlopeOfTheAveragePrecision() {
        HeldOutScores scores = scores(40, 6, new Seed(12));
        RankedScores ranked = RankedScores.of(scores.scores(), scores.truth());
        double[] influence = ranked.averagePrecisionInfluence();
        assertEquals(0, Arrays.stream(influence).sum(), 1e-12);
        int thousand = 1_000_000;
        for (int row = 0; row < 40; row++) {
            int[] counts = new int[40];
            Arrays.fill(counts, thousand);
            double before = ranked.averagePrecision(counts);
            counts[row] += 1;
            assertEquals(influence[row], (ranked.averagePrecision(counts) - before) * thousand, 1e-6);
        }
    }

    @Test
    void perfectRankingHasAveragePrecisionOneAndAnHonestBound() {
        boolean[] present = new boolean[100];
        Arrays.fill(present, 0, 20, true);
        double[] scores = new double[100];
        Arrays.setAll(scores, row -> 50 - row);
        HeldOutScores perfect = HeldOutScores.of(scores, Concept.of("first", present));
        assertEquals(1, AveragePrecision.of(perfect));
        double low = AveragePrecision.of(perfect, 0.95).low();
        assertEquals(true, low > 0.3 && low < 0.85, "low " + low);
        assertEquals(0.2, AveragePrecision.chance(perfect.truth()));
    }

    static HeldOutScores scores(int samples, int distinct, Seed seed) {
        RandomGenerator generator = seed.generator();
        boolean[] present = new boolean[samples];
        Arrays.fill(present, 0, samples / 4, true);
        double[] scores = new double[samples];
        Arrays.setAll(
                scores, row -> Math.rint(distinct * (generator.nextGaussian() + (present[row] ? 0.8 : -0.3))) / 2);
        double largest = Math.max(1, Arrays.stream(scores).map(Math::abs).max().orElseThrow() / 5);
        return HeldOutScores.of(
                Arrays.stream(scores).map(score -> score / largest).toArray(), Concept.of("apart", present));
    }
}
