package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;

/**
 * The share of a dimension that belongs to each feature: {@code D_i = |W_i|^2 / sum_j (u_i . W_j)^2} with {@code u_i = W_i /
 * |W_i|}, the sum including i.
 *
 * <p>In [0, 1]; 0 for a zero row. The sum over features is at most the number of hidden units and equals the rank where the
 * packing is efficient. Corners of a regular polytope with k corners in d dimensions have d / k. Source: Elhage et al.
 * (2022), "Toy Models of Superposition", section "Feature dimensionality".
 */
public final class Dimensionality {

    private final double[] shares;
    private final FeatureNorms norms;

    private Dimensionality(double[] shares, FeatureNorms norms) {
        this.shares = shares;
        this.norms = norms;
    }

    /** Measures directions, [features, hidden]. */
    public static Dimensionality of(FeatureDirections directions) {
        return of(Gram.of(directions));
    }

    /** Measures directions whose inner products are already there. */
    public static Dimensionality of(Gram gram) {
        double[] shares = new double[gram.features()];
        Arrays.setAll(shares, feature -> share(gram.squaredNorm(feature), gram.squaredOverlap(feature)));
        return new Dimensionality(shares, FeatureNorms.of(gram));
    }

    private static double share(double squaredNorm, double squaredOverlap) {
        if (squaredNorm == 0) {
            return 0;
        }
        // sum_j (u_i . W_j)^2: the feature itself gives |W_i|^2.
        double projected = squaredNorm + squaredOverlap / squaredNorm;
        return squaredNorm / projected;
    }

    /** Returns the number of features. */
    public int features() {
        return shares.length;
    }

    /** Returns the share of one feature, in [0, 1]. */
    public double of(int feature) {
        return shares[feature];
    }

    /** Returns the sum over features, in [0, hidden]. */
    public double sum() {
        return Arrays.stream(shares).sum();
    }

    /** Returns the mean over features with a norm above {@link FeatureNorms#REPRESENTED}; 0 where there is none. */
    public double meanOverRepresented() {
        double sum = 0;
        for (int feature = 0; feature < shares.length; feature++) {
            sum += norms.isRepresented(feature) ? shares[feature] : 0;
        }
        return sum == 0 ? 0 : sum / norms.represented();
    }

    /** Returns how many features own at least this share. */
    public int countAtLeast(double share) {
        return (int) Arrays.stream(shares).filter(value -> value >= share).count();
    }

    /** Returns a copy of the shares, [features]. */
    public double[] toArray() {
        return shares.clone();
    }
}
