package superpose.toymodels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Decoder and bias as one matrix for each instance, with the bias as its last column: [instances, features, hidden + 1].
 *
 * <p>Where the hidden units end with one that is always 1, a product with it decodes and adds the bias in one go.
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
        take.copy(parameters.decoder(), decoder(values))
                .copy(parameters.bias(), bias(values))
                .scaled(values, weights, weighted);
        give.scaled(gradient, weights, gradient).copy(bias(gradient), gradients.bias());
        switch (layer.architecture().tying()) {
            case TIED -> give.sum(gradients.encoder(), decoder(gradient), gradients.encoder());
            case UNTIED -> give.copy(decoder(gradient), gradients.decoder());
        }
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

    private static INDArray decoder(INDArray readOuts) {
        return readOuts.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, readOuts.size(2) - 1));
    }

    private static INDArray bias(INDArray readOuts) {
        return readOuts.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(readOuts.size(2) - 1));
    }
}
