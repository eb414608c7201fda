package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The worlds that single papers ask for. */
class WorldsTest {

    private static final int SAMPLES = 30_000;

    /** Chen et al. (2023), "Dynamical versus Bayesian Phase Transitions in a Toy Model of Superposition". */
    @Test
    void oneSetOfExclusiveFeaturesThatIsAlwaysOnHasExactlyOneActiveFeature() {
        Matrix samples = SparseFeatures.ofSets(Occurrence.ANTICORRELATED, 1, 6, new Density(1))
                .sample(SAMPLES, new Seed(1));
        int[] on = new int[6];
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < SAMPLES; row++) {
            int active = 0;
            for (int feature = 0; feature < 6; feature++) {
                float value = samples.get(row, feature);
                active += value != 0 ? 1 : 0;
                on[feature] += value != 0 ? 1 : 0;
                sum += value;
                squares += value * value;
            }
            assertEquals(1, active, "active in sample " + row);
        }
        for (int count : on) {
            assertEquals(1.0 / 6, (double) count / SAMPLES, 5 * Math.sqrt(5.0 / 36 / SAMPLES));
        }
        assertEquals(0.5, sum / SAMPLES, 5 * Math.sqrt(1.0 / 12 / SAMPLES));
        assertEquals(1.0 / 3, squares / SAMPLES, 5 * Math.sqrt(4.0 / 45 / SAMPLES));
    }

    @ParameterizedTest
    @EnumSource(Occurrence.class)
    void anAmplitudeMultipliesEverySampleAndLeavesOneAsItIs(Occurrence occurrence) {
        SparseFeatures unsigned = SparseFeatures.ofSets(occurrence, 2, 3, new Density(0.3));
        for (SparseFeatures world : List.of(unsigned, unsigned.signed())) {
            float[] once = world.sample(1000, new Seed(2)).toArray();
            float[] same = world.withAmplitude(1).sample(1000, new Seed(2)).toArray();
            assertArrayEquals(once, same);
            // Powers of two scale floats without rounding.
            float[] twice = world.withAmplitude(2).sample(1000, new Seed(2)).toArray();
            for (int i = 0; i < once.length; i++) {
                assertEquals(2 * once[i], twice[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Occurrence.class)
    void amplitudeAndSignsMayBeGivenInEitherOrder(Occurrence occurrence) {
        SparseFeatures world = SparseFeatures.ofSets(occurrence, 2, 3, new Density(0.3));
        assertArrayEquals(
                world.withAmplitude(3).signed().sample(500, new Seed(3)).toArray(),
                world.signed().withAmplitude(3).sample(500, new Seed(3)).toArray());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1000", "1, 1, 1000", "2, 1, 10", "0.5, 4, 300", "0, 7, 7"})
    void powerLawsAddUpToTheirActiveFeaturesAndFallByTheirExponent(double exponent, double active, int count) {
        List<Density> densities = Density.powerLaw(exponent, active, count);
        assertEquals(count, densities.size());
        double sum = densities.stream().mapToDouble(Density::value).sum();
        assertEquals(active, sum, 1e-9 * active);
        for (int rank = 2; rank <= count; rank++) {
            double ratio = densities.get(rank - 1).value() / densities.get(0).value();
            assertEquals(Math.pow(rank, -exponent), ratio, 1e-9);
        }
    }

    @Test
    void powerLawsWhoseFirstFeatureWouldBeOnMoreThanAlwaysAreRefused() {
        BadInputException refused = assertThrows(BadInputException.class, () -> Density.powerLaw(1, 2, 2));
        assertTrue(refused.toString().contains("give at most 1.5"), refused::getMessage);
        assertThrows(BadInputException.class, () -> Density.powerLaw(-1, 1, 2));
        assertThrows(BadInputException.class, () -> Density.powerLaw(1, 0, 2));
        assertThrows(
                BadInputException.class,
                () -> SparseFeatures.uniform(1, new Density(1)).withAmplitude(0));
    }
}
