package superpose.toymodels;

/**
 * The kind of a bottleneck model: {@code h = f(W^T x)}, {@code x' = g(D h + b)}, where the hidden units have no bias.
 *
 * <p>A ReLU hidden layer with a bias of its own could shift its units to where the ReLU is always on, and so escape it.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition".
 *
 * @param hidden f, what happens to the hidden units
 * @param output g, what happens to the output
 * @param tying whether the decoder D is the encoder W
 * @param target what the output should be
 */
public record BottleneckArchitecture(Activation hidden, Activation output, Tying tying, Target target) {

    /**
     * {@code x' = W W^T x + b}: the model that does what principal component analysis does.
     *
     * <p>Source: section "Demonstrating Superposition".
     */
    public static final BottleneckArchitecture LINEAR =
            new BottleneckArchitecture(Activation.LINEAR, Activation.LINEAR, Tying.TIED, Target.IDENTITY);

    /**
     * {@code x' = relu(W W^T x + b)}: the model in which superposition shows.
     *
     * <p>Source: section "Demonstrating Superposition".
     */
    public static final BottleneckArchitecture RELU_OUTPUT =
            new BottleneckArchitecture(Activation.LINEAR, Activation.RELU, Tying.TIED, Target.IDENTITY);

    /**
     * {@code h = relu(W^T x)}, {@code x' = relu(W h + b)}: the model whose hidden units have a privileged basis.
     *
     * <p>Source: section "Superposition in a Privileged Basis".
     */
    public static final BottleneckArchitecture RELU_HIDDEN =
            new BottleneckArchitecture(Activation.RELU, Activation.RELU, Tying.TIED, Target.IDENTITY);

    /**
     * {@code h = relu(W^T x)}, {@code y' = relu(D h + b)} for {@code y = |x|}: the model that computes in superposition.
     *
     * <p>Source: section "Computation in Superposition".
     */
    public static final BottleneckArchitecture ABSOLUTE_VALUE =
            new BottleneckArchitecture(Activation.RELU, Activation.RELU, Tying.UNTIED, Target.ABSOLUTE);

    /** Returns the same kind of model with a decoder of its own. */
    public BottleneckArchitecture untied() {
        return new BottleneckArchitecture(hidden, output, Tying.UNTIED, target);
    }
}
