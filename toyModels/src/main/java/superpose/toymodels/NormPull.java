package superpose.toymodels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Draws the norms of rows to 1, as a regularization of DL4J: {@link superpose.toymodels.Regularization#normPull}.
 *
 * @param strength of the pull
 * @param hidden values in a row
 */
record NormPull(double strength, int hidden) implements Regularization {

    /** Added to norms, so that a row of zeros stays one. */
    static final double EPSILON = 1e-8;

    @JsonCreator
    static NormPull of(@JsonProperty("strength") double strength, @JsonProperty("hidden") int hidden) {
        return new NormPull(strength, hidden);
    }

    @Override
    public ApplyStep applyStep() {
        return ApplyStep.POST_UPDATER;
    }

    /** DL4J hands over all rows of all instances as one vector, and takes the update off the parameters. */
    @Override
    public void apply(INDArray param, INDArray gradView, double lr, int iteration, int epoch) {
        long rows = param.length() / hidden;
        INDArray values = param.reshape('c', rows, hidden);
        INDArray shares = values.norm2(1).addi(EPSILON).rdivi(-1).addi(1).muli(lr * strength);
        gradView.reshape('c', rows, hidden).addi(values.mulColumnVector(shares));
    }

    /** It is no part of a loss. */
    @Override
    public double score(INDArray param, int iteration, int epoch) {
        return 0;
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public NormPull clone() {
        return this;
    }
}
