package superpose.analysis.geometry;

import java.util.Arrays;
import java.util.OptionalInt;
import superpose.data.FeatureDirections;

/**
 * Which features lie opposite each other: two are a pair where each is the most opposite of the other and {@code cos(W_i, W_j)
 * <= -0.95}.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "The geometry of superposition", on digons.
 */
public final class AntipodalPairs {

    /** Directions less opposite than this are no pair; a trained octahedron stays well below. */
    private static final double OPPOSITE = -0.95;

    private static final int NONE = -1;

    private final int[] partners;

    private AntipodalPairs(int[] partners) {
        this.partners = partners;
    }

    /** Looks at directions, [features, hidden]. */
    public static AntipodalPairs of(FeatureDirections directions) {
        Gram gram = Gram.of(directions);
        int[] opposites = new int[gram.features()];
        Arrays.setAll(opposites, feature -> mostOpposite(gram, feature));
        int[] partners = new int[opposites.length];
        Arrays.setAll(partners, feature -> {
            int other = opposites[feature];
            return other != NONE && opposites[other] == feature ? other : NONE;
        });
        return new AntipodalPairs(partners);
    }

    private static int mostOpposite(Gram gram, int feature) {
        double[] products = new double[gram.features()];
        gram.row(feature, products);
        int found = NONE;
        double least = OPPOSITE;
        for (int other = 0; other < products.length; other++) {
            double lengths = Math.sqrt(gram.squaredNorm(feature) * gram.squaredNorm(other));
            if (lengths > 0 && products[other] / lengths <= least) {
                least = products[other] / lengths;
                found = other;
            }
        }
        return found;
    }

    /** Returns how many features have a partner. */
    public int paired() {
        return (int) Arrays.stream(partners).filter(partner -> partner != NONE).count();
    }

    /** Returns the feature opposite to one, or none. */
    public OptionalInt partner(int feature) {
        int partner = partners[feature];
        return partner == NONE ? OptionalInt.empty() : OptionalInt.of(partner);
    }
}
