package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;

final class AntipodalPairsTest {

    private static FeatureDirections rows(int hidden, float... values) {
        return new FeatureDirections(Matrix.of(values.length / hidden, hidden, values));
    }

    @Test
    void cornersOfAnOctahedronArePairedWhateverTheirLengths() {
        AntipodalPairs pairs = AntipodalPairs.of(rows(3, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, -1, -4, 0, 0, 0, -1, 0));
        int[] expected = {4, 5, 3, 2, 0, 1};
        assertEquals(expected.length, pairs.paired());
        for (int feature = 0; feature < expected.length; feature++) {
            assertEquals(OptionalInt.of(expected[feature]), pairs.partner(feature));
        }
    }

    @Test
    void aTriangleHasNoPairs() {
        float height = (float) Math.sqrt(0.75);
        assertEquals(
                0,
                AntipodalPairs.of(rows(2, 1, 0, -0.5f, height, -0.5f, -height)).paired());
    }

    @Test
    void featuresWithoutDirectionAreNobodysPartner() {
        assertEquals(0, AntipodalPairs.of(rows(2, 1, 0, 0, 0)).paired());
    }

    @Test
    void twoOnOneSideShareNoPartner() {
        AntipodalPairs pairs = AntipodalPairs.of(rows(2, 1, 0, -1, 0, -1, 0.05f));
        assertEquals(OptionalInt.of(1), pairs.partner(0));
        assertEquals(OptionalInt.empty(), pairs.partner(2));
    }
}
