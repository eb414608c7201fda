package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseFeaturesTest {

    private static final int SAMPLES = 40_000;

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.05, 0.01})
    void featuresAreOnAsOftenAsTheirDensityAndUniformWhenOn(double density) {
        Matrix samples = SparseFeatures.uniform(4, new Density(density)).sample(SAMPLES, new Seed(2));
        long on = 0;
        double sum = 0;
        double squares = 0;
        for (float value : samples.toArray()) {
            assertTrue(value >= 0 && value <= 1, "value " + value);
            if (value > 0) {
                on++;
                sum += value;
                squares += value * value;
            }
        }
        double draws = 4.0 * SAMPLES;
        assertEquals(density, on / draws, 5 * Math.sqrt(density * (1 - density) / draws) + 1e-6);
        assertEquals(0.5, sum / on, 5 * Math.sqrt(1.0 / 12 / on));
        assertEquals(1.0 / 3, squares / on, 5 * Math.sqrt(4.0 / 45 / on));
    }

    @Test
    void featuresAreIndependent() {
        Matrix samples = SparseFeatures.uniform(2, new Density(0.3)).sample(SAMPLES, new Seed(3));
        int both = 0;
        for (int row = 0; row < SAMPLES; row++) {
            both += samples.get(row, 0) > 0 && samples.get(row, 1) > 0 ? 1 : 0;
        }
        assertEquals(0.09, (double) both / SAMPLES, 5 * Math.sqrt(0.09 * 0.91 / SAMPLES));
    }

    @Test
    void membersOfCorrelatedSetsAreOnTogetherWithValuesOfTheirOwn() {
        SparseFeatures world = SparseFeatures.ofSets(Occurrence.CORRELATED, 2, 3, new Density(0.3));
        assertEquals(0.3, world.density(5).value());
        Matrix samples = world.sample(SAMPLES, new Seed(7));
        int[] on = new int[2];
        int bothSets = 0;
        double products = 0;
        for (int row = 0; row < SAMPLES; row++) {
            for (int set = 0; set < 2; set++) {
                boolean first = samples.get(row, 3 * set) != 0;
                assertEquals(first, samples.get(row, 3 * set + 1) != 0);
                assertEquals(first, samples.get(row, 3 * set + 2) != 0);
                on[set] += first ? 1 : 0;
            }
            if (samples.get(row, 0) != 0) {
                products += (samples.get(row, 0) - 0.5) * (samples.get(row, 1) - 0.5);
                bothSets += samples.get(row, 3) != 0 ? 1 : 0;
            }
        }
        double error = 5 * Math.sqrt(0.3 * 0.7 / SAMPLES);
        assertEquals(0.3, (double) on[0] / SAMPLES, error);
        assertEquals(0.3, (double) on[1] / SAMPLES, error);
        assertEquals(0.09, (double) bothSets / SAMPLES, error);
        assertEquals(0, products / on[0], 5.0 / 12 / Math.sqrt(on[0]));
    }

    @Test
    void exactlyOneMemberOfAnAnticorrelatedSetIsOnEachEquallyOften() {
        SparseFeatures world = SparseFeatures.ofSets(Occurrence.ANTICORRELATED, 2, 3, new Density(0.6));
        assertEquals(0.2, world.density(5).value(), 1e-15);
        Matrix samples = world.sample(SAMPLES, new Seed(8));
        int[] on = new int[6];
        for (int row = 0; row < SAMPLES; row++) {
            for (int set = 0; set < 2; set++) {
                int members = 0;
                for (int feature = 3 * set; feature < 3 * set + 3; feature++) {
                    members += samples.get(row, feature) != 0 ? 1 : 0;
                    on[feature] += samples.get(row, feature) != 0 ? 1 : 0;
                }
                assertTrue(members <= 1, "members on: " + members);
            }
        }
        for (int count : on) {
            assertEquals(0.2, (double) count / SAMPLES, 5 * Math.sqrt(0.2 * 0.8 / SAMPLES));
        }
    }

    @Test
    void valuesOfSignedWorldsAreUniformOnBothSidesOfZero() {
        for (Occurrence occurrence : Occurrence.values()) {
            SparseFeatures world =
                    SparseFeatures.ofSets(occurrence, 2, 2, new Density(0.4)).signed();
            int on = 0;
            double sum = 0;
            double squares = 0;
            for (float value : world.sample(SAMPLES, new Seed(9)).toArray()) {
                assertTrue(value >= -1 && value <= 1, "value " + value);
                on += value != 0 ? 1 : 0;
                sum += value;
                squares += value * value;
            }
            double chance = world.density(0).value();
            assertEquals(chance, on / (4.0 * SAMPLES), 0.01, occurrence.name());
            assertEquals(0, sum / on, 5 * Math.sqrt(1.0 / 3 / on), occurrence.name());
            assertEquals(1.0 / 3, squares / on, 5 * Math.sqrt(4.0 / 45 / on), occurrence.name());
        }
    }

    @Test
    void eachFeatureHasItsOwnDensity() {
        SparseFeatures world = SparseFeatures.of(new Density(0.9), new Density(0.1));
        Matrix samples = world.sample(SAMPLES, new Seed(4));
        for (int feature = 0; feature < 2; feature++) {
            int on = 0;
            for (float value : samples.column(feature)) {
                on += value > 0 ? 1 : 0;
            }
            assertEquals(world.density(feature).value(), (double) on / SAMPLES, 0.01);
        }
    }

    @Test
    void oneLongDrawIsManyShortOnes() {
        SparseFeatures world = SparseFeatures.uniform(3, new Density(0.5));
        SampleStream stream = world.stream(new Seed(5));
        float[] first = new float[6];
        float[] second = new float[9];
        stream.next(first);
        stream.next(second);
        float[] whole = world.sample(5, new Seed(5)).toArray();
        assertArrayEquals(java.util.Arrays.copyOfRange(whole, 0, 6), first);
        assertArrayEquals(java.util.Arrays.copyOfRange(whole, 6, 15), second);
    }

    @Test
    void theLossOfIgnoringIsTheVarianceAroundHalfTheDensity() {
        Density density = new Density(0.2);
        Matrix samples = SparseFeatures.uniform(1, density).sample(400_000, new Seed(6));
        double sum = 0;
        for (float value : samples.toArray()) {
            sum += Math.pow(value - density.value() / 2, 2);
        }
        assertEquals(density.lossOfIgnoring(), sum / 400_000, 1e-3);
    }

    @Test
    void densitiesOutsideTheirRangeAreRefused() {
        for (double wrong : new double[] {0, -0.1, 1.0001, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(BadInputException.class, () -> new Density(wrong), "density " + wrong);
        }
        assertThrows(BadInputException.class, () -> SparseFeatures.uniform(0, new Density(1)));
        assertThrows(BadInputException.class, () -> Importance.of(1, 0));
    }

    @Test
    void geometricDensitiesFallInEqualRatios() {
        var densities = Density.geometric(0.05, 20);
        assertEquals(1, densities.getFirst().value());
        assertEquals(0.05, densities.getLast().value(), 1e-15);
        for (int k = 1; k < 20; k++) {
            assertEquals(
                    Math.pow(20, -1.0 / 19),
                    densities.get(k).value() / densities.get(k - 1).value(),
                    1e-12);
        }
    }
}
