package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static superpose.analysis.optima.ExtraFeature.DEDICATED;
import static superpose.analysis.optima.ExtraFeature.NOT_LEARNED;
import static superpose.analysis.optima.ExtraFeature.SUPERPOSED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.analysis.RandomDirections;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

final class ExtraFeatureTest {

    @Test
    void oneDimensionIsSharedExactlyWhenBothFeaturesAreRepresented() {
        assertEquals(NOT_LEARNED, ofWeights(1, 0));
        assertEquals(NOT_LEARNED, ofWeights(0.93, -0.45));
        assertEquals(SUPERPOSED, ofWeights(0.8, -0.6));
        assertEquals(SUPERPOSED, ofWeights(0.8, 0.6));
        assertEquals(DEDICATED, ofWeights(-0.45, 0.93));
        assertEquals(NOT_LEARNED, ofWeights(0, 0));
    }

    private static ExtraFeature ofWeights(double first, double last) {
        return ExtraFeature.of(RandomDirections.directions(new double[][] {{first}, {last}}));
    }

    @ParameterizedTest
    @EnumSource
    void simpleSolutionsAreWhatTheyAreSaidToBe(PhaseChoice choice) {
        for (int hidden = 1; hidden <= 2; hidden++) {
            if (new PhaseDiagram(hidden).choices().contains(choice)) {
                FeatureDirections weights =
                        new FeatureDirections(Matrix.of(hidden + 1, hidden, choice.weights(hidden)));
                assertEquals(choice.extraFeature(), ExtraFeature.of(weights));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theVerdictIsRotationInvariant(long seed) {
        double[][] rows = RandomDirections.rows(3, 2, new Seed(seed));
        double[][] rotated = RandomDirections.rotated(rows, new Seed(seed + 100));
        assertEquals(
                ExtraFeature.of(RandomDirections.directions(rows)),
                ExtraFeature.of(RandomDirections.directions(rotated)));
    }
}
