package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Plateaus.Plateau;
import superpose.data.BadInputException;

final class PlateausTest {

    private static final Plateaus PLATEAUS = new Plateaus(0.02, 10);

    /** Twenty times at each level. */
    private static double[] staircase(double... levels) {
        return Arrays.stream(levels)
                .flatMap(level -> IntStream.range(0, 20).mapToDouble(time -> level))
                .toArray();
    }

    @Test
    void everyPlantedLevelIsFoundWhereItLies() {
        assertEquals(
                List.of(new Plateau(0, 19, 3), new Plateau(20, 39, 2), new Plateau(40, 59, 1)),
                PLATEAUS.in(staircase(3, 2, 1)));
    }

    @Test
    void ripplesWithinTheSpreadDoNotBreakAPlateau() {
        double[] rippled = IntStream.range(0, 50)
                .mapToDouble(time -> 1 + 0.009 * Math.sin(time))
                .toArray();
        List<Plateau> found = PLATEAUS.in(rippled);
        assertEquals(1, found.size());
        assertEquals(1, found.getFirst().level(), 0.01);
    }

    @Test
    void steadyDeclineHasNoPlateau() {
        double[] decline = IntStream.range(0, 200)
                .mapToDouble(time -> Math.exp(-time / 100.0))
                .toArray();
        assertEquals(List.of(), PLATEAUS.in(decline));
    }

    @Test
    void restsThatAreTooShortDoNotCount() {
        double[] curve = DoubleStream.concat(DoubleStream.of(9, 8, 7, 6, 6, 6, 5, 4), Arrays.stream(staircase(3)))
                .toArray();
        List<Plateau> found = PLATEAUS.in(curve);
        assertEquals(List.of(new Plateau(8, 27, 3)), found);
    }

    @Test
    void levelsScaleWithTheCurve() {
        double[] curve = staircase(3, 2, 1);
        List<Plateau> found =
                PLATEAUS.in(Arrays.stream(curve).map(value -> 1000 * value).toArray());
        assertEquals(
                List.of(3000.0, 2000.0, 1000.0),
                found.stream().map(Plateau::level).toList());
    }

    @Test
    void valuesThatAreNotPositiveAreRefused() {
        assertThrows(BadInputException.class, () -> PLATEAUS.in(new double[] {0, 0}));
        assertThrows(BadInputException.class, () -> new Plateaus(0.02, 1));
        assertTrue(PLATEAUS.in(new double[0]).isEmpty());
    }
}
