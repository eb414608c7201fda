package superpose.probes.model;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.BadInputException;

/**
 * A network of DL4J that is run a layer at a time, in inference mode: no dropout, stored statistics in batch normalization.
 *
 * <p>DL4J's layers keep their last input, so runs take turns.
 */
sealed interface Network permits LayerStack, VertexGraph {

    /** Is told what the network computes. */
    interface Passage {

        /**
         * Takes what a tensor holds.
         *
         * @return what the network goes on with: the same array, or another one of the same shape
         */
        INDArray pass(String tensor, INDArray values);
    }

    /** Returns the inputs and what each layer computes, in order. */
    List<ModelTensor> tensors();

    /** Returns the type of its numbers. */
    DataType type();

    /** Returns the parameters by name; views, not copies. */
    Map<String, INDArray> parameters();

    /**
     * Runs the network.
     *
     * @param inputs by name, all there are, of the network's type
     * @throws BadInputException if they do not fit a layer
     */
    void run(Map<String, INDArray> inputs, Passage passage);

    /** Runs one layer. DL4J says in many ways that an input does not fit; here, all are one. */
    static INDArray computed(String tensor, INDArray input, Supplier<INDArray> layer) {
        try {
            return layer.get();
        } catch (RuntimeException e) {
            throw new BadInputException(
                    "inputs that " + tensor + " can take",
                    "[" + Shapes.text(input.shape()) + "] before it (" + Dl4jMessage.of(e) + ")",
                    "give inputs of the shape that the network was trained on");
        }
    }
}
