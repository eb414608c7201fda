package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;

/**
 * The length of each feature's direction, {@code |W_i|}: about 1 where the model represents the feature, 0 where it does not.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Basic results". A trained pentagon has norm 1.13
 * at density 0.05, so a norm is not capped at 1.
 */
public final class FeatureNorms {

    /** A feature counts as represented when its direction is longer than this. */
    public static final double REPRESENTED = 0.5;

    private final double[] norms;

    private FeatureNorms(double[] norms) {
        this.norms = norms;
    }

    /** Measures directions, [features, hidden]. */
    public static FeatureNorms of(FeatureDirections directions) {
        return of(Gram.of(directions));
    }

    /** Measures directions whose inner products are already there. */
    public static FeatureNorms of(Gram gram) {
        double[] norms = new double[gram.features()];
        Arrays.setAll(norms, feature -> Math.sqrt(gram.squaredNorm(feature)));
        return new FeatureNorms(norms);
    }

    /** Returns the number of features. */
    public int features() {
        return norms.length;
    }

    /** Returns the norm of a feature's direction, at least 0. */
    public double of(int feature) {
        return norms[feature];
    }

    /** Returns how many features have a norm above a threshold. */
    public int countAbove(double threshold) {
        return (int) Arrays.stream(norms).filter(norm -> norm > threshold).count();
    }

    /** Tells whether a feature is represented: a norm above {@link #REPRESENTED}. */
    public boolean isRepresented(int feature) {
        return norms[feature] > REPRESENTED;
    }

    /** Returns how many features are represented. */
    public int represented() {
        return countAbove(REPRESENTED);
    }

    /** Returns a copy of the norms, [features]. */
    public double[] toArray() {
        return norms.clone();
    }
}
