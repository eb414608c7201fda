package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static superpose.probes.model.NetworkAssertions.array;
import static superpose.probes.model.NetworkAssertions.close;
import static superpose.probes.model.NetworkAssertions.names;
import static superpose.probes.model.NetworkAssertions.read;
import static superpose.probes.model.NetworkAssertions.same;
import static superpose.probes.model.NetworkAssertions.sides;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is changed in a network reaches what comes after it and nothing else. */
class NetworkEditTest {

    @TempDir
    private Path folder;

    @Test
    void anEditThatChangesNothingChangesNoBit() {
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            changesNothing(SmallNetworks.dense(type), 4, 5);
        }
        changesNothing(SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1)), 3, 64);
        changesNothing(SmallNetworks.sequences(), 3, 2, 9);
    }

    private void changesNothing(MultiLayerNetwork network, long... shape) {
        NetworkModel model = open(network);
        Map<String, Tensor> input = Map.of("input", SmallNetworks.normal(1, shape));
        List<Edit> edits = names(model).stream()
                .<Edit>map(name -> new Edit.Clamp(name, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY))
                .toList();
        List<Tensor.Floats> expected = read(model, input);
        try (TappedModel tapped = model.tap(TapPlan.reading(names(model)).with(edits))) {
            List<Tensor.Floats> read = tapped.run(input);
            for (int i = 0; i < read.size(); i++) {
                same(expected.get(i), read.get(i));
            }
        }
    }

    @Test
    void whatComesAfterAnEditSeesIt() {
        flowsOn(SmallNetworks.dense(DataType.FLOAT), 4, 5);
        flowsOn(SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1)), 3, 64);
        flowsOn(SmallNetworks.sequences(), 3, 2, 9);
    }

    /** Feeds what was changed to the layers after it, by DL4J's own means. */
    private void flowsOn(MultiLayerNetwork network, long... shape) {
        NetworkModel model = open(network);
        Map<String, Tensor> input = Map.of("input", SmallNetworks.normal(1, shape));
        List<String> names = names(model);
        List<Tensor.Floats> unchanged = read(model, input);
        for (int at = 0; at < names.size() - 2; at++) {
            Edit edit = new Edit.Apply(names.get(at), before -> {
                for (int i = 0; i < before.values().length; i += 2) {
                    before.values()[i] += 0.25f * (i % 3);
                }
                return before;
            });
            try (TappedModel tapped = model.tap(TapPlan.reading(names).with(List.of(edit)))) {
                List<Tensor.Floats> read = tapped.run(input);
                for (int before = 0; before < at; before++) {
                    same(unchanged.get(before), read.get(before));
                }
                network.setInput(array(input, "input"));
                // DL4J runs two layers or more.
                for (int after = at + 1; after < names.size() - 1; after++) {
                    INDArray expected = network.activateSelectedLayers(at, after, SmallNetworks.array(read.get(at)));
                    close(expected, read.get(after + 1));
                }
            }
        }
    }

    @Test
    void editsOfATensorAreAppliedInTheirOrder() {
        NetworkModel model = open(SmallNetworks.dense(DataType.FLOAT));
        Map<String, Tensor> input = Map.of("input", SmallNetworks.normal(1, 4, 5));
        List<Edit> edits =
                List.of(new Edit.Clamp("first", 0, 0), new Edit.Add("first", Tensor.Floats.of(1, 2, 3, 4, 5, 6, 7)));
        try (TappedModel tapped = model.tap(TapPlan.reading(List.of("first")).with(edits))) {
            float[] values = tapped.run(input).getFirst().values();
            for (int i = 0; i < values.length; i++) {
                assertEquals(1 + i % 7, values[i]);
            }
        }
    }

    @Test
    void whatIsReadIsNotWhatWasPutIn() {
        NetworkModel model = open(SmallNetworks.dense(DataType.FLOAT));
        Tensor.Floats patch = SmallNetworks.normal(5, 4, 7);
        TapPlan plan = TapPlan.reading(List.of("first")).with(List.of(new Edit.Replace("first", patch)));
        try (TappedModel tapped = model.tap(plan)) {
            float[] read = tapped.run(Map.of("input", SmallNetworks.normal(1, 4, 5)))
                    .getFirst()
                    .values();
            assertArrayEquals(patch.values(), read);
            read[0] = 99;
            assertTrue(patch.values()[0] != 99);
        }
    }

    @Test
    void anEditInAGraphReachesAllThatTakeIt() {
        ComputationGraph graph = SmallNetworks.graph();
        Tensor.Floats patch = SmallNetworks.normal(5, 4, 6);
        ComputationGraph rest = SmallNetworks.graphFromA();
        for (String layer : List.of("b", "c", "out")) {
            rest.getLayer(layer).setParams(graph.getLayer(layer).params());
        }
        Map<String, Tensor> inputs = sides();
        Map<String, INDArray> expected =
                rest.feedForward(new INDArray[] {SmallNetworks.array(patch), array(inputs, "right")}, false);
        List<String> taps = List.of("b", "skip", "c", "both", "out");
        TapPlan plan = TapPlan.reading(taps).with(List.of(new Edit.Replace("a", patch)));
        try (TappedModel tapped = open(graph).tap(plan)) {
            List<Tensor.Floats> read = tapped.run(inputs);
            for (int i = 0; i < taps.size(); i++) {
                close(Objects.requireNonNull(expected.get(taps.get(i))), read.get(i));
            }
        }
    }

    private NetworkModel open(org.deeplearning4j.nn.api.Model network) {
        return NetworkModel.open(SmallNetworks.saved(folder, network));
    }
}
