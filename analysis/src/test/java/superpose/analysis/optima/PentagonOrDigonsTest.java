package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FeatureNorms;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Seed;

final class PentagonOrDigonsTest {

    /** Values of an independent numpy computation: activity patterns, Sobol points and L-BFGS. */
    @ParameterizedTest
    @CsvSource({
        "0.2, 1.032, -0.131, 0.01591",
        "0.15, 1.068, -0.173, 0.01008",
        "0.1, 1.101, -0.211, 0.005257",
        "0.05, 1.135, -0.247, 0.001779",
        "0.02, 1.156, -0.268, 0.000482"
    })
    void thePentagonIsThatOfTheReference(double density, double norm, double bias, double loss) {
        Optimum pentagon = PentagonOrDigons.uniform(new Density(density)).pentagon();
        assertEquals(loss, pentagon.lossPerFeature(), 2e-3 * loss);
        FeatureNorms norms = FeatureNorms.of(pentagon.directions());
        for (int feature = 0; feature < 5; feature++) {
            assertEquals(norm, norms.of(feature), 2e-3);
            assertEquals(bias, pentagon.biases().get(feature), 2e-3);
            assertEquals(0.4, Dimensionality.of(pentagon.directions()).of(feature), 1e-4);
        }
        // A negative bias is made up for by norms above 1.
        assertEquals(1, norm * norm + bias, 0.1);
    }

    @Test
    void thePentagonIsBetterBelowOneDensityAndTheDigonsAbove() {
        double crossing = PentagonOrDigons.crossing().value();
        assertEquals(0.225, crossing, 0.005);
        assertTrue(advantageOfDigons(new PentagonOrDigons(new Density(crossing - 0.005), 1)) < 0);
        assertTrue(advantageOfDigons(new PentagonOrDigons(new Density(crossing + 0.005), 1)) > 0);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.269", "0.02, 0.185"})
    void aRareFeatureIsDroppedAtOnce(double density, double relative) {
        Density usual = new Density(density);
        double crossing = PentagonOrDigons.relativeCrossing(usual);
        assertEquals(relative, crossing, 0.002);
        Optimum rarer = new PentagonOrDigons(usual, crossing * 0.98).best(5, new Seed(1));
        Optimum denser = new PentagonOrDigons(usual, crossing * 1.02).best(5, new Seed(1));
        assertEquals(0, FeatureNorms.of(rarer.directions()).of(4), 1e-3);
        assertTrue(FeatureNorms.of(denser.directions()).of(4) > 1.1);
        // The norm jumps, the loss does not.
        assertEquals(rarer.lossPerFeature(), denser.lossPerFeature(), 0.04 * denser.lossPerFeature());
    }

    @Test
    void theVariedFeatureHasTheNormOfTheReferenceAtTheCrossing() {
        Density usual = new Density(0.05);
        Optimum pentagon = new PentagonOrDigons(usual, PentagonOrDigons.relativeCrossing(usual)).pentagon();
        assertEquals(1.16, FeatureNorms.of(pentagon.directions()).of(4), 0.005);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.2, 0.05})
    void noRandomStartFindsABetterModel(double density) {
        PentagonOrDigons ways = PentagonOrDigons.uniform(new Density(density));
        double better = ways.pentagon().orBetter(ways.digons()).lossPerFeature();
        assertEquals(better, ways.best(15, new Seed(2)).lossPerFeature(), 1e-6 * better);
    }

    @Test
    void theDigonsPayForTheirPairsAndForTheFeatureLeftOut() {
        // Fixed norms 1 and biases 0 pay p^2/6 for each of four features; the best norms and biases pay less.
        Density density = new Density(0.1);
        Optimum digons = PentagonOrDigons.uniform(density).digons();
        double fixed = (4 * 0.1 * 0.1 / 6 + density.lossOfIgnoring()) / 5;
        assertTrue(digons.lossPerFeature() < fixed && digons.lossPerFeature() > 0.99 * fixed);
        assertEquals(4, FeatureNorms.of(digons.directions()).represented());
        assertEquals(0.05, digons.biases().get(4), 1e-6);
    }

    @Test
    void densitiesWithoutAPentagonAreRefused() {
        assertThrows(BadInputException.class, () -> PentagonOrDigons.relativeCrossing(new Density(0.3)));
        assertThrows(BadInputException.class, () -> new PentagonOrDigons(new Density(0.5), 3));
        assertThrows(BadInputException.class, () -> new PentagonOrDigons(new Density(0.5), 0));
    }

    private static double advantageOfDigons(PentagonOrDigons ways) {
        return ways.pentagon().lossPerFeature() - ways.digons().lossPerFeature();
    }
}
