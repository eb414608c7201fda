package superpose.toymodels;

import superpose.data.Require;

/**
 * What pulls on parameters besides the loss; reported losses leave it out.
 *
 * @param decay what takes a share off every parameter
 * @param normPull how strongly the norm of each row of encoder and decoder is drawn to 1, 0 for not at all: each step adds
 *     {@code rate * normPull * W_i * (1 / |W_i| - 1)} to row i
 * @param l1 coefficient of the sum of absolute weights of encoder and decoder, which is added to the loss of an instance; 0
 *     for none
 */
public record Regularization(WeightDecay decay, double normPull, double l1) {

    /** Checks that no coefficient is negative. */
    public Regularization {
        Require.notNegative(normPull, "a pull on row norms");
        Require.notNegative(l1, "a coefficient of absolute weights");
    }

    /** Leaves parameters to the loss. */
    public static Regularization none() {
        return of(WeightDecay.none());
    }

    /** Decays parameters and does nothing else. */
    public static Regularization of(WeightDecay decay) {
        return new Regularization(decay, 0, 0);
    }

    /**
     * Sets how much superposition there is by one number: positive ones decay weights, negative ones draw the norm of every
     * feature's row to 1, so that all features are represented.
     *
     * <p>Source: Liu, Liu and Gore (2025), "Superposition Yields Robust Neural Scaling", and its code.
     *
     * @param gamma the papers' weight decay, in [-1, 1] there; biases are left alone
     */
    public static Regularization ofRows(double gamma) {
        return gamma < 0 ? new Regularization(WeightDecay.none(), -gamma, 0) : of(WeightDecay.ofWeights(gamma));
    }

    /**
     * Adds a penalty on the absolute weights of encoder and decoder to the loss of an instance.
     *
     * <p>Source: Tibshirani (1996), "Regression Shrinkage and Selection via the Lasso".
     */
    public Regularization withL1(double coefficient) {
        return new Regularization(decay, normPull, coefficient);
    }

    /** Returns the same with another decay. */
    public Regularization withDecay(WeightDecay other) {
        return new Regularization(other, normPull, l1);
    }
}
