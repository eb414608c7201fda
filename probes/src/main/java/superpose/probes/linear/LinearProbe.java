package superpose.probes.linear;

import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/** A fitted direction and threshold: the score of a sample is above 0 where the probe says that the concept is there. */
public final class LinearProbe {

    private final double[] standardizedWeights;
    private final double[] weights;
    private final double intercept;

    private LinearProbe(double[] standardizedWeights, double[] weights, double intercept) {
        this.standardizedWeights = standardizedWeights;
        this.weights = weights;
        this.intercept = intercept;
    }

    /**
     * Undoes the standardisation, so that scoring takes activations as they are.
     *
     * @param weights [neurons], per standard deviation
     * @param interceptAtMean the score of a sample at the mean of the training rows
     */
    static LinearProbe of(Standardization standardization, double[] weights, double interceptAtMean) {
        double[] standardized = new double[weights.length];
        double[] raw = new double[weights.length];
        double intercept = interceptAtMean;
        for (int neuron = 0; neuron < weights.length; neuron++) {
            boolean constant = standardization.scale(neuron) == 0;
            standardized[neuron] = constant ? 0 : weights[neuron];
            raw[neuron] = standardized[neuron] * standardization.scale(neuron);
            intercept -= raw[neuron] * standardization.mean(neuron);
        }
        return new LinearProbe(standardized, raw, intercept);
    }

    /**
     * Reads a single neuron as it is.
     *
     * @param sign 1 where the neuron is higher with the concept, -1 where it is lower
     * @param neurons how many neurons there are
     */
    public static LinearProbe ofNeuron(int neuron, int sign, int neurons) {
        double[] weights = new double[Require.positive(neurons, "neurons")];
        weights[Require.index(neuron, neurons, "neuron")] = sign;
        return new LinearProbe(weights, weights, 0);
    }

    /**
     * Returns the same probe on a wider set of neurons, of which it reads only the given ones.
     *
     * @param units [neurons of this probe], the indices of its neurons in the wider set
     * @param neurons size of the wider set
     */
    public LinearProbe spreadOver(int[] units, int neurons) {
        double[] standardized = new double[neurons];
        double[] raw = new double[neurons];
        for (int i = 0; i < units.length; i++) {
            standardized[units[i]] = standardizedWeights[i];
            raw[units[i]] = weights[i];
        }
        return new LinearProbe(standardized, raw, intercept);
    }

    /**
     * Returns the probe that reads the given neurons at their training mean, whatever they are: mean ablation.
     *
     * @param neurons their indices
     * @param training the means
     */
    public LinearProbe ablated(int[] neurons, Standardization training) {
        double[] standardized = standardizedWeights.clone();
        double[] raw = weights.clone();
        double shifted = intercept;
        for (int neuron : neurons) {
            shifted += raw[Require.index(neuron, raw.length, "neuron")] * training.mean(neuron);
            standardized[neuron] = 0;
            raw[neuron] = 0;
        }
        return new LinearProbe(standardized, raw, shifted);
    }

    /**
     * Scores samples.
     *
     * @param activations [samples, neurons], not standardised
     * @return [samples], above 0 where the concept is said to be there
     */
    public double[] score(Matrix activations) {
        return LinearProbes.score(activations, List.of(this)).getFirst();
    }

    /** Returns the number of neurons. */
    public int neurons() {
        return weights.length;
    }

    /** Returns what one unit of each neuron's activation adds to the score, [neurons]; 0 for constant neurons. */
    public double[] weights() {
        return weights.clone();
    }

    /** Returns what one standard deviation of each neuron adds to the score, [neurons]; 0 for constant neurons. */
    public double[] standardizedWeights() {
        return standardizedWeights.clone();
    }

    /** Returns the score of a sample whose activations are all 0. */
    public double intercept() {
        return intercept;
    }

    /** Returns the weights as one direction in activation space, [1, neurons]. */
    public FeatureDirections direction() {
        float[] values = new float[weights.length];
        for (int neuron = 0; neuron < values.length; neuron++) {
            values[neuron] = (float) weights[neuron];
        }
        return new FeatureDirections(Matrix.of(1, values.length, values));
    }
}
