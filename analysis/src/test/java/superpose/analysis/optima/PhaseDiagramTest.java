package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static superpose.analysis.optima.ExtraFeature.DEDICATED;
import static superpose.analysis.optima.ExtraFeature.NOT_LEARNED;
import static superpose.analysis.optima.ExtraFeature.SUPERPOSED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Seed;

final class PhaseDiagramTest {

    private static final PhaseDiagram TWO_FEATURES = new PhaseDiagram(1);
    private static final PhaseDiagram THREE_FEATURES = new PhaseDiagram(2);

    @Test
    void boundariesAreThoseOfTheClosedForm() {
        assertEquals(0.16, TWO_FEATURES.boundary(0.1), 1e-12);
        assertEquals(0.16, TWO_FEATURES.boundary(10), 1e-12);
        assertEquals(0.342857142857, TWO_FEATURES.boundary(0.3), 1e-12);
        assertEquals(4.0 / 7, TWO_FEATURES.boundary(1), 1e-12);
        assertEquals(TWO_FEATURES.boundary(0.4), THREE_FEATURES.boundary(0.4));
        assertEquals(4.0 / 7, THREE_FEATURES.boundary(10), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "1, 0.7", "1, 1.3", "1, 10", "2, 0.1", "2, 0.7", "2, 1.3", "2, 10"})
    void atTheBoundaryTwoSimpleSolutionsCostTheSame(int hidden, double relativeImportance) {
        PhaseDiagram diagram = new PhaseDiagram(hidden);
        double boundary = diagram.boundary(relativeImportance);
        PhasePoint at = point(boundary, relativeImportance);
        PhaseChoice below = diagram.closedForm(point(boundary * 0.999, relativeImportance));
        PhaseChoice above = diagram.closedForm(point(boundary * 1.001, relativeImportance));
        assertTrue(below != above, "one phase on both sides");
        assertEquals(below.totalLoss(at), above.totalLoss(at), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void threePhasesMeetAtEqualImportance(int hidden) {
        PhasePoint triple = point(4.0 / 7, 1);
        for (PhaseChoice choice : new PhaseDiagram(hidden).choices()) {
            assertEquals(PhaseChoice.IGNORE_LAST.totalLoss(triple), choice.totalLoss(triple), 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void simpleSolutionsCostWhatTheModelSaysTheyCost(int hidden) {
        PhaseDiagram diagram = new PhaseDiagram(hidden);
        PhasePoint point = point(0.4, 0.6);
        for (PhaseChoice choice : diagram.choices()) {
            double loss = diagram.loss(point).of(diagram.directions(choice), diagram.biases(choice, point));
            assertEquals(choice.totalLoss(point) / diagram.features(), loss, 1e-8, choice.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 24", "2, 10"})
    void theTrueOptimumIsBetterThanEverySimpleSolutionAndMoreSuperposed(int hidden, int side) {
        PhaseDiagram diagram = new PhaseDiagram(hidden);
        int differing = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                PhasePoint point =
                        point(Math.pow(100, -row / (side - 1.0)), Math.pow(10, 2 * column / (side - 1.0) - 1));
                Optimum optimum = diagram.optimum(point, new Seed(1));
                double ratio = optimum.lossPerFeature() / diagram.closedFormLoss(point);
                assertTrue(ratio <= 1 + 1e-6 && ratio >= 0.855, point + " has " + ratio);
                ExtraFeature label = ExtraFeature.of(optimum.directions());
                if (label != diagram.closedForm(point).extraFeature()) {
                    assertEquals(SUPERPOSED, label, point.toString());
                    differing++;
                }
            }
        }
        assertTrue(differing > 0 && differing <= 0.06 * side * side, differing + " points differ");
    }

    @Test
    void theTrueBoundaryLiesAboveTheClosedForm() {
        assertEquals(SUPERPOSED, label(TWO_FEATURES, point(0.35, 0.3)));
        assertEquals(NOT_LEARNED, label(TWO_FEATURES, point(0.40, 0.3)));
        assertEquals(NOT_LEARNED, TWO_FEATURES.closedForm(point(0.35, 0.3)).extraFeature());
    }

    @Test
    void equallyImportantOppositesAreEquallyLongUpToADensity() {
        Optimum equal = TWO_FEATURES.optimum(point(0.70, 1), new Seed(1));
        Optimum lopsided = TWO_FEATURES.optimum(point(0.80, 1), new Seed(1));
        assertEquals(0.76, Math.abs(weight(equal, 0)), 0.005);
        assertEquals(-weight(equal, 0), weight(equal, 1), 1e-4);
        assertEquals(0.93, Math.max(Math.abs(weight(lopsided, 0)), Math.abs(weight(lopsided, 1))), 0.005);
        assertTrue(weight(lopsided, 0) * weight(lopsided, 1) < -0.3, "still opposite");
    }

    @Test
    void nearTheTriplePointTheTrueLossIsThatOfTheReference() {
        Optimum optimum = TWO_FEATURES.optimum(point(0.57, 1), new Seed(1));
        assertEquals(0.0931, 2 * optimum.lossPerFeature(), 1e-4);
        assertEquals(0.1083, 2 * TWO_FEATURES.closedFormLoss(point(0.57, 1)), 1e-4);
    }

    @Test
    void theLossBendsSharplyAtTheBoundary() {
        double step = 1e-3;
        double boundary = TWO_FEATURES.boundary(0.3);
        double left = slope(boundary - 2 * step, boundary - step);
        double right = slope(boundary + step, boundary + 2 * step);
        assertTrue(Math.abs(left - right) > 0.05 * Math.abs(left), left + " and " + right);
    }

    private static double slope(double from, double to) {
        return (TWO_FEATURES.closedFormLoss(point(to, 0.3)) - TWO_FEATURES.closedFormLoss(point(from, 0.3)))
                / (to - from);
    }

    @ParameterizedTest
    @CsvSource({"0.02, 0.2", "0.02, 0.9"})
    void anUnimportantThirdFeatureSharesARareWorld(double density, double relativeImportance) {
        assertEquals(SUPERPOSED, label(THREE_FEATURES, point(density, relativeImportance)));
    }

    @ParameterizedTest
    @CsvSource({"0.02, 1.2", "0.9, 1.2", "0.02, 8", "0.9, 8"})
    void theMostImportantOfThreeFeaturesHasADimensionOfItsOwn(double density, double relativeImportance) {
        assertEquals(DEDICATED, label(THREE_FEATURES, point(density, relativeImportance)));
    }

    @Test
    void otherShapesAreRefused() {
        assertThrows(BadInputException.class, () -> new PhaseDiagram(3));
        assertThrows(BadInputException.class, () -> point(0.5, 0));
        assertThrows(BadInputException.class, () -> TWO_FEATURES.boundary(-1));
    }

    private static ExtraFeature label(PhaseDiagram diagram, PhasePoint point) {
        return ExtraFeature.of(diagram.optimum(point, new Seed(1)).directions());
    }

    private static double weight(Optimum optimum, int feature) {
        return optimum.directions().of(feature)[0];
    }

    private static PhasePoint point(double density, double relativeImportance) {
        return new PhasePoint(new Density(density), relativeImportance);
    }
}
