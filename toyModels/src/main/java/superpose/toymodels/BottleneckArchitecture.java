package superpose.toymodels;

/**
 * The kind of a bottleneck model.
 *
 * @param output what happens to the output
 * @param tying whether the decoder is the encoder
 */
public record BottleneckArchitecture(OutputActivation output, Tying tying) {

    /** {@code x' = relu(W W^T x + b)}: the model in which superposition shows. */
    public static final BottleneckArchitecture RELU_OUTPUT =
            new BottleneckArchitecture(OutputActivation.RELU, Tying.TIED);

    /** {@code x' = W W^T x + b}: the model that does what principal component analysis does. */
    public static final BottleneckArchitecture LINEAR = new BottleneckArchitecture(OutputActivation.LINEAR, Tying.TIED);
}
