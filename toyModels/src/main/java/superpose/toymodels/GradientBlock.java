package superpose.toymodels;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The part of a gradient pass that one block of samples has in it. */
final class GradientBlock {

    /**
     * Several instances with all their samples, or some samples of one instance: one piece of memory either way.
     *
     * @param to exclusive
     * @param last exclusive
     */
    record Range(int from, int to, long first, long last) {

        private int instances() {
            return to - from;
        }

        private long rows() {
            return last - first;
        }

        private INDArray of(INDArray values) {
            long width = values.size(2);
            long start = (from * values.size(1) + first) * width;
            return window(values.reshape(values.length()), start, width);
        }

        private INDArray window(INDArray flat, long start, long width) {
            return flat.get(NDArrayIndex.interval(start, start + instances() * rows() * width))
                    .reshape('c', instances(), rows(), width);
        }
    }

    /**
     * Working arrays that the blocks use in turn; the hidden units end with one that is always 1.
     *
     * @param ones [rows]; a product with ones sums over samples many times faster than ND4J's own sum
     */
    record Scratch(
            INDArray samples,
            INDArray hidden,
            INDArray hiddenMask,
            INDArray hiddenDelta,
            INDArray output,
            INDArray mask,
            INDArray ones) {

        /** Allocates for so many samples of all instances of a block, and so many of one. */
        static Scratch of(DataType type, long samples, long rows, BottleneckShape shape) {
            INDArray hidden = Nd4j.ones(type, samples * (shape.hidden() + 1));
            INDArray output = Nd4j.create(type, samples * shape.features());
            return new Scratch(
                    output.ulike(),
                    hidden,
                    hidden.ulike(),
                    hidden.ulike(),
                    output,
                    output.ulike(),
                    Nd4j.ones(type, rows));
        }
    }

    /**
     * Where the blocks add up what they find.
     *
     * @param encoder [instances, features, hidden]
     * @param readOut [instances, features, hidden + 1]
     * @param squares squared errors, [instances, features]
     */
    record Sums(INDArray encoder, INDArray readOut, INDArray squares) {}

    private final PreparedOps output = new PreparedOps();
    private final PreparedOps squares = new PreparedOps();
    private final PreparedOps gradients = new PreparedOps();

    GradientBlock(
            BottleneckArchitecture architecture,
            Range range,
            Batch batch,
            INDArray encoder,
            ReadOut readOut,
            Scratch scratch,
            Sums sums) {
        INDArray x = range.window(scratch.samples, 0, encoder.size(1));
        INDArray y = batch.labelsAreSamples() ? x : range.of(batch.labels());
        long units = encoder.size(2) + 1;
        INDArray h = range.window(scratch.hidden, 0, units);
        INDArray dh = range.window(scratch.hiddenDelta, 0, units);
        INDArray z = range.window(scratch.output, 0, x.size(2));
        INDArray mask = range.window(scratch.mask, 0, x.size(2));
        INDArray ones = scratch.ones.get(NDArrayIndex.interval(0, range.rows()));
        boolean firstOfInstance = range.first == 0;

        // A copy reads memory in order, far faster than the products would.
        output.copy(range.of(batch.samples()), x);
        for (int i = 0; i < range.instances(); i++) {
            // [samples, features] [features, hidden] -> [samples, hidden]
            output.product(x.slice(i), encoder.slice(range.from + i), withoutLast(h.slice(i)));
        }
        if (architecture.hidden() == Activation.RELU) {
            output.relu(h, h);
        }
        for (int i = 0; i < range.instances(); i++) {
            // [samples, hidden + 1] [hidden + 1, features] -> [samples, features]
            output.product(h.slice(i), readOut.of(range.from + i).transpose(), z.slice(i));
        }

        if (architecture.output() == Activation.RELU) {
            squares.relu(z, mask).difference(mask, y, mask);
            gradients.isPositive(z, mask).difference(z, y, z).scaled(z, mask, z);
        } else {
            squares.difference(z, y, mask);
            gradients.difference(z, y, z);
        }
        squares.scaled(mask, mask, mask);
        for (int i = 0; i < range.instances(); i++) {
            add(squares, firstOfInstance, mask.slice(i).transpose(), ones, sums.squares.slice(range.from + i));
            // [samples, features] [features, hidden + 1] -> [samples, hidden + 1]
            gradients.product(z.slice(i), readOut.weighted(range.from + i), dh.slice(i));
        }
        if (architecture.hidden() == Activation.RELU) {
            INDArray hiddenMask = range.window(scratch.hiddenMask, 0, units);
            gradients.isPositive(h, hiddenMask).scaled(dh, hiddenMask, dh);
        }
        for (int i = 0; i < range.instances(); i++) {
            // [features, samples] [samples, hidden] -> [features, hidden]
            INDArray inputs = x.slice(i).transpose();
            add(gradients, firstOfInstance, inputs, withoutLast(dh.slice(i)), sums.encoder.slice(range.from + i));
            // [features, samples] [samples, hidden + 1] -> [features, hidden + 1]
            INDArray errors = z.slice(i).transpose();
            add(gradients, firstOfInstance, errors, h.slice(i), sums.readOut.slice(range.from + i));
        }
    }

    private static void add(PreparedOps ops, boolean first, INDArray left, INDArray right, INDArray result) {
        if (first) {
            ops.product(left, right, result);
        } else {
            ops.addedProduct(left, right, result);
        }
    }

    private static INDArray withoutLast(INDArray columns) {
        return columns.get(NDArrayIndex.all(), NDArrayIndex.interval(0, columns.columns() - 1));
    }

    /** Computes hidden units and output. */
    void computeOutput() {
        output.run();
    }

    /** Adds the squared errors of the output, which stays as it is. */
    void addSquares() {
        squares.run();
    }

    /** Adds to the gradients; the output is overwritten. */
    void addGradients() {
        gradients.run();
    }
}
