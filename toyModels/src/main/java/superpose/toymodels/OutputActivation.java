package superpose.toymodels;

import org.nd4j.linalg.activations.Activation;

/** What a bottleneck model does to its output. */
public enum OutputActivation {
    /** {@code x' = D h + b}. */
    LINEAR(Activation.IDENTITY),
    /** {@code x' = relu(D h + b)}. */
    RELU(Activation.RELU);

    private final Activation dl4j;

    OutputActivation(Activation dl4j) {
        this.dl4j = dl4j;
    }

    Activation dl4j() {
        return dl4j;
    }
}
