package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static superpose.probes.model.NetworkAssertions.arrays;
import static superpose.probes.model.NetworkAssertions.checkShapes;
import static superpose.probes.model.NetworkAssertions.close;
import static superpose.probes.model.NetworkAssertions.names;
import static superpose.probes.model.NetworkAssertions.read;
import static superpose.probes.model.NetworkAssertions.refused;
import static superpose.probes.model.NetworkAssertions.same;
import static superpose.probes.model.NetworkAssertions.sides;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
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
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What is read from a network is what DL4J computes. */
class NetworkReadingTest {

    @TempDir
    private Path folder;

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
        checkShapes(open(network), shape);
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

    private NetworkModel open(org.deeplearning4j.nn.api.Model network) {
        return NetworkModel.open(SmallNetworks.saved(folder, network));
    }
}
