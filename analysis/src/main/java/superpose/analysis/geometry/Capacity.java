package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;

/**
 * The capacity a model gives each feature: {@code C_i = (W_i . W_i)^2 / sum_j (W_i . W_j)^2}, the sum including i.
 *
 * <p>In [0, 1]; 0 for a zero row; the sum is at most the number of hidden units. Equal to {@link Dimensionality} (multiply
 * its numerator and denominator by {@code |W_i|^2}), which holds with the fourth power of the norm in the numerator and not,
 * as sometimes printed, the second. Source: Scherlis et al. (2022), "Polysemanticity and capacity in neural networks".
 */
public final class Capacity {

    private final double[] capacities;

    private Capacity(double[] capacities) {
        this.capacities = capacities;
    }

    /** Measures directions, [features, hidden]. */
    public static Capacity of(FeatureDirections directions) {
        return of(Gram.of(directions));
    }

    /** Measures directions whose inner products are already there. */
    public static Capacity of(Gram gram) {
        double[] capacities = new double[gram.features()];
        Arrays.setAll(capacities, feature -> {
            double fourthPower = gram.squaredNorm(feature) * gram.squaredNorm(feature);
            return fourthPower == 0 ? 0 : fourthPower / (fourthPower + gram.squaredOverlap(feature));
        });
        return new Capacity(capacities);
    }

    /** Returns the number of features. */
    public int features() {
        return capacities.length;
    }

    /** Returns the capacity of one feature, in [0, 1]. */
    public double of(int feature) {
        return capacities[feature];
    }

    /** Returns the sum over features, in [0, hidden]. */
    public double sum() {
        return Arrays.stream(capacities).sum();
    }

    /** Returns a copy of the capacities, [features]. */
    public double[] toArray() {
        return capacities.clone();
    }
}
