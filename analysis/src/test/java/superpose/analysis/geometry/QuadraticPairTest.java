package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class QuadraticPairTest {

    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.9, 3", "0.3, 6", "0.5, 6", "0.9, 6", "1, 10", "0.05, 30", "0.2, 300"})
    void descentEndsAtTheOptimumAndNowhereIsBetter(double value, double kurtosis) {
        QuadraticPair pair = new QuadraticPair(value, kurtosis);
        QuadraticPair.Weights end = pair.descend(0.5, 0.4, 20_000);
        assertEquals(pair.capacityOfSecond(), end.capacityOfSecond(), 1e-9);
        double best = pair.loss(end.first(), end.second());
        for (double first = 0; first <= 1.2; first += 0.02) {
            for (double second = 0; second <= 1.2; second += 0.02) {
                assertTrue(pair.loss(first, second) >= best - 1e-12);
            }
        }
    }

    @Test
    void lossesAreThoseOfTheTask() {
        // Features that are 0, or with chance 1/2 a sign times sqrt(2): mean 0, variance 1, fourth moment 2.
        RandomGenerator generator = new Seed(1).generator();
        double sum = 0;
        double squares = 0;
        int samples = 400_000;
        for (int sample = 0; sample < samples; sample++) {
            double x = draw(generator);
            double y = draw(generator);
            double gap = x * x + 0.7 * y * y - Math.pow(0.8 * x + 0.5 * y, 2);
            sum += gap;
            squares += gap * gap;
        }
        double variance = squares / samples - Math.pow(sum / samples, 2);
        assertEquals(variance, new QuadraticPair(0.7, 2).loss(0.8, 0.5), 0.01);
    }

    @Test
    void equalFeaturesShareEquallyOnceTheyAreRarerThanNormal() {
        assertEquals(0.5, new QuadraticPair(1, 3.01).capacityOfSecond(), 1e-9);
        assertEquals(0, new QuadraticPair(1, 3).capacityOfSecond());
        assertEquals(0, new QuadraticPair(0.99, 3).capacityOfSecond());
    }

    @Test
    void veryRareFeaturesGetWhatTheyAreWorth() {
        assertEquals(0.25 / 1.25, new QuadraticPair(0.25, 1e9).capacityOfSecond(), 1e-6);
    }

    @Test
    void impossibleMomentsAreRefused() {
        assertThrows(BadInputException.class, () -> new QuadraticPair(0.5, 1));
        assertThrows(BadInputException.class, () -> new QuadraticPair(1.5, 3));
    }

    private static double draw(RandomGenerator generator) {
        return generator.nextBoolean() ? 0 : Math.sqrt(2) * (generator.nextBoolean() ? 1 : -1);
    }
}
