package superpose.toymodels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Losses and gradients of every instance, in arrays that are allocated once for a batch size.
 *
 * <p>With {@code r = x' - y} and error weights v, the gradient at the output is {@code g = 2 v r}, zero where a ReLU is
 * off. Then {@code db = sum g}, {@code dh = g D}, {@code dW = x^T dh} and {@code dD = g^T h}, which is added to dW when tied.
 * All are sums over samples: DL4J divides by their number.
 */
final class BackwardPass {

    private final BottleneckLayer layer;
    private final ForwardPass forward;
    private final ParameterViews parameters;
    private final ParameterViews gradients;
    private final double[] errorWeights;
    private final INDArray gradientWeights;
    private final INDArray delta;
    private final INDArray squares;
    private final INDArray squareSums;
    private final INDArray hiddenDelta;

    /** A product with ones sums over samples many times faster than ND4J's own sum. */
    private final INDArray ones;

    private final PreparedOps sumSquares = new PreparedOps();
    private PreparedOps propagate = new PreparedOps();
    private @Nullable INDArray boundTo;

    /** The gradients are DL4J's views: each run overwrites them. */
    BackwardPass(BottleneckLayer layer, ForwardPass forward, ParameterViews parameters, ParameterViews gradients) {
        this.layer = layer;
        this.forward = forward;
        this.parameters = parameters;
        this.gradients = gradients;
        BottleneckShape shape = layer.shape();
        DataType type = parameters.bias().dataType();
        errorWeights = layer.errorWeights().toDoubleVector();
        gradientWeights = layer.errorWeights().mul(2).castTo(type);
        delta = Nd4j.create(type, forward.samples(), shape.inputs());
        squares = delta.dup();
        squareSums = Nd4j.create(type, shape.inputs());
        hiddenDelta = Nd4j.create(type, forward.samples(), (long) shape.instances() * shape.hidden());
        ones = Nd4j.ones(type, forward.samples());
        sumSquares.product(squares.transpose(), ones, squareSums);
    }

    /** Computes losses and gradients of samples, [samples, instances * features], against labels of the same shape. */
    void run(INDArray samples, INDArray labels) {
        boolean relu = layer.output() == OutputActivation.RELU;
        INDArray output = forward.run(samples);
        if (relu) {
            Nd4j.getExecutioner().exec(new RectifiedLinear(output, output, 0));
        }
        output.subi(labels, delta);
        delta.muli(delta, squares);
        sumSquares.run();
        delta.muliRowVector(gradientWeights);
        if (relu) {
            // The output is positive exactly where its ReLU is on; its values are not needed any more.
            Nd4j.getExecutioner().exec(new Step(output, output, 0));
            delta.muli(output);
        }
        bind(samples);
        propagate.run();
    }

    private void bind(INDArray samples) {
        if (isBoundTo(samples)) {
            return;
        }
        propagate = new PreparedOps();
        propagate.product(delta.transpose(), ones, gradients.bias());
        for (int i = 0; i < layer.shape().instances(); i++) {
            bindInstance(samples, i);
        }
        boundTo = samples;
    }

    @SuppressWarnings("ReferenceEquality") // it is the place in memory that counts, not what stands there
    private boolean isBoundTo(INDArray samples) {
        return samples == boundTo;
    }

    private void bindInstance(INDArray samples, int i) {
        int instances = layer.shape().instances();
        INDArray encoderGradient = gradients.encoder().slice(i);
        INDArray deltaOf = PreparedOps.columns(delta, i, instances);
        INDArray hiddenDeltaOf = PreparedOps.columns(hiddenDelta, i, instances);
        // [samples, features] [features, hidden] -> [samples, hidden]
        propagate.product(deltaOf, parameters.decoder().slice(i), hiddenDeltaOf);
        // [features, samples] [samples, hidden] -> [features, hidden]
        propagate.product(PreparedOps.columns(samples, i, instances).transpose(), hiddenDeltaOf, encoderGradient);
        switch (layer.tying()) {
            case TIED -> propagate.addedProduct(deltaOf.transpose(), forward.hiddenOf(i), encoderGradient);
            case UNTIED ->
                propagate.product(
                        deltaOf.transpose(),
                        forward.hiddenOf(i),
                        gradients.decoder().slice(i));
        }
    }

    /** Returns the loss of each instance on the samples of the last run, [instances]. */
    double[] losses() {
        double[] sums = squareSums.toDoubleVector();
        double[] losses = new double[layer.shape().instances()];
        int features = layer.shape().features();
        for (int i = 0; i < sums.length; i++) {
            losses[i / features] += errorWeights[i] * sums[i] / forward.samples();
        }
        return losses;
    }
}
