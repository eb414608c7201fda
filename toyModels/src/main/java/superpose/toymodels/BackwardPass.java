package superpose.toymodels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Losses and gradients of every instance, in arrays that are allocated once for a batch size.
 *
 * <p>With {@code r = x' - y} and error weights v, the gradient at the output is {@code g = 2 v r}, zero where a ReLU is
 * off. Then {@code db = sum g}, {@code dh = g D}, again zero where a ReLU is off, {@code dW = x^T dh} and {@code dD = g^T h},
 * which is added to dW when tied. All are sums over samples: DL4J divides by their number.
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

    private final PreparedOps activate = new PreparedOps();
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
        if (layer.architecture().output() == Activation.RELU) {
            activate.relu(forward.output());
        }
        sumSquares.product(squares.transpose(), ones, squareSums);
    }

    /** Computes losses and gradients of samples, [samples, instances * features], against labels of the same shape. */
    void run(INDArray samples, INDArray labels) {
        INDArray output = forward.run(samples);
        activate.run();
        output.subi(labels, delta);
        delta.muli(delta, squares);
        sumSquares.run();
        delta.muliRowVector(gradientWeights);
        bind(samples);
        propagate.run();
    }

    private void bind(INDArray samples) {
        if (isBoundTo(samples)) {
            return;
        }
        propagate = new PreparedOps();
        BottleneckArchitecture architecture = layer.architecture();
        if (architecture.output() == Activation.RELU) {
            propagate.reluGradient(forward.output(), delta);
        }
        propagate.product(delta.transpose(), ones, gradients.bias());
        for (int i = 0; i < layer.shape().instances(); i++) {
            // [samples, features] [features, hidden] -> [samples, hidden]
            propagate.product(columns(delta, i), parameters.decoder().slice(i), columns(hiddenDelta, i));
        }
        if (architecture.hidden() == Activation.RELU) {
            propagate.reluGradient(forward.hidden(), hiddenDelta);
        }
        for (int i = 0; i < layer.shape().instances(); i++) {
            bindWeights(samples, i);
        }
        boundTo = samples;
    }

    @SuppressWarnings("ReferenceEquality") // it is the place in memory that counts, not what stands there
    private boolean isBoundTo(INDArray samples) {
        return samples == boundTo;
    }

    private void bindWeights(INDArray samples, int i) {
        INDArray encoderGradient = gradients.encoder().slice(i);
        INDArray outputDelta = columns(delta, i).transpose();
        INDArray hidden = forward.hiddenOf(i);
        // [features, samples] [samples, hidden] -> [features, hidden]
        propagate.product(columns(samples, i).transpose(), columns(hiddenDelta, i), encoderGradient);
        switch (layer.architecture().tying()) {
            case TIED -> propagate.addedProduct(outputDelta, hidden, encoderGradient);
            case UNTIED ->
                propagate.product(outputDelta, hidden, gradients.decoder().slice(i));
        }
    }

    private INDArray columns(INDArray rows, int instance) {
        return PreparedOps.columns(rows, instance, layer.shape().instances());
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
