package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;

/**
 * How few hidden units hold each feature: {@code sum_k W_ik^4}, for directions of length about one.
 *
 * <p>1 where one unit holds the feature alone, 1 / k where k units hold equal parts of it, about {@code 3 / hidden} for
 * normal weights of a direction of length one. Unlike the length it depends on the basis of the hidden units.
 *
 * <p>Source: Lecomte et al. (2023), "What Causes Polysemanticity?", section "Noise".
 */
public final class FourthPowers {

    private final double[] sums;

    private FourthPowers(double[] sums) {
        this.sums = sums;
    }

    /** Measures directions, [features, hidden]. */
    public static FourthPowers of(FeatureDirections directions) {
        double[] sums = new double[directions.features()];
        Arrays.setAll(sums, feature -> sum(directions.of(feature)));
        return new FourthPowers(sums);
    }

    private static double sum(float[] direction) {
        double sum = 0;
        for (double weight : direction) {
            double square = weight * weight;
            sum += square * square;
        }
        return sum;
    }

    /** Returns the sum of one feature, at least 0. */
    public double of(int feature) {
        return sums[feature];
    }

    /** Returns the mean over features. */
    public double mean() {
        return Arrays.stream(sums).average().orElse(0);
    }
}
