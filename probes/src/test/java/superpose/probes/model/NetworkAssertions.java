package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.BadInputException;

/** What the tests of networks ask for: reading all of a network, and agreement of what was read. */
final class NetworkAssertions {

    private NetworkAssertions() {}

    static void checkShapes(NetworkModel model, long... shape) {
        List<Tensor.Floats> read = read(model, Map.of("input", SmallNetworks.normal(3, shape)));
        for (int i = 0; i < read.size(); i++) {
            ModelTensor said = model.tensors().get(i);
            boolean unknown = said.shape().equals(List.of(ModelTensor.VARYING));
            assertTrue(unknown || Shapes.fits(said.shape(), read.get(i).shape()), said.toString());
        }
    }

    static void refused(Executable call, String part) {
        String message =
                String.valueOf(assertThrows(BadInputException.class, call).getMessage());
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }

    static List<Tensor.Floats> read(NetworkModel model, Map<String, Tensor> inputs) {
        try (TappedModel tapped = model.tap(TapPlan.reading(names(model)))) {
            return tapped.run(inputs);
        }
    }

    static List<String> names(NetworkModel model) {
        return model.tensors().stream().map(ModelTensor::name).toList();
    }

    static Map<String, Tensor> sides() {
        return Map.of("left", SmallNetworks.normal(1, 4, 4), "right", SmallNetworks.normal(2, 4, 3));
    }

    static INDArray array(Map<String, Tensor> inputs, String name) {
        return SmallNetworks.array((Tensor.Floats) Objects.requireNonNull(inputs.get(name)));
    }

    static INDArray[] arrays(Map<String, Tensor> sides) {
        return new INDArray[] {array(sides, "left"), array(sides, "right")};
    }

    static void same(INDArray expected, Tensor.Floats came) {
        assertArrayEquals(expected.shape(), came.shape());
        assertArrayEquals(expected.dup('c').data().asFloat(), came.values());
    }

    static void same(Tensor.Floats expected, Tensor.Floats came) {
        assertArrayEquals(expected.shape(), came.shape());
        assertArrayEquals(expected.values(), came.values());
    }

    static void close(INDArray expected, Tensor.Floats came) {
        assertArrayEquals(expected.shape(), came.shape());
        assertArrayEquals(expected.dup('c').data().asFloat(), came.values(), 1e-6f);
    }
}
