package superpose.analysis.optima;

import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.Gram;
import superpose.analysis.geometry.Interference;
import superpose.data.FeatureDirections;

/**
 * What a model does with its last feature, the one it has no hidden unit left for.
 *
 * <p>The rule, the same for computed and for trained directions: not learned where {@code |W_i|} is at most {@link
 * FeatureNorms#REPRESENTED}; else superposed where the others reach further than that into its direction, {@code sqrt(sum_j
 * (u_i . W_j)^2)} above the same threshold; else dedicated. With one threshold for both, two features in one dimension are
 * superposed exactly when both are represented. The rule does not see signs: two features that point the same way are
 * superposed as well. Source: Elhage et al. (2022), "Toy Models of Superposition", section "Superposition as a phase change";
 * the paper colours by the two measures and sets no threshold.
 */
public enum ExtraFeature {
    /** No direction to speak of. */
    NOT_LEARNED,

    /** A direction shared with other features. */
    SUPERPOSED,

    /** A direction of its own. */
    DEDICATED;

    /** Judges the last of these directions, [features, hidden]. */
    public static ExtraFeature of(FeatureDirections directions) {
        Gram gram = Gram.of(directions);
        int last = gram.features() - 1;
        if (!FeatureNorms.of(gram).isRepresented(last)) {
            return NOT_LEARNED;
        }
        double reach = Math.sqrt(Interference.of(gram, FeatureNorms.REPRESENTED).of(last));
        return reach > FeatureNorms.REPRESENTED ? SUPERPOSED : DEDICATED;
    }
}
