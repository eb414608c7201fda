package superpose.data;

import java.util.Arrays;

/** How much each feature weighs in the loss; the papers' {@code I_i}. */
public final class Importance {

    private final double[] weights;

    private Importance(double[] weights) {
        this.weights = weights;
    }

    /** Weighs every feature by one. */
    public static Importance uniform(int features) {
        return geometric(features, 1);
    }

    /** Weighs feature {@code i} by {@code ratio^i}. */
    public static Importance geometric(int features, double ratio) {
        double[] weights = new double[Require.positive(features, "features")];
        Arrays.setAll(weights, feature -> Math.pow(ratio, feature));
        return of(weights);
    }

    /** Weighs each feature by a number of its own, above 0. */
    public static Importance of(double... weights) {
        for (double weight : weights) {
            Require.positive(weight, "an importance");
        }
        return new Importance(weights.clone());
    }

    /** Returns the number of features. */
    public int features() {
        return weights.length;
    }

    /** Returns the weight of a feature. */
    public double of(int feature) {
        return weights[feature];
    }
}
