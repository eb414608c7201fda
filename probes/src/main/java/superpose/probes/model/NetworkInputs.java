package superpose.probes.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.data.BadInputException;
import superpose.data.NearNames;
import superpose.data.Require;

/**
 * Makes ND4J's arrays of what a network is given.
 *
 * @param inputs that the network has
 * @param type of its numbers
 */
record NetworkInputs(List<ModelTensor> inputs, DataType type) {

    /**
     * Copies inputs.
     *
     * @throws BadInputException if one is missing, is not known or has another shape than the network takes
     */
    Map<String, INDArray> arrays(Map<String, Tensor> given) {
        List<String> names = inputs.stream().map(ModelTensor::name).toList();
        for (String name : given.keySet()) {
            Require.that(
                    names.contains(name),
                    "inputs of the network, " + String.join(" and ", names),
                    name,
                    NearNames.remedy(name, names, "`superpose inspect` lists them"));
        }
        Map<String, INDArray> arrays = new HashMap<>();
        for (ModelTensor input : inputs) {
            Tensor values = given.get(input.name());
            if (values == null) {
                throw new BadInputException("values for the input " + input.name(), "none", "give all inputs");
            }
            requireShape(input, values.shape());
            arrays.put(input.name(), array(input.name(), values));
        }
        return arrays;
    }

    private static void requireShape(ModelTensor input, long[] shape) {
        boolean known = !input.shape().equals(List.of(ModelTensor.VARYING));
        Require.that(
                shape.length > 0 && (!known || Shapes.fits(input.shape(), shape)),
                known
                        ? "values of shape [" + input.shapeText() + "] for " + input.name()
                        : "values of at least one axis for " + input.name(),
                "[" + Shapes.text(shape) + "]",
                "give a batch of what the network was trained on");
        Require.that(
                Tensor.size(shape) > 0,
                "at least one sample for " + input.name(),
                "[" + Shapes.text(shape) + "]",
                "give a batch of what the network was trained on");
    }

    private INDArray array(String name, Tensor tensor) {
        float[] numbers = switch (tensor) {
            case Tensor.Floats floats -> floats.values();
            case Tensor.Integers integers -> exactly(name, integers.values());
        };
        return Nd4j.createFromArray(numbers)
                .reshape('c', tensor.shape().clone())
                .castTo(type);
    }

    /** Networks of DL4J take whole numbers as real ones, as in token ids. */
    private float[] exactly(String name, long[] integers) {
        // Every whole number up to here is a number of the type; float32 is on the way to wider ones.
        int largest = 1 << (type == DataType.FLOAT16 ? 11 : 24);
        float[] numbers = new float[integers.length];
        for (int i = 0; i < numbers.length; i++) {
            Require.that(
                    integers[i] >= -largest && integers[i] <= largest,
                    "whole numbers from " + -largest + " to " + largest + ", which stay exact, for " + name,
                    integers[i],
                    "give real numbers if a rounded one will do");
            numbers[i] = integers[i];
        }
        return numbers;
    }
}
