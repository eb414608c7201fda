package superpose.probes.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.data.Seed;

/** Networks of DL4J's common layers, with random parameters, and their files. */
final class SmallNetworks {

    private SmallNetworks() {}

    static MultiLayerNetwork dense(DataType type) {
        return ready(new NeuralNetConfiguration.Builder()
                .dataType(type)
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().name("first").nIn(5).nOut(7).build())
                .layer(new DenseLayer.Builder().nIn(7).nOut(6).dropOut(0.5).build())
                .layer(new OutputLayer.Builder()
                        .nIn(6)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    }

    /** Takes flat images of 8 x 8. */
    static MultiLayerNetwork images(InputType input) {
        return ready(new NeuralNetConfiguration.Builder()
                .activation(Activation.RELU)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).name("conv").nOut(4).build())
                .layer(new BatchNormalization.Builder().name("norm").build())
                .layer(new SubsamplingLayer.Builder(
                                SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                        .name("pool")
                        .build())
                .layer(new DropoutLayer.Builder(0.5).name("drop").build())
                .layer(new DenseLayer.Builder().name("dense").nOut(6).build())
                .layer(new OutputLayer.Builder()
                        .name("digits")
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(input)
                .build());
    }

    static MultiLayerNetwork sequences() {
        return ready(new NeuralNetConfiguration.Builder()
                .activation(Activation.TANH)
                .list()
                .layer(new LSTM.Builder().name("lstm").nOut(4).build())
                .layer(new DenseLayer.Builder().name("dense").nOut(5).build())
                .layer(new RnnOutputLayer.Builder()
                        .name("next")
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(2))
                .build());
    }

    /** Two inputs, a skip connection around a layer, and a merge. */
    static ComputationGraph graph() {
        return fromA(graphOf("left", "right")
                .addLayer("a", new DenseLayer.Builder().nIn(4).nOut(6).build(), "left"));
    }

    /** The rest of {@link #graph} from the layer "a" on, which here is an input. */
    static ComputationGraph graphFromA() {
        return fromA(graphOf("a", "right"));
    }

    private static GraphBuilder graphOf(String... inputs) {
        return new NeuralNetConfiguration.Builder()
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs(inputs);
    }

    private static ComputationGraph fromA(GraphBuilder beginning) {
        ComputationGraph graph = new ComputationGraph(beginning
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
        graph.init();
        randomize(graph.params());
        return graph;
    }

    static MultiLayerNetwork ready(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        randomize(network.params());
        return network;
    }

    /** Parameters above 0, since a variance is one of them. */
    private static void randomize(INDArray parameters) {
        RandomGenerator random = new Seed(7).generator();
        for (long i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, 0.05 + 0.4 * random.nextDouble());
        }
    }

    /** Saves a network with the state of its updater, as most are. */
    static Path saved(Path folder, Model network) {
        Path file = folder.resolve("network.zip");
        try {
            ModelSerializer.writeModel(network, file.toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static Tensor.Floats normal(long seed, long... shape) {
        RandomGenerator random = new Seed(seed).generator();
        float[] values = new float[Math.toIntExact(Tensor.size(shape))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Tensor.Floats(shape, values);
    }

    static INDArray array(Tensor.Floats tensor) {
        return Nd4j.createFromArray(tensor.values()).reshape('c', tensor.shape());
    }
}
