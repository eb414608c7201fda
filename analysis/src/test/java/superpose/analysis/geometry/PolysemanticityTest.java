package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class PolysemanticityTest {

    /** Units, by column: one weight; two equal; all four equal in size; a strong one beside weak ones; silent. */
    private static final Polysemanticity UNITS = Polysemanticity.of(RandomDirections.directions(
            new double[][] {{2, 1, 1, 0.95, 0}, {0, -1, -1, 0.05, 0}, {0, 0, 1, 0, 0}, {0, 0, -1, 0, 0}}));

    @Test
    void equalWeightsCountAsThatManyFeatures() {
        assertEquals(1, UNITS.effectiveFeatures(0), 1e-12);
        assertEquals(2, UNITS.effectiveFeatures(1), 1e-12);
        assertEquals(4, UNITS.effectiveFeatures(2), 1e-12);
        assertEquals(0, UNITS.effectiveFeatures(4), 0);
    }

    @Test
    void monosemanticUnitsAreCountedOverAllUnits() {
        assertEquals(2.0 / 5, UNITS.monosemanticFraction(), 1e-12);
        assertEquals(1.0 / 5, UNITS.monosemanticFraction(Polysemanticity.MONOSEMANTIC_STRICT), 1e-12);
        assertEquals(0.95, UNITS.strongestShare(3), 1e-6);
    }

    @Test
    void aStrongWeightBesideAWeakOneServesOneFeatureAndASilentUnitNone() {
        assertEquals(2, UNITS.unitsOfOneFeature());
    }

    @Test
    void silentUnitsDoNotEnterTheMean() {
        assertEquals((1 + 2 + 4 + UNITS.effectiveFeatures(3)) / 4, UNITS.meanEffectiveFeatures(), 1e-12);
    }

    @Test
    void effectiveFeaturesLieBetweenOneAndAllAndIgnoreSignsAndScale() {
        double[][] rows = RandomDirections.rows(17, 6, new Seed(9));
        double[][] turned = RandomDirections.rows(17, 6, new Seed(9));
        for (double[] row : turned) {
            Arrays.setAll(row, unit -> -3 * row[unit]);
        }
        Polysemanticity before = Polysemanticity.of(RandomDirections.directions(rows));
        Polysemanticity after = Polysemanticity.of(RandomDirections.directions(turned));
        for (int unit = 0; unit < 6; unit++) {
            assertTrue(before.effectiveFeatures(unit) >= 1 && before.effectiveFeatures(unit) <= 17);
            assertEquals(before.effectiveFeatures(unit), after.effectiveFeatures(unit), 1e-5);
        }
    }

    @Test
    void aShareOfOneCanNeverBeExceeded() {
        assertThrows(BadInputException.class, () -> UNITS.monosemanticFraction(1));
    }

    @Test
    void collisionsAreUnitsWithTwoStrongWeights() {
        Collisions collisions = Collisions.of(RandomDirections.directions(
                new double[][] {{1, 1, 0.8f, 0.5}, {0, -1.1, 1, 0.5}, {0, 0, 0, 0.5}, {0.2, 0, 2, 0.5}}));
        assertEquals(2, collisions.shared());
        assertEquals(1, collisions.predicted());
    }

    @Test
    void ownersOfAUnitAreOpposedWhateverItsSign() {
        for (int sign : new int[] {1, -1}) {
            Collisions collisions = Collisions.of(RandomDirections.directions(
                    new double[][] {{sign, sign, sign, 0}, {-sign, sign, -sign, 0}, {0.5, 0, sign, -sign}}));
            assertEquals(3, collisions.shared());
            assertEquals(1, collisions.opposed());
        }
    }

    @Test
    void aLineStandsOutFromItsFlanks() {
        double[] gathered = new double[30];
        Arrays.fill(gathered, 0, 20, 0.5);
        Arrays.fill(gathered, 20, 30, 0.5 + 0.0125);
        assertEquals(new FractionLine(0.5, 20, 0, 10), FractionLine.of(gathered, 0.5));
        assertTrue(FractionLine.of(gathered, 0.5).isThere());
        assertFalse(new FractionLine(0.5, 20, 0, 11).isThere());
        assertFalse(new FractionLine(0.5, 9, 0, 0).isThere());
    }

    /** The counts published for the authors' own run and three further seeds. */
    @Test
    void theRuleGivesTheKnownVerdictsOnTheKnownCounts() {
        assertTrue(new FractionLine(0.5, 198, 0, 0).isThere());
        assertTrue(new FractionLine(0.4, 24, 8, 0).isThere());
        assertFalse(new FractionLine(0.375, 25, 14, 8).isThere());
        assertFalse(new FractionLine(0.4, 19, 12, 1).isThere());
        assertTrue(new FractionLine(0.375, 29, 4, 2).isThere());
        assertTrue(new FractionLine(0.4, 71, 35, 5).isThere());
    }

    @Test
    void valuesSpreadEvenlyShowNoLine() {
        RandomGenerator generator = new Seed(4).generator();
        double[] even = generator.doubles(2_000).toArray();
        for (double fraction : new double[] {0.75, 2.0 / 3, 0.5, 0.4, 0.375}) {
            assertFalse(FractionLine.of(even, fraction).isThere(), "at " + fraction);
        }
    }
}
