package superpose.toymodels;

import superpose.data.Require;

/**
 * A family member before training: features are squeezed through fewer hidden units and read out again.
 *
 * <p>With W and D in [features, hidden]: {@code h = f(W^T x)}, {@code x' = g(D h + b)}, where D is W when tied. The loss of
 * an instance is the mean over samples and features of {@code I_i (y_i - x'_i)^2}, where y is the target; the loss of the
 * network is the sum over instances.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Experiment setup" and its notebook.
 *
 * @param shape instances, features and hidden units
 * @param architecture activations, tying and target
 * @param initialStd standard deviation of the normal that weights start from, above 0; biases start at 0
 */
public record BottleneckModel(BottleneckShape shape, BottleneckArchitecture architecture, double initialStd) {

    /** Checks the standard deviation. */
    public BottleneckModel {
        Require.positive(initialStd, "a standard deviation of the initial weights");
    }

    /**
     * A model whose weights start with standard deviation {@code sqrt(2 / (features + hidden))}, after Glorot and Bengio
     * (2010).
     *
     * <p>The notebook's figure depends on the number of instances (an accident of its tensor layout); ours does not.
     */
    public static BottleneckModel of(BottleneckShape shape, BottleneckArchitecture architecture) {
        return new BottleneckModel(shape, architecture, Math.sqrt(2.0 / (shape.features() + shape.hidden())));
    }

    /** Returns the same model with weights that start from another standard deviation. */
    public BottleneckModel withInitialStd(double std) {
        return new BottleneckModel(shape, architecture, std);
    }
}
