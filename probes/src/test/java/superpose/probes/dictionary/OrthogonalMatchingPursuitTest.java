package superpose.probes.dictionary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.data.BadInputException;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

class OrthogonalMatchingPursuitTest {

    private static final Seed SEED = new Seed(3);
    private static final FeatureDirections ATOMS = PlantedFeatures.randomUnit(48, 24, SEED);
    private static final double EXACT = 1e-5;

    @ParameterizedTest
    @EnumSource(CodeSign.class)
    void theRemainderIsOrthogonalToTheChosenAtoms(CodeSign sign) {
        Matrix samples = gaussian(200, 24);
        Codes codes = new OrthogonalMatchingPursuit(5, 0, sign).over(ATOMS).encode(samples);
        Matrix rebuilt = PlantedFeatures.combine(codes.toMatrix(), ATOMS);
        for (int sample = 0; sample < samples.rows(); sample++) {
            assertTrue(codes.active(sample) > 0);
            for (int i = 0; i < codes.active(sample); i++) {
                float[] atom = ATOMS.of(codes.atom(sample, i));
                double along = Block.dot(samples.row(sample), 0, atom, 0, atom.length)
                        - Block.dot(rebuilt.row(sample), 0, atom, 0, atom.length);
                assertEquals(0, along, 2e-5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CodeSign.class)
    void sparseCodesOverIncoherentAtomsAreRecoveredExactly(CodeSign sign) {
        // Mutual coherence of random directions is about 4 / sqrt(hidden): small enough for four atoms of 1,024 units.
        FeatureDirections atoms = PlantedFeatures.randomUnit(64, 1024, SEED);
        Matrix truth = planted(100, 64, 3);
        Codes codes =
                new OrthogonalMatchingPursuit(3, EXACT, sign).over(atoms).encode(PlantedFeatures.combine(truth, atoms));
        for (int sample = 0; sample < truth.rows(); sample++) {
            assertArrayEquals(truth.row(sample), codes.toMatrix().row(sample), 1e-4f);
        }
    }

    @Test
    void theGramMatrixChangesNothing() {
        Matrix samples = gaussian(100, 24);
        Codes fast =
                OrthogonalMatchingPursuit.of(6).withTolerance(0).over(ATOMS).encode(samples);
        for (int sample = 0; sample < samples.rows(); sample++) {
            double[] naive = NaivePursuit.encode(ATOMS, samples.row(sample), 6);
            for (int atom = 0; atom < naive.length; atom++) {
                assertEquals(naive[atom], fast.of(sample, atom), 1e-4);
            }
        }
    }

    @Test
    void smilesPursuitFindsTheSameCodes() {
        Matrix samples = gaussian(100, 24);
        Matrix ours = new OrthogonalMatchingPursuit(4, 0, CodeSign.ANY)
                .over(ATOMS)
                .encode(samples)
                .toMatrix();
        Matrix smiles =
                new SmileMatchingPursuit(4, 0).over(ATOMS).encode(samples).toMatrix();
        for (int sample = 0; sample < samples.rows(); sample++) {
            assertArrayEquals(smiles.row(sample), ours.row(sample), 1e-4f);
        }
    }

    @Test
    void bothPursuitsStopWhereNothingIsLeft() {
        Matrix samples = Matrix.ofRows(new float[24], ATOMS.of(7));
        Codes ours = new OrthogonalMatchingPursuit(4, EXACT, CodeSign.ANY)
                .over(ATOMS)
                .encode(samples);
        Codes smiles = new SmileMatchingPursuit(4, EXACT).over(ATOMS).encode(samples);
        for (Codes codes : new Codes[] {ours, smiles}) {
            assertEquals(0, codes.active(0));
            assertEquals(1, codes.active(1));
            assertEquals(1, codes.of(1, 7), 1e-6);
        }
    }

    @Test
    void nonNegativeCodesAreAboveZeroAndNoWorseThanTheirBestAtom() {
        Matrix samples = gaussian(200, 24);
        Codes codes = new OrthogonalMatchingPursuit(6, 0, CodeSign.NON_NEGATIVE)
                .over(ATOMS)
                .encode(samples);
        Codes single = new OrthogonalMatchingPursuit(1, 0, CodeSign.NON_NEGATIVE)
                .over(ATOMS)
                .encode(samples);
        for (int sample = 0; sample < samples.rows(); sample++) {
            assertTrue(codes.active(sample) <= 6);
            for (int i = 0; i < codes.active(sample); i++) {
                assertTrue(codes.value(sample, i) > 0);
            }
            assertTrue(squaredError(samples, codes, sample) <= squaredError(samples, single, sample) + 1e-6);
        }
    }

    @Test
    void permutingTheAtomsPermutesTheCodes() {
        Matrix samples = gaussian(50, 24);
        int[] order = new int[48];
        for (int i = 0; i < order.length; i++) {
            order[i] = (i * 11 + 5) % 48;
        }
        FeatureDirections permuted = new FeatureDirections(ATOMS.matrix().selectRows(order));
        OrthogonalMatchingPursuit rule = OrthogonalMatchingPursuit.of(5);
        Matrix expected = rule.over(ATOMS).encode(samples).toMatrix().selectColumns(order);
        Matrix actual = rule.over(permuted).encode(samples).toMatrix();
        for (int sample = 0; sample < samples.rows(); sample++) {
            assertArrayEquals(expected.row(sample), actual.row(sample), 1e-4f);
        }
    }

    @Test
    void anAtomThatRepeatsAnotherIsNotTakenTwice() {
        FeatureDirections twins = new FeatureDirections(ATOMS.matrix().selectRows(new int[] {0, 0, 1}));
        Codes codes =
                new OrthogonalMatchingPursuit(3, 0, CodeSign.ANY).over(twins).encode(gaussian(20, 24));
        for (int sample = 0; sample < codes.samples(); sample++) {
            assertTrue(codes.of(sample, 0) == 0 || codes.of(sample, 1) == 0);
        }
    }

    @Test
    void badSettingsAreNamed() {
        assertThrows(BadInputException.class, () -> OrthogonalMatchingPursuit.of(0));
        assertThrows(
                BadInputException.class, () -> OrthogonalMatchingPursuit.of(2).withTolerance(1));
        assertThrows(
                BadInputException.class, () -> OrthogonalMatchingPursuit.of(49).over(ATOMS));
        assertThrows(BadInputException.class, () -> new SmileMatchingPursuit(25, 0).over(ATOMS));
    }

    private static double squaredError(Matrix samples, Codes codes, int sample) {
        float[] sampleValues = samples.row(sample);
        float[] rebuilt = PlantedFeatures.combine(codes.toMatrix(), ATOMS).row(sample);
        double sum = 0;
        for (int j = 0; j < rebuilt.length; j++) {
            sum += Math.pow((double) sampleValues[j] - rebuilt[j], 2);
        }
        return sum;
    }

    private static Matrix gaussian(int samples, int hidden) {
        RandomGenerator generator = SEED.child("gaussian").generator();
        float[] values = new float[samples * hidden];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) generator.nextGaussian();
        }
        return Matrix.of(samples, hidden, values);
    }

    /** Codes with exactly k atoms and coefficients in [0.5, 1.5). */
    private static Matrix planted(int samples, int atoms, int active) {
        RandomGenerator generator = SEED.child("planted").generator();
        float[] values = new float[samples * atoms];
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < active; i++) {
                int atom = (generator.nextInt(atoms / active) * active) + i;
                values[sample * atoms + atom] = 0.5f + generator.nextFloat();
            }
        }
        return Matrix.of(samples, atoms, values);
    }
}
