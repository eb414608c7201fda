package superpose.probes.linear;

import java.util.List;
import smile.tensor.DenseMatrix;
import superpose.data.Matrix;
import superpose.data.Require;

/** Ridge regressions of many real targets on the same neurons. */
public final class RidgeProbe {

    private final LinearProbe[] targets;
    private final int neurons;

    private RidgeProbe(LinearProbe[] targets, int neurons) {
        this.targets = targets;
        this.neurons = neurons;
    }

    /**
     * Undoes the standardisation.
     *
     * @param weights [neurons, targets], per standard deviation
     * @param means [targets], the predictions at the mean of the training rows
     */
    static RidgeProbe of(Standardization standardization, DenseMatrix weights, double[] means) {
        LinearProbe[] targets = new LinearProbe[means.length];
        for (int target = 0; target < targets.length; target++) {
            double[] column = new double[weights.nrow()];
            for (int neuron = 0; neuron < column.length; neuron++) {
                column[neuron] = weights.get(neuron, target);
            }
            targets[target] = LinearProbe.of(standardization, column, means[target]);
        }
        return new RidgeProbe(targets, weights.nrow());
    }

    /** Returns the number of targets. */
    public int targets() {
        return targets.length;
    }

    /** Returns the regression of one target; its score is the predicted value. */
    public LinearProbe target(int target) {
        return targets[Require.index(target, targets.length, "target")];
    }

    /** Returns the weights per unit of activation, [targets, neurons]. */
    public Matrix weights() {
        float[] values = new float[Math.multiplyExact(targets.length, neurons)];
        for (int target = 0; target < targets.length; target++) {
            double[] weights = targets[target].weights();
            for (int neuron = 0; neuron < neurons; neuron++) {
                values[target * neurons + neuron] = (float) weights[neuron];
            }
        }
        return Matrix.of(targets.length, neurons, values);
    }

    /** Returns the predictions for a sample whose activations are all 0, [targets]. */
    public double[] intercepts() {
        double[] intercepts = new double[targets.length];
        for (int target = 0; target < intercepts.length; target++) {
            intercepts[target] = targets[target].intercept();
        }
        return intercepts;
    }

    /**
     * Predicts all targets of all samples by one product.
     *
     * @param activations [samples, neurons], not standardised
     * @return [samples, targets]
     */
    public Matrix predict(Matrix activations) {
        float[] predictions = new float[Math.multiplyExact(activations.rows(), targets.length)];
        LinearProbes.forEach(
                activations,
                List.of(targets),
                (sample, target, value) -> predictions[sample * targets.length + target] = (float) value);
        return Matrix.of(activations.rows(), targets.length, predictions);
    }
}
