package superpose.analysis.optima;

import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * The loss of the tied ReLU-output model {@code x' = relu(W W^T x + b)} on given samples: the mean over samples and features
 * of {@code (x_i - x'_i)^2}, for worlds that {@link ReluOutputLoss} does not know.
 *
 * <p>The same samples for all models make their differences much surer than the losses themselves. Source: Elhage et al.
 * (2022), "Toy Models of Superposition", section "Experiment setup".
 *
 * @param samples [samples, features], at least one
 */
public record SampledLoss(Matrix samples) {

    /** Checks that there are samples. */
    public SampledLoss {
        Require.positive(samples.rows(), "samples");
    }

    /**
     * Returns the loss of a model.
     *
     * @param directions [features, hidden]
     * @param biases [features]
     */
    public double of(FeatureDirections directions, List<Double> biases) {
        Require.same(samples.columns(), directions.features(), "directions");
        Require.same(samples.columns(), biases.size(), "biases");
        int features = directions.features();
        int hidden = directions.hidden();
        float[] rows = directions.matrix().toArray();
        float[] codes = directions.superpose(samples).toArray();
        float[] sample = new float[features];
        double sum = 0;
        for (int row = 0; row < samples.rows(); row++) {
            samples.copyRow(row, sample, 0);
            for (int feature = 0; feature < features; feature++) {
                double answer = biases.get(feature);
                for (int unit = 0; unit < hidden; unit++) {
                    answer += (double) rows[feature * hidden + unit] * codes[row * hidden + unit];
                }
                double error = sample[feature] - Math.max(0, answer);
                sum += error * error;
            }
        }
        return sum / ((double) samples.rows() * features);
    }
}
