package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import superpose.data.BadInputException;
import superpose.probes.model.ModelTensor.Role;

/** What is read is what DL4J computes, and what is changed reaches what comes after it and nothing else. */
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
        checkShapes(SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1)), 2, 64);
        checkShapes(SmallNetworks.images(InputType.convolutional(8, 8, 1)), 2, 1, 8, 8);
        checkShapes(SmallNetworks.sequences(), 2, 2, 9);
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

    private void checkShapes(MultiLayerNetwork network, long... shape) {
        NetworkModel model = open(network);
        List<Tensor.Floats> read = read(model, Map.of("input", SmallNetworks.normal(3, shape)));
        for (int i = 0; i < read.size(); i++) {
            ModelTensor said = model.tensors().get(i);
            boolean unknown = said.shape().equals(List.of(ModelTensor.VARYING));
            assertTrue(unknown || Shapes.fits(said.shape(), read.get(i).shape()), said.toString());
        }
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
    void readingGivesWhatDl4jComputes() {
        readsAsDl4j(SmallNetworks.dense(DataType.FLOAT), 4, 5);
        readsAsDl4j(SmallNetworks.dense(DataType.DOUBLE), 4, 5);
        readsAsDl4j(SmallNetworks.dense(DataType.FLOAT), 1, 5);
        readsAsDl4j(SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1)), 3, 64);
        readsAsDl4j(SmallNetworks.images(InputType.convolutional(8, 8, 1)), 3, 1, 8, 8);
        readsAsDl4j(SmallNetworks.sequences(), 3, 2, 9);
    }

    @Test
    void layersOfManyKindsAreReadAsDl4jComputesThem() {
        readsAndFits(
                InputType.recurrent(3, 8),
                new Convolution1DLayer.Builder(3).nOut(4).build(),
                2,
                3,
                8);
        readsAndFits(
                InputType.recurrent(3),
                new Bidirectional(new LSTM.Builder().nOut(4).build()),
                2,
                3,
                6);
        readsAndFits(
                InputType.recurrent(3),
                new LastTimeStep(new SimpleRnn.Builder().nOut(4).build()),
                2,
                3,
                6);
        readsAndFits(
                InputType.recurrent(3, 6),
                new TimeDistributed(new DenseLayer.Builder().nOut(4).build()),
                2,
                3,
                6);
        readsAndFits(InputType.recurrent(3), new GlobalPoolingLayer(PoolingType.MAX), 2, 3, 6);
        readsAndFits(
                InputType.recurrent(3, RNNFormat.NWC),
                new LSTM.Builder().nOut(4).build(),
                2,
                6,
                3);
        readsAndFits(
                InputType.feedForward(5),
                new FrozenLayer(new DenseLayer.Builder().nOut(4).build()),
                2,
                5);
        readsAndFits(InputType.feedForward(5), new BatchNormalization(), 2, 5);
        readsAndFits(
                InputType.convolutional(7, 9, 2),
                new Deconvolution2D.Builder(2, 2).nOut(3).build(),
                2,
                2,
                7,
                9);
        readsAndFits(
                InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 4, 5, 6, 2),
                new Convolution3D.Builder(2, 2, 2).nOut(3).build(),
                2,
                2,
                4,
                5,
                6);
    }

    /** Puts a layer before one that gives its input on. */
    private void readsAndFits(InputType type, Layer layer, long... shape) {
        MultiLayerNetwork network = SmallNetworks.ready(new NeuralNetConfiguration.Builder()
                .activation(Activation.TANH)
                .list()
                .layer(layer)
                .layer(new DropoutLayer.Builder(0.5).build())
                .setInputType(type)
                .validateOutputLayerConfig(false)
                .build());
        readsAsDl4j(network, shape);
        checkShapes(network, shape);
    }

    private void readsAsDl4j(MultiLayerNetwork network, long... shape) {
        Tensor.Floats input = SmallNetworks.normal(1, shape);
        NetworkModel model = open(network);
        List<INDArray> expected = network.feedForward(
                SmallNetworks.array(input)
                        .castTo(network.getLayerWiseConfigurations().getDataType()),
                false);
        List<Tensor.Floats> read = read(model, Map.of("input", input));
        assertEquals(expected.size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            same(expected.get(i), read.get(i));
        }
    }

    @Test
    void readingAGraphGivesWhatDl4jComputes() {
        ComputationGraph graph = SmallNetworks.graph();
        Map<String, Tensor> inputs = sides();
        Map<String, INDArray> expected = graph.feedForward(arrays(inputs), false);
        NetworkModel model = open(graph);
        List<Tensor.Floats> read = read(model, inputs);
        for (int i = 0; i < read.size(); i++) {
            same(Objects.requireNonNull(expected.get(names(model).get(i))), read.get(i));
        }
    }

    @Test
    void tapsComeInTheOrderOfThePlan() {
        NetworkModel model = open(SmallNetworks.dense(DataType.FLOAT));
        Map<String, Tensor> input = Map.of("input", SmallNetworks.normal(1, 4, 5));
        List<Tensor.Floats> all = read(model, input);
        try (TappedModel tapped = model.tap(TapPlan.reading(List.of("layer2", "input", "first")))) {
            List<Tensor.Floats> some = tapped.run(input);
            same(all.get(3), some.get(0));
            same(all.get(0), some.get(1));
            same(all.get(1), some.get(2));
        }
    }

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
        // The graph from "a" on, put together by hand.
        ComputationGraph rest = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("a", "right")
                .addLayer("b", new DenseLayer.Builder().nIn(6).nOut(6).build(), "a")
                .addVertex("skip", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                .addLayer("c", new DenseLayer.Builder().nIn(3).nOut(2).build(), "right")
                .addVertex("both", new MergeVertex(), "skip", "c")
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(8)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "both")
                .setOutputs("out")
                .build());
        rest.init();
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

    @Test
    void layersThatOverwriteTheirInputChangeNothingThatIsRead() {
        // DL4J's activation layer works in place, so that the list of DL4J's feedForward holds its output twice.
        MultiLayerNetwork network = SmallNetworks.ready(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(5)
                        .nOut(7)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new ActivationLayer(Activation.RELU))
                .layer(new LossLayer.Builder().activation(Activation.IDENTITY).build())
                .build());
        Tensor.Floats input = SmallNetworks.normal(1, 4, 5);
        INDArray before =
                SmallNetworks.array(input).mmul(network.getParam("0_W")).addRowVector(network.getParam("0_b"));
        List<Tensor.Floats> read = read(open(network), Map.of("input", input));
        close(before, read.get(1));
        close(Transforms.max(before, 0), read.get(2));
    }

    @Test
    void aTensorThatOneVertexOverwritesIsWholeForTheOthers() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "in")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "in", "relu")
                .addLayer(
                        "loss",
                        new LossLayer.Builder().activation(Activation.IDENTITY).build(),
                        "sum")
                .setOutputs("loss")
                .build());
        graph.init();
        Tensor.Floats input = SmallNetworks.normal(1, 3, 4);
        float[] original = input.values().clone();
        try (TappedModel tapped = open(graph).tap(TapPlan.reading(List.of("in", "sum")))) {
            List<Tensor.Floats> read = tapped.run(Map.of("in", input));
            assertArrayEquals(original, input.values());
            assertArrayEquals(original, read.get(0).values());
            for (int i = 0; i < original.length; i++) {
                assertEquals(original[i] + Math.max(0, original[i]), read.get(1).values()[i]);
            }
        }
    }

    @Test
    void threadsMayRunAtOnce() throws Exception {
        NetworkModel model = open(SmallNetworks.graph());
        List<Map<String, Tensor>> inputs = IntStream.range(0, 40)
                .mapToObj(seed -> Map.<String, Tensor>of(
                        "left", SmallNetworks.normal(seed, 1 + seed % 5, 4),
                        "right", SmallNetworks.normal(seed + 100, 1 + seed % 5, 3)))
                .toList();
        try (TappedModel tapped = model.tap(TapPlan.reading(names(model)));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<List<Tensor.Floats>> alone = inputs.stream().map(tapped::run).toList();
            List<Future<List<Tensor.Floats>>> together = inputs.stream()
                    .map(input -> threads.submit(() -> tapped.run(input)))
                    .toList();
            for (int i = 0; i < inputs.size(); i++) {
                for (int tensor = 0; tensor < alone.get(i).size(); tensor++) {
                    same(alone.get(i).get(tensor), together.get(i).get().get(tensor));
                }
            }
        }
    }

    @Test
    void wholeNumbersAreTakenAsTheyAre() {
        MultiLayerNetwork network = SmallNetworks.ready(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new EmbeddingLayer.Builder()
                        .name("tokens")
                        .nIn(9)
                        .nOut(4)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        NetworkModel model = open(network);
        Tensor.Floats weights = Objects.requireNonNull(model.parameters().get("0_W"));
        try (TappedModel tapped = model.tap(TapPlan.reading(List.of("input", "tokens")))) {
            Tensor.Floats read = tapped.run(Map.of("input", new Tensor.Integers(new long[] {2, 1}, new long[] {7, 0})))
                    .getLast();
            for (int i = 0; i < 4; i++) {
                assertEquals(weights.values()[7 * 4 + i], read.values()[i]);
            }
            Map<String, Tensor> large = Map.of("input", new Tensor.Integers(new long[] {1, 1}, new long[] {1 << 25}));
            refused(() -> tapped.run(large), "exact");
        }
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

    static void refused(Executable call, String part) {
        String message =
                String.valueOf(assertThrows(BadInputException.class, call).getMessage());
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }

    private NetworkModel open(org.deeplearning4j.nn.api.Model network) {
        return NetworkModel.open(SmallNetworks.saved(folder, network));
    }

    private static List<Tensor.Floats> read(NetworkModel model, Map<String, Tensor> inputs) {
        try (TappedModel tapped = model.tap(TapPlan.reading(names(model)))) {
            return tapped.run(inputs);
        }
    }

    private static List<String> names(NetworkModel model) {
        return model.tensors().stream().map(ModelTensor::name).toList();
    }

    private static List<String> shapes(NetworkModel model) {
        return model.tensors().stream().map(ModelTensor::shapeText).toList();
    }

    private static Map<String, Tensor> sides() {
        return Map.of("left", SmallNetworks.normal(1, 4, 4), "right", SmallNetworks.normal(2, 4, 3));
    }

    private static INDArray array(Map<String, Tensor> inputs, String name) {
        return SmallNetworks.array((Tensor.Floats) Objects.requireNonNull(inputs.get(name)));
    }

    private static INDArray[] arrays(Map<String, Tensor> sides) {
        return new INDArray[] {array(sides, "left"), array(sides, "right")};
    }

    private static void same(INDArray expected, Tensor.Floats came) {
        assertArrayEquals(expected.shape(), came.shape());
        assertArrayEquals(expected.dup('c').data().asFloat(), came.values());
    }

    private static void same(Tensor.Floats expected, Tensor.Floats came) {
        assertArrayEquals(expected.shape(), came.shape());
        assertArrayEquals(expected.values(), came.values());
    }

    private static void close(INDArray expected, Tensor.Floats came) {
        assertArrayEquals(expected.shape(), came.shape());
        assertArrayEquals(expected.dup('c').data().asFloat(), came.values(), 1e-6f);
    }
}
