package superpose.probes.dictionary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

class DictionaryScoreTest {

    private static final int HIDDEN = 16;
    private static final Matrix SAMPLES =
            PlantedFeatures.random(40, HIDDEN, new Seed(2)).samples();

    @Test
    void theMeanAloneExplainsNothing() {
        DictionaryScore score = DictionaryScore.of(signedUnits(Offset.MEAN.of(SAMPLES), -1e9f), SAMPLES);
        assertEquals(0, score.explainedVariance(), 1e-6);
        assertEquals(0, score.meanActive());
        assertEquals(1, score.deadFraction());
    }

    @Test
    void aPerfectCopyExplainsEverything() {
        DictionaryScore score = DictionaryScore.of(signedUnits(new float[HIDDEN], 0f), SAMPLES);
        assertEquals(1, score.explainedVariance(), 1e-12);
        assertEquals(0, score.error().perSample(), 1e-12);
        assertEquals(0, score.deadFraction());
        assertEquals(SAMPLES.rows(), score.samples());
    }

    @Test
    void aConstantErrorCountsAgainstTheVarianceAroundTheMean() {
        // Predicting the mean plus c everywhere costs |c|^2 per sample beyond what the mean costs.
        float[] wrong = Offset.MEAN.of(SAMPLES);
        double variance =
                DictionaryScore.of(signedUnits(wrong, -1e9f), SAMPLES).error().perSample();
        wrong[3] += 2f;
        DictionaryScore score = DictionaryScore.of(signedUnits(wrong, -1e9f), SAMPLES);
        assertEquals(-4 / variance, score.explainedVariance(), 1e-4);
        assertEquals(variance + 4, score.error().perSample(), 1e-4);
        assertEquals(score.error().perSample() / HIDDEN, score.error().perValue(), 1e-9);
    }

    @Test
    void aFarAwayMeanDoesNotSwallowTheVariance() {
        float[] far = SAMPLES.toArray();
        for (int i = 0; i < far.length; i++) {
            far[i] = far[i] / 1024 + 64f;
        }
        Matrix shifted = Matrix.of(SAMPLES.rows(), HIDDEN, far);
        DictionaryScore score = DictionaryScore.of(signedUnits(Offset.MEAN.of(shifted), -1e9f), shifted);
        assertEquals(0, score.explainedVariance(), 1e-3);
    }

    @Test
    void codesAndTheirDenseFormHoldTheSame() {
        Matrix dense = Matrix.of(3, 4, 0, 2, 0, -1, 0, 0, 0, 0, 5, 0, 0, 3);
        Codes codes = Codes.ofDense(dense);
        assertArrayEquals(dense.toArray(), codes.toMatrix().toArray());
        assertEquals(4.0 / 3, codes.meanActive());
        assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 0, 2.0 / 3}, codes.densities());
        assertArrayEquals(new int[] {2}, codes.deadAtoms());
        assertEquals(-1, codes.of(0, 3));
        assertEquals(0, codes.of(1, 3));
        assertThrows(BadInputException.class, () -> codes.atom(1, 0));
    }

    @Test
    void decodingIsTheMatrixProductPlusTheOffset() {
        FeatureDirections atoms = PlantedFeatures.randomUnit(6, HIDDEN, new Seed(4));
        float[] offset = new float[HIDDEN];
        Arrays.fill(offset, 3f);
        Dictionary dictionary =
                Dictionary.of(atoms, offset, OrthogonalMatchingPursuit.of(2).over(atoms));
        Codes codes = Codes.ofDense(Matrix.of(2, 6, 0, 2, 0, -1, 0, 0, 1, 0, 0, 0, 0, 3));
        float[] expected = PlantedFeatures.combine(codes.toMatrix(), atoms).toArray();
        for (int i = 0; i < expected.length; i++) {
            expected[i] += 3f;
        }
        assertArrayEquals(expected, dictionary.decode(codes).toArray(), 1e-5f);
    }

    @Test
    void partsThatDoNotFitAreNamed() {
        FeatureDirections atoms = PlantedFeatures.randomUnit(6, HIDDEN, new Seed(4));
        Encoder encoder = OrthogonalMatchingPursuit.of(2).over(atoms);
        assertThrows(BadInputException.class, () -> Dictionary.of(atoms, new float[3], encoder));
        FeatureDirections fewer = PlantedFeatures.randomUnit(5, HIDDEN, new Seed(4));
        assertThrows(BadInputException.class, () -> Dictionary.of(fewer, new float[HIDDEN], encoder));
        FeatureDirections longer = new FeatureDirections(Matrix.of(6, HIDDEN, filled(6 * HIDDEN, 1f)));
        assertThrows(BadInputException.class, () -> Dictionary.of(longer, new float[HIDDEN], encoder));
        Dictionary dictionary = Dictionary.of(atoms, new float[HIDDEN], encoder);
        assertThrows(BadInputException.class, () -> dictionary.encode(Matrix.of(1, 3, 1, 2, 3)));
        assertThrows(BadInputException.class, () -> dictionary.encode(Matrix.of(1, HIDDEN, filled(HIDDEN, Float.NaN))));
        assertThrows(
                BadInputException.class,
                () -> DictionaryScore.of(dictionary, Matrix.of(2, HIDDEN, filled(2 * HIDDEN, 1f))));
    }

    /** Atoms along and against each hidden unit: with bias 0 every sample is copied, with a deep bias none is read. */
    private static Dictionary signedUnits(float[] offset, float bias) {
        float[] atoms = new float[2 * HIDDEN * HIDDEN];
        for (int unit = 0; unit < HIDDEN; unit++) {
            atoms[unit * HIDDEN + unit] = 1f;
            atoms[(HIDDEN + unit) * HIDDEN + unit] = -1f;
        }
        Matrix matrix = Matrix.of(2 * HIDDEN, HIDDEN, atoms);
        TopKEncoder encoder = new TopKEncoder(matrix, filled(2 * HIDDEN, bias), HIDDEN);
        return Dictionary.of(new FeatureDirections(matrix), offset, encoder);
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }
}
