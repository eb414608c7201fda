package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

class FourthPowersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16})
    void equalPartsOnKUnitsGiveOneOverKWhateverTheirSigns(int units) {
        float[] direction = new float[20];
        for (int unit = 0; unit < units; unit++) {
            direction[unit] = (float) ((unit % 2 == 0 ? 1 : -1) / Math.sqrt(units));
        }
        FourthPowers powers = FourthPowers.of(new FeatureDirections(Matrix.ofRows(direction)));
        assertEquals(1.0 / units, powers.of(0), 1e-6);
        assertEquals(1.0 / units, powers.mean(), 1e-6);
    }

    @Test
    void theMeanOfRandomDirectionsIsThreeOverHiddenPlusTwo() {
        int hidden = 50;
        FeatureDirections random = FeatureDirections.random(4_000, hidden, new Seed(3));
        assertEquals(3.0 / (hidden + 2), FourthPowers.of(random).mean(), 1e-3);
    }

    @Test
    void twiceTheLengthGivesSixteenTimesTheSum() {
        FourthPowers shorter = FourthPowers.of(new FeatureDirections(Matrix.ofRows(new float[] {0.3f, -0.5f})));
        FourthPowers longer = FourthPowers.of(new FeatureDirections(Matrix.ofRows(new float[] {0.6f, -1f})));
        assertEquals(16 * shorter.of(0), longer.of(0), 1e-6);
    }
}
