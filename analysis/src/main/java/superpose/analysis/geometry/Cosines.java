package superpose.analysis.geometry;

import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * The angles between the directions of features: {@code cos_ij = W_i . W_j / (|W_i| |W_j|)}, in [-1, 1].
 *
 * <p>0 where a direction has no length. For models of some hundred features: every pair is kept. Source: Elhage et al.
 * (2022), "Toy Models of Superposition", section "The Geometry of Superposition".
 */
public final class Cosines {

    private final double[][] cosines;

    private Cosines(double[][] cosines) {
        this.cosines = cosines;
    }

    /** Measures directions, [features, hidden]. */
    public static Cosines of(FeatureDirections directions) {
        return of(Gram.of(directions));
    }

    /** Measures directions whose inner products are already there. */
    public static Cosines of(Gram gram) {
        double[][] cosines = new double[gram.features()][gram.features()];
        for (int feature = 0; feature < cosines.length; feature++) {
            gram.row(feature, cosines[feature]);
            for (int other = 0; other < cosines.length; other++) {
                double lengths = Math.sqrt(gram.squaredNorm(feature) * gram.squaredNorm(other));
                // Rounding may carry the quotient of parallel directions past one.
                cosines[feature][other] = lengths == 0 ? 0 : Math.clamp(cosines[feature][other] / lengths, -1, 1);
            }
        }
        return new Cosines(cosines);
    }

    /** Returns the number of features. */
    public int features() {
        return cosines.length;
    }

    /** Returns the cosine between the directions of two features, in [-1, 1]. */
    public double of(int feature, int other) {
        return cosines[Require.index(feature, features(), "feature")][Require.index(other, features(), "feature")];
    }

    /** Returns the lowest cosine of a feature with any other: -1 for a member of an antipodal pair. */
    public double mostOpposite(int feature) {
        double lowest = 1;
        for (int other = 0; other < features(); other++) {
            lowest = other == feature ? lowest : Math.min(lowest, of(feature, other));
        }
        return lowest;
    }
}
