package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GaussLegendreTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 24, 48})
    void polynomialsBelowTwiceThePointsAreExactAndTheNextIsNot(int points) {
        GaussLegendre rule = GaussLegendre.of(points);
        for (int degree = 0; degree < 2 * points; degree++) {
            int power = degree;
            assertEquals(1.0 / (degree + 1), integral(rule, t -> Math.pow(t, power)), 1e-14);
        }
        double next = integral(rule, t -> Math.pow(t, 2 * points));
        assertTrue(points > 8 || Math.abs(next - 1.0 / (2 * points + 1)) > 1e-12, "one degree more must show");
    }

    @Test
    void aCubeRuleIsTheProductOfItsSides() {
        CubeRule rule = CubeRule.of(3, 4);
        double sum = 0;
        for (int k = 0; k < rule.points(); k++) {
            sum += rule.weight(k)
                    * Math.pow(rule.coordinate(0, k), 5)
                    * rule.coordinate(1, k)
                    * Math.pow(rule.coordinate(2, k), 7);
        }
        assertEquals(1.0 / (6 * 2 * 8), sum, 1e-15);
    }

    private static double integral(GaussLegendre rule, DoubleUnaryOperator function) {
        double sum = 0;
        for (int k = 0; k < rule.points(); k++) {
            sum += rule.weight(k) * function.applyAsDouble(rule.node(k));
        }
        return sum;
    }
}
