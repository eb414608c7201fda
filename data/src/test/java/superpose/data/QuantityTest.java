package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {

    private static final Quantity YEARS = Quantity.of("year", 1066, 1492, 1789, 1492.5);

    @Test
    void choosingSamplesTakesTheirValuesInOrder() {
        Quantity chosen = YEARS.select(new int[] {3, 0, 0});
        assertArrayEquals(new double[] {1492.5, 1066, 1066}, chosen.values());
        assertArrayEquals(new float[] {1492.5f, 1066, 1066}, chosen.asColumn().column(0));
        assertThrows(BadInputException.class, () -> YEARS.select(new int[] {4}));
    }

    @Test
    void shufflingDealsTheSameValues() {
        double[] shuffled = YEARS.shuffled(new Seed(1)).values();
        Arrays.sort(shuffled);
        assertArrayEquals(new double[] {1066, 1492, 1492.5, 1789}, shuffled);
    }

    @Test
    void valuesAreKeptFromChangesOutside() {
        double[] given = {1, 2};
        Quantity quantity = Quantity.of("rank", given);
        given[0] = 9;
        quantity.values()[1] = 9;
        assertArrayEquals(new double[] {1, 2}, quantity.values());
    }

    @Test
    void valuesThatAreNotFiniteAreRefusedByTheirSample() {
        BadInputException error =
                assertThrows(BadInputException.class, () -> Quantity.of("year", 1, Double.NaN, Double.NaN));
        assertTrue(error.toString().contains("sample 1"));
        assertEquals(1, error.toString().lines().count());
    }

    @Test
    void whatDoesNotVaryInFloat32IsConstant() {
        assertEquals(YEARS, YEARS.requireVarying("rows"));
        assertThrows(BadInputException.class, () -> Quantity.of("year").requireVarying("rows"));
        assertThrows(
                BadInputException.class, () -> Quantity.of("t", 1e9, 1e9 + 1).requireVarying("rows"));
    }

    @Test
    void predictionsStandBesideTheTruthOrAreRefused() {
        double[] predicted = {1000, 1500, 1800, 1400};
        Groups groups = Groups.of(List.of("a", "b"), new int[] {0, 0, 1, 1});
        HeldOutPredictions held = HeldOutPredictions.of(predicted, YEARS, groups);
        assertArrayEquals(predicted, held.predictions());
        assertEquals(4, held.samples());
        assertEquals(2, held.groups().count());
        assertEquals(4, HeldOutPredictions.of(predicted, YEARS).groups().count());
        assertThrows(BadInputException.class, () -> HeldOutPredictions.of(new double[3], YEARS));
        assertThrows(BadInputException.class, () -> HeldOutPredictions.of(predicted, YEARS, Groups.each(3)));
        predicted[2] = Double.POSITIVE_INFINITY;
        assertThrows(BadInputException.class, () -> HeldOutPredictions.of(predicted, YEARS));
        assertThrows(BadInputException.class, () -> HeldOutPredictions.of(new double[] {1, 2}, Quantity.of("x", 3, 3)));
    }
}
