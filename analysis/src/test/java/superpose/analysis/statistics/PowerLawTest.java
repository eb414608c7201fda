package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class PowerLawTest {

    private static final double[] SIZES = {8, 16, 32, 64, 128, 256};

    @Test
    void anExactLawIsRecovered() {
        PowerLaw law = PowerLaw.of(
                SIZES, Arrays.stream(SIZES).map(m -> 3.5 * Math.pow(m, -0.91)).toArray());
        assertEquals(-0.91, law.exponent(), 1e-12);
        assertEquals(3.5, law.factor(), 1e-11);
        assertEquals(1, law.fit().rSquared(), 1e-12);
        assertEquals(3.5 * Math.pow(1000, -0.91), law.at(1000), 1e-12);
        assertEquals(
                0,
                law.exponentInterval(0.95).high() - law.exponentInterval(0.95).low(),
                1e-6);
    }

    @Test
    void theExponentDoesNotDependOnTheUnits() {
        RandomGenerator generator = new Seed(1).generator();
        double[] values =
                Arrays.stream(SIZES).map(m -> generator.nextDouble() / m).toArray();
        PowerLaw law = PowerLaw.of(SIZES, values);
        PowerLaw other = PowerLaw.of(
                Arrays.stream(SIZES).map(m -> 1000 * m).toArray(),
                Arrays.stream(values).map(v -> 0.01 * v).toArray());
        assertEquals(law.exponent(), other.exponent(), 1e-10);
        assertEquals(law.exponentError(), other.exponentError(), 1e-10);
    }

    @Test
    void theIntervalCoversTheExponentAsOftenAsPromised() {
        int covered = 0;
        for (int repeat = 0; repeat < 3_000; repeat++) {
            RandomGenerator generator = new Seed(2).child(repeat).generator();
            double[] values = Arrays.stream(SIZES)
                    .map(m -> Math.pow(m, -1) * Math.exp(0.1 * generator.nextGaussian()))
                    .toArray();
            covered += PowerLaw.of(SIZES, values).exponentInterval(0.95).contains(-1) ? 1 : 0;
        }
        assertEquals(0.95, covered / 3_000.0, 0.015);
    }

    @Test
    void twoPointsGiveALawWithoutABound() {
        PowerLaw law = PowerLaw.of(new double[] {1, 2}, new double[] {1, 4});
        assertEquals(2, law.exponent(), 1e-12);
        assertFalse(law.exponentInterval(0.95).isBounded());
    }

    @Test
    void whatHasNoLogarithmIsRefused() {
        assertThrows(BadInputException.class, () -> PowerLaw.of(new double[] {1, 2}, new double[] {1, 0}));
        assertThrows(BadInputException.class, () -> PowerLaw.of(new double[] {-1, 2}, new double[] {1, 1}));
        assertThrows(BadInputException.class, () -> PowerLaw.of(new double[] {2, 2}, new double[] {1, 1}));
    }
}
