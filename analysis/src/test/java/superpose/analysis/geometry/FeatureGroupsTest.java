package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.analysis.RandomDirections;
import superpose.analysis.geometry.FeatureGroups.Group;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

final class FeatureGroupsTest {

    /** Feature 0 alone in unit 0; features 1 to 3 in units 1 and 2; feature 4 nowhere; unit 3 silent. */
    private static final double[][] PLANTED = {
        {1, 0.02, 0.1, 0}, {0, 0.9, 0.8, 0}, {0.01, -0.8, 0.8, 0}, {0, 0.8, -0.7, 0}, {0.1, 0.09, 0.1, 0}
    };

    private static FeatureGroups groups(double[][] rows) {
        return FeatureGroups.of(RandomDirections.directions(rows));
    }

    @Test
    void plantedGroupsAreFound() {
        FeatureGroups found = groups(PLANTED);
        assertEquals(List.of(new Group(3, 2), new Group(1, 1)), found.groups());
        assertEquals(new Group(3, 2), found.largest());
        assertEquals(1, found.count(1, 1));
        assertEquals("3 in 2, 1 in 1", found.words());
    }

    @Test
    void unitsJoinThroughAChainOfFeatures() {
        assertEquals(
                List.of(new Group(4, 3)),
                groups(new double[][] {{1, 0, 0}, {1, 1, 0}, {0, 1, 1}, {0, 0, 1}})
                        .groups());
    }

    @Test
    void groupsIgnoreSignsAndOrderAndTheScaleOfUnits() {
        FeatureDirections before = RandomDirections.of(9, 6, new Seed(3));
        int[] order = {4, 2, 0, 5, 1, 3};
        double[][] after = new double[9][6];
        for (int feature = 0; feature < 9; feature++) {
            for (int unit = 0; unit < 6; unit++) {
                // Large weights only, so that there are several groups.
                double kept = Math.abs(before.of(feature)[unit]) > 1.2 ? before.of(feature)[unit] : 0;
                after[8 - feature][order[unit]] = -0.05 * (unit + 1) * kept;
            }
        }
        double[][] plain = new double[9][6];
        for (int feature = 0; feature < 9; feature++) {
            for (int unit = 0; unit < 6; unit++) {
                plain[feature][unit] = after[8 - feature][order[unit]] / (unit + 1) * 20;
            }
        }
        assertEquals(groups(plain), groups(after));
    }

    @Test
    void silentUnitsAndUnreadFeaturesAreNoGroup() {
        FeatureGroups none = groups(new double[3][2]);
        assertEquals(List.of(), none.groups());
        assertEquals(new Group(0, 0), none.largest());
        assertEquals("none", none.words());
    }

    @Test
    void everyPairOfUnitsIsACodeOfItsOwn() {
        double[][] pairs = new double[10][5];
        int feature = 0;
        for (int first = 0; first < 5; first++) {
            for (int second = first + 1; second < 5; second++) {
                java.util.Arrays.fill(pairs[feature], -0.5);
                pairs[feature][first] = 0.7;
                pairs[feature++][second] = 0.7;
            }
        }
        FeatureCodes codes = FeatureCodes.of(RandomDirections.directions(pairs));
        assertEquals(10, codes.countOf(2));
        assertEquals(10, codes.distinctOf(2));
        assertEquals(new FeatureGroups(List.of(new Group(10, 5))), groups(pairs));
    }

    @Test
    void codesIgnoreTheLengthOfAFeatureAndNegativeWeights() {
        FeatureCodes codes =
                FeatureCodes.of(new FeatureDirections(Matrix.of(4, 3, 1, 1, -1, 5, 5, -4, 0, 0, 0, -1, -1, 0.1f)));
        assertEquals(2, codes.countOf(2));
        assertEquals(1, codes.distinctOf(2));
        assertEquals(2, codes.countOf(0));
    }
}
