package superpose.toymodels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Decoder and bias as one matrix for each instance, with the bias as its last column: [instances, features, hidden + 1].
 *
 * <p>Where the hidden units end with one that is always 1, a product with it decodes and adds the bias in one go. The
 * matrix is put together and taken apart by products with columns of the unit matrix, which is exact and many times faster
 * than copies of columns.
 */
final class ReadOut {

    private final INDArray values;
    private final INDArray weighted;
    private final INDArray gradient;
    private final PreparedOps take = new PreparedOps();
    private final PreparedOps give = new PreparedOps();

    ReadOut(BottleneckLayer layer, ParameterViews parameters, ParameterViews gradients) {
        BottleneckShape shape = layer.shape();
        values = Nd4j.create(parameters.bias().dataType(), shape.instances(), shape.features(), shape.hidden() + 1);
        weighted = values.ulike();
        gradient = values.ulike();
        INDArray weights = layer.errorWeights()
                .mul(2)
                .castTo(values.dataType())
                .reshape('c', shape.instances(), shape.features(), 1)
                .broadcast(values.shape())
                .dup('c');
        long inputs = shape.inputs();
        INDArray unit = Nd4j.eye(shape.hidden() + 1).castTo(values.dataType());
        INDArray toDecoder = unit.get(NDArrayIndex.all(), NDArrayIndex.interval(0, shape.hidden()))
                .dup('c');
        INDArray toBias = unit.get(NDArrayIndex.all(), NDArrayIndex.interval(shape.hidden(), shape.hidden() + 1))
                .dup('c');
        INDArray rows = rows(values, inputs);
        INDArray gradientRows = rows(gradient, inputs);
        take.product(rows(parameters.decoder(), inputs), toDecoder.transpose(), rows)
                .addedProduct(rows(parameters.bias(), inputs), toBias.transpose(), rows)
                .scaled(values, weights, weighted);
        give.scaled(gradient, weights, gradient).product(gradientRows, toBias, rows(gradients.bias(), inputs));
        switch (layer.architecture().tying()) {
            case TIED -> give.addedProduct(gradientRows, toDecoder, rows(gradients.encoder(), inputs));
            case UNTIED -> give.product(gradientRows, toDecoder, rows(gradients.decoder(), inputs));
        }
    }

    /** Returns values as a matrix with one row for each feature of each instance; a view. */
    private static INDArray rows(INDArray values, long inputs) {
        return values.reshape('c', inputs, values.length() / inputs);
    }

    /** Copies the present parameters. */
    void takeParameters() {
        take.run();
    }

    /** Weighs the gradient by the errors' weights and passes it on; what is tied is added to the encoder's gradient. */
    void giveGradients() {
        give.run();
    }

    /** Returns decoder and bias of an instance, [features, hidden + 1]. */
    INDArray of(int instance) {
        return values.slice(instance);
    }

    /** Returns the same times twice the errors' weights. */
    INDArray weighted(int instance) {
        return weighted.slice(instance);
    }

    /** Returns where to sum the gradient before it is weighted, [instances, features, hidden + 1]. */
    INDArray gradient() {
        return gradient;
    }
}
