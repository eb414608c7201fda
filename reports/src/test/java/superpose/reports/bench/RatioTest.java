package superpose.reports.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

class RatioTest {

    private static List<Double> times(RandomGenerator generator, int rounds) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            times.add(0.1 + generator.nextDouble());
        }
        return times;
    }

    @Test
    void halfTheTimeIsTwiceAsFast() {
        Ratio ratio = Ratio.of(List.of(1.0, 2.0, 4.0), List.of(2.0, 4.0, 8.0));
        assertEquals(new Ratio(2, 2, 2), ratio);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9})
    void swappingTheSidesInvertsTheRatio(int rounds) {
        RandomGenerator generator = new Seed(rounds).generator();
        List<Double> ours = times(generator, rounds);
        List<Double> peer = times(generator, rounds);
        Ratio there = Ratio.of(ours, peer);
        Ratio back = Ratio.of(peer, ours);
        assertEquals(1, there.min() * back.max(), 1e-12);
        assertEquals(1, there.max() * back.min(), 1e-12);
        assertEquals(1, there.value() * back.value(), 1e-12);
        assertTrue(there.min() <= there.max());
    }

    @Test
    void theMedianIgnoresOneDisturbedRound() {
        assertEquals(3, Spread.of(List.of(3.0, 2.9, 1000.0, 3.1, 2.0)).median());
        assertEquals(2.5, Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median());
        assertEquals(new Spread(5, 5, 5), Spread.of(List.of(5.0)));
    }

    @Test
    void roundsThatWereNotTakenInTurnAreRefused() {
        assertThrows(BadInputException.class, () -> Ratio.of(List.of(1.0), List.of(1.0, 2.0)));
        assertThrows(BadInputException.class, () -> Spread.of(List.of()));
    }
}
