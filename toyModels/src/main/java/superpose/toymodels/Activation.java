package superpose.toymodels;

/** What a bottleneck model does to its hidden units or to its output. */
public enum Activation {
    /** Nothing. */
    LINEAR(org.nd4j.linalg.activations.Activation.IDENTITY),
    /** {@code relu(z) = max(0, z)}. */
    RELU(org.nd4j.linalg.activations.Activation.RELU);

    private final org.nd4j.linalg.activations.Activation dl4j;

    Activation(org.nd4j.linalg.activations.Activation dl4j) {
        this.dl4j = dl4j;
    }

    org.nd4j.linalg.activations.Activation dl4j() {
        return dl4j;
    }
}
