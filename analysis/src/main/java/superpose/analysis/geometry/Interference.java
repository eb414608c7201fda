package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * How strongly features disturb each other: for feature i the sum over all others of {@code (u_i . W_j)^2} with {@code u_i =
 * W_i / |W_i|}.
 *
 * <p>0 means a dimension of its own; at 1 and above the other features can move the feature's direction as strongly as the
 * feature itself. A zero row has interference 0. Source: Elhage et al. (2022), "Toy Models of Superposition", section
 * "Uniform superposition"; the authors' notebook colours bars by the square root of this, clipped to [0, 1].
 *
 * <p>The two overlaps of unit directions are taken over the pairs of represented features only, since the direction of a
 * feature that is not represented is noise. Random unit directions have a mean squared overlap of 1 / hidden (Liu, Liu and
 * Gore 2025, "Superposition yields robust neural scaling").
 */
public final class Interference {

    private final double[] sums;
    private final double meanSquaredOverlap;
    private final double largestOverlap;

    private Interference(double[] sums, double meanSquaredOverlap, double largestOverlap) {
        this.sums = sums;
        this.meanSquaredOverlap = meanSquaredOverlap;
        this.largestOverlap = largestOverlap;
    }

    /** Measures directions, [features, hidden]; features longer than {@link FeatureNorms#REPRESENTED} are represented. */
    public static Interference of(FeatureDirections directions) {
        return of(Gram.of(directions), FeatureNorms.REPRESENTED);
    }

    /**
     * Measures directions with another idea of what is represented.
     *
     * @param gram the directions' inner products
     * @param representedAbove a feature is represented when its norm is above this, at least 0
     */
    public static Interference of(Gram gram, double representedAbove) {
        Require.notNegative(representedAbove, "a norm threshold");
        double[] sums = new double[gram.features()];
        Arrays.setAll(sums, feature -> perSquaredNorm(gram.squaredOverlap(feature), gram.squaredNorm(feature)));
        // 1 / |W_i|^2 for the represented features, 0 for the others, so that they drop out of every product.
        double[] weight = new double[gram.features()];
        Arrays.setAll(
                weight,
                feature -> Math.sqrt(gram.squaredNorm(feature)) > representedAbove ? 1 / gram.squaredNorm(feature) : 0);
        double total = 0;
        double largest = 0;
        double[] products = new double[gram.features()];
        for (int feature = 0; feature < gram.features(); feature++) {
            gram.row(feature, products);
            products[feature] = 0;
            for (int other = 0; other < products.length; other++) {
                double squaredCosine = products[other] * products[other] * weight[feature] * weight[other];
                total += squaredCosine;
                largest = Math.max(largest, squaredCosine);
            }
        }
        double represented = Arrays.stream(weight).filter(value -> value > 0).count();
        double mean = represented < 2 ? 0 : total / (represented * (represented - 1));
        return new Interference(sums, mean, Math.sqrt(largest));
    }

    private static double perSquaredNorm(double squaredOverlap, double squaredNorm) {
        return squaredNorm == 0 ? 0 : squaredOverlap / squaredNorm;
    }

    /** Returns the number of features. */
    public int features() {
        return sums.length;
    }

    /** Returns the interference of one feature, at least 0. */
    public double of(int feature) {
        return sums[feature];
    }

    /** Returns the mean of {@code cos^2} over pairs of represented features, in [0, 1]; 0 where there is no pair. */
    public double meanSquaredOverlap() {
        return meanSquaredOverlap;
    }

    /** Returns the largest {@code |cos|} over pairs of represented features, in [0, 1]; 0 where there is no pair. */
    public double largestOverlap() {
        return largestOverlap;
    }

    /** Returns a copy of the interference of every feature, [features]. */
    public double[] toArray() {
        return sums.clone();
    }
}
