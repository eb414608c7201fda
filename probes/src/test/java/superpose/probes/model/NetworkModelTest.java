package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static superpose.probes.model.NetworkAssertions.checkShapes;
import static superpose.probes.model.NetworkAssertions.names;
import static superpose.probes.model.NetworkAssertions.refused;
import static superpose.probes.model.NetworkAssertions.same;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import superpose.probes.model.ModelTensor.Role;

/** A network says what it holds, and refuses what does not fit in one line. */
class NetworkModelTest {

    @TempDir
    private Path folder;

    @Test
    void layersAreListedWithTheirShapes() {
        NetworkModel model = open(SmallNetworks.dense(DataType.FLOAT));
        List<ModelTensor> tensors = model.tensors();
        assertEquals(List.of("input", "first", "layer1", "layer2"), names(model));
        assertEquals(List.of("? x 5", "? x 7", "? x 6", "? x 3"), shapes(model));
        assertEquals(
                List.of("", "Dense", "Dense", "Output"),
                tensors.stream().map(ModelTensor::madeBy).toList());
        assertEquals(
                List.of(Role.INPUT, Role.INNER, Role.INNER, Role.OUTPUT),
                tensors.stream().map(ModelTensor::role).toList());
        assertTrue(tensors.stream().allMatch(tensor -> tensor.type().equals("float32")));
    }

    @Test
    void layersWithoutANameOfTheirOwnHaveAnIndex() {
        MultiLayerNetwork network = SmallNetworks.dense(DataType.FLOAT);
        for (String[] names : new String[][] {{"input", "", "1"}, {"a", "a", "a@1"}}) {
            for (int i = 0; i < names.length; i++) {
                network.getLayerWiseConfigurations().getConf(i).getLayer().setLayerName(names[i]);
            }
            assertEquals(
                    names[0].equals("a")
                            ? List.of("input", "a", "a@1", "a@1@2")
                            : List.of("input", "input@0", "1", "1@2"),
                    names(open(network)));
        }
    }

    @Test
    void shapesOfImagesAndSequencesAreThoseThatCome() {
        checkShapes(open(SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1))), 2, 64);
        checkShapes(open(SmallNetworks.images(InputType.convolutional(8, 8, 1))), 2, 1, 8, 8);
        checkShapes(open(SmallNetworks.sequences()), 2, 2, 9);
        assertEquals(
                List.of(
                        "? x 1 x ? x ?",
                        "? x 4 x ? x ?",
                        "? x 4 x ? x ?",
                        "? x 4 x ? x ?",
                        "? x 4 x ? x ?",
                        "? x 6",
                        "? x 3"),
                shapes(open(SmallNetworks.images(InputType.convolutional(8, 8, 1)))));
        assertEquals(
                List.of("? x 64", "? x 4 x 6 x 6", "? x 4 x 6 x 6", "? x 4 x 3 x 3", "? x 4 x 3 x 3", "? x 6", "? x 3"),
                shapes(open(SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1)))));
    }

    @Test
    void verticesAreListedInTheOrderInWhichTheyAreComputed() {
        NetworkModel model = open(SmallNetworks.graph());
        List<String> names = names(model);
        assertEquals(List.of("left", "right"), names.subList(0, 2));
        assertEquals(
                List.of("a", "b", "both", "c", "left", "out", "right", "skip"),
                names.stream().sorted().toList());
        assertTrue(names.indexOf("a") < names.indexOf("b"));
        assertTrue(names.indexOf("skip") < names.indexOf("both"));
        assertEquals("out", names.getLast());
        Map<String, ModelTensor> byName =
                model.tensors().stream().collect(Collectors.toMap(ModelTensor::name, tensor -> tensor));
        assertEquals(new ModelTensor("both", Role.INNER, "float32", List.of(-1L, 8L), "Merge"), byName.get("both"));
        assertEquals(
                new ModelTensor("skip", Role.INNER, "float32", List.of(-1L, 6L), "ElementWise"), byName.get("skip"));
        assertEquals(new ModelTensor("right", Role.INPUT, "float32", List.of(-1L, 3L), ""), byName.get("right"));
        assertEquals(Role.OUTPUT, model.tensors().getLast().role());
    }

    @Test
    void parametersHaveDl4jsNamesAndValues() {
        MultiLayerNetwork network = SmallNetworks.dense(DataType.DOUBLE);
        Map<String, Tensor.Floats> parameters = open(network).parameters();
        assertEquals(network.paramTable().keySet(), parameters.keySet());
        parameters.forEach((name, values) -> same(network.getParam(name), values));
        MultiLayerNetwork narrow = SmallNetworks.dense(DataType.FLOAT16);
        open(narrow).parameters().forEach((name, values) -> same(narrow.getParam(name), values));
        assertEquals(
                SmallNetworks.graph().paramTable().keySet(),
                open(SmallNetworks.graph()).parameters().keySet());
    }

    @Test
    void whatDoesNotFitIsSaid() {
        NetworkModel model = open(SmallNetworks.dense(DataType.FLOAT));
        refused(() -> model.tap(TapPlan.reading(List.of("frist"))), "did you mean first");
        TapPlan unknownEdit = TapPlan.reading(List.of("first")).with(List.of(new Edit.Clamp("layer9", 0, 1)));
        refused(() -> model.tap(unknownEdit), "layer9");
        TapPlan wide = TapPlan.reading(List.of("first")).with(List.of(new Edit.Add("first", Tensor.Floats.of(1))));
        Map<String, Tensor> input = Map.of("input", SmallNetworks.normal(1, 4, 5));
        refused(() -> model.tap(wide).run(input), "7 numbers");
        TappedModel tapped = model.tap(TapPlan.reading(List.of("first")));
        refused(() -> tapped.run(Map.of("input", SmallNetworks.normal(1, 4, 6))), "[? x 5]");
        refused(() -> tapped.run(Map.of("input", SmallNetworks.normal(1, 5))), "[? x 5]");
        refused(() -> tapped.run(Map.of("input", SmallNetworks.normal(1, 0, 5))), "at least one sample");
        refused(() -> tapped.run(Map.of()), "values for the input input");
        refused(() -> tapped.run(Map.of("inputs", SmallNetworks.normal(1, 4, 5))), "did you mean input");
        tapped.run(input);
        tapped.close();
        assertThrows(IllegalStateException.class, () -> tapped.run(input));
        // What the list of tensors leaves open, the layer says: here, images too small for the kernel and the dense
        // layer.
        TappedModel images =
                open(SmallNetworks.images(InputType.convolutional(8, 8, 1))).tap(TapPlan.reading(List.of("dense")));
        refused(() -> images.run(Map.of("input", SmallNetworks.normal(1, 1, 1, 9, 12))), "dense");
        refused(() -> images.run(Map.of("input", SmallNetworks.normal(1, 1, 1, 2, 2))), "conv");
        assertEquals(
                1,
                images.run(Map.of("input", SmallNetworks.normal(1, 1, 1, 8, 8))).size());
    }

    private NetworkModel open(org.deeplearning4j.nn.api.Model network) {
        return NetworkModel.open(SmallNetworks.saved(folder, network));
    }

    private static List<String> shapes(NetworkModel model) {
        return model.tensors().stream().map(ModelTensor::shapeText).toList();
    }
}
