package superpose.toymodels;

import superpose.data.Require;

/**
 * Decoupled weight decay: each step also takes {@code rate * coefficient * parameter} off a parameter.
 *
 * <p>Source: Loshchilov and Hutter (2019), "Decoupled Weight Decay Regularization", in the form PyTorch uses.
 *
 * @param weights coefficient of encoder and decoder, 0 for none
 * @param biases coefficient of the biases, 0 for none
 */
public record WeightDecay(double weights, double biases) {

    /** Checks that no coefficient is negative. */
    public WeightDecay {
        Require.notNegative(weights, "a weight decay");
        Require.notNegative(biases, "a weight decay of biases");
    }

    /** Decays nothing. */
    public static WeightDecay none() {
        return new WeightDecay(0, 0);
    }

    /** Decays encoder and decoder, not the biases. */
    public static WeightDecay ofWeights(double coefficient) {
        return new WeightDecay(coefficient, 0);
    }

    /** Decays every parameter, biases included. */
    public static WeightDecay ofAll(double coefficient) {
        return new WeightDecay(coefficient, coefficient);
    }
}
