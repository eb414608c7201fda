package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Losses and gradients of every instance on a batch, by operations that are prepared once.
 *
 * <p>With {@code h = f(W^T x)}, {@code z = D h + b}, {@code r = g(z) - y} and error weights v, and with r zero where a ReLU at
 * the output is off: {@code dD = 2 v r^T h}, {@code db = 2 v sum r}, {@code dh = r (2 v D)}, zero where a hidden ReLU is off,
 * and {@code dW = x^T dh}, to which dD is added when tied. All are sums over samples: DL4J divides by their number.
 *
 * <p>Two things keep it from waiting for memory. The error weights are applied to D and dD, which are small, and the bias is
 * the last column of D, opposite a hidden unit that is always 1, so that adding it and summing its gradient are part of the
 * products. And everything is done for one {@link GradientBlock} of samples, while its arrays are in the cache, before the
 * next.
 */
final class GradientPass {

    /**
     * Values in a block. Samples, output and mask, 1 MiB each in float32, stay in the last cache; products of smaller blocks
     * were slower, although they would stay in the cache before it.
     */
    static final int BLOCK = 1 << 18;

    private final BottleneckLayer layer;
    private final double[] errorWeights;
    private final long size;
    private final ReadOut readOut;

    /** [instances, features]. */
    private final INDArray squareSums;

    private final List<GradientBlock> blocks = new ArrayList<>();

    /** The gradients are DL4J's views: each run overwrites them. */
    GradientPass(BottleneckLayer layer, ParameterViews parameters, ParameterViews gradients, Batch batch) {
        this.layer = layer;
        size = batch.size();
        errorWeights = layer.errorWeights().toDoubleVector();
        readOut = new ReadOut(layer, parameters, gradients);
        BottleneckShape shape = layer.shape();
        DataType type = parameters.bias().dataType();
        squareSums = Nd4j.create(type, shape.instances(), shape.features());
        long tiles = Math.ceilDiv(size * shape.features(), (long) BLOCK);
        long rows = Math.ceilDiv(size, tiles);
        int together = tiles > 1 ? 1 : Math.clamp(BLOCK / (size * shape.features()), 1, shape.instances());
        GradientBlock.Scratch scratch = GradientBlock.Scratch.of(type, together * rows, rows, shape);
        GradientBlock.Sums sums = new GradientBlock.Sums(gradients.encoder(), readOut.gradient(), squareSums);
        for (int from = 0; from < shape.instances(); from += together) {
            int to = Math.min(shape.instances(), from + together);
            for (long first = 0; first < size; first += rows) {
                GradientBlock.Range range = new GradientBlock.Range(from, to, first, Math.min(size, first + rows));
                blocks.add(new GradientBlock(
                        layer.architecture(), range, batch, parameters.encoder(), readOut, scratch, sums));
            }
        }
    }

    /** Computes the gradients at the present parameters on the present samples and labels. */
    void computeGradients() {
        readOut.takeParameters();
        for (GradientBlock block : blocks) {
            block.computeOutput();
            block.addGradients();
        }
        readOut.giveGradients();
    }

    /** Computes the losses too. */
    void computeGradientsAndLosses() {
        readOut.takeParameters();
        for (GradientBlock block : blocks) {
            block.computeOutput();
            block.addSquares();
            block.addGradients();
        }
        readOut.giveGradients();
    }

    /** Returns the loss of each instance when losses were last computed, [instances]. */
    double[] losses() {
        double[] sums = squareSums.reshape(squareSums.length()).toDoubleVector();
        double[] losses = new double[layer.shape().instances()];
        int features = layer.shape().features();
        for (int i = 0; i < sums.length; i++) {
            losses[i / features] += errorWeights[i] * sums[i] / size;
        }
        return losses;
    }
}
