package superpose.analysis.geometry;

import java.util.stream.IntStream;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * What a linear model {@code x' = W W^T x + b} of independent features loses on average: the importance-weighted squared
 * error, its mean over features.
 *
 * <p>With r = e_i - W W_i, feature i costs {@code I_i (v |r|^2 + (mu sum(r) - b_i)^2)}, where {@code mu = p/2} and {@code v =
 * p/3 - p^2/4} are the mean and the variance of a feature that is on with chance p and then uniform on [0, 1]. The best
 * model of m hidden units copies the m features that matter most and answers p/2 for each of the others, which costs {@code
 * I_i v}. Source: Elhage et al. (2022), "Toy Models of Superposition", section "Basic results" (linear models do what
 * principal component analysis does); the sum is ours.
 *
 * @param value at least 0
 */
public record LinearLoss(double value) {

    /** Checks the range. */
    public LinearLoss {
        Require.notNegative(value, "a loss");
    }

    /**
     * Computes the expected loss of a model.
     *
     * @param directions [features, hidden]
     * @param bias [features]
     * @param density the chance that a feature is on
     * @param importance how much each feature weighs
     */
    public static LinearLoss of(FeatureDirections directions, float[] bias, Density density, Importance importance) {
        int features = directions.features();
        Require.same(features, bias.length, "biases");
        Require.same(features, importance.features(), "importances");
        Gram gram = Gram.of(directions);
        double[] left = new double[features];
        double sum = 0;
        for (int feature = 0; feature < features; feature++) {
            gram.row(feature, left);
            double squares = 0;
            double total = 0;
            for (int other = 0; other < features; other++) {
                double residual = (other == feature ? 1 : 0) - left[other];
                squares += residual * residual;
                total += residual;
            }
            double offset = mean(density) * total - bias[feature];
            sum += importance.of(feature) * (density.lossOfIgnoring() * squares + offset * offset);
        }
        return new LinearLoss(sum / features);
    }

    /** Returns the least expected loss of any linear model of so many hidden units. */
    public static LinearLoss best(Density density, Importance importance, int hidden) {
        double dropped = IntStream.of(dropped(importance, hidden))
                .mapToDouble(importance::of)
                .sum();
        return new LinearLoss(dropped * density.lossOfIgnoring() / importance.features());
    }

    /**
     * Returns the loss of the best linear model on samples, where another model is compared with it on the same ones.
     *
     * @param samples [samples, features], at least one
     */
    public static LinearLoss bestOn(Matrix samples, Density density, Importance importance, int hidden) {
        Require.same(importance.features(), samples.columns(), "features in the samples");
        Require.positive(samples.rows(), "samples");
        double sum = 0;
        for (int feature : dropped(importance, hidden)) {
            double squares = 0;
            for (float value : samples.column(feature)) {
                double error = value - mean(density);
                squares += error * error;
            }
            sum += importance.of(feature) * squares;
        }
        return new LinearLoss(sum / samples.rows() / samples.columns());
    }

    private static double mean(Density density) {
        return density.value() / 2;
    }

    private static int[] dropped(Importance importance, int hidden) {
        Require.positive(hidden, "hidden units");
        return IntStream.range(0, importance.features())
                .boxed()
                .sorted((one, other) -> Double.compare(importance.of(other), importance.of(one)))
                .skip(hidden)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
