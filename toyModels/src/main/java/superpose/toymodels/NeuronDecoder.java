package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.SampleStream;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/**
 * Neurons that read features back from a fixed projection: {@code x' = L2 relu(L1 P^T x + b)}, a plain DL4J network of two
 * layers, of which only the first has biases.
 *
 * <p>Weights of a layer start uniform within one over the root of its inputs. The loss is the mean over samples of the squared
 * error, summed over features.
 *
 * <p>Source: Jermyn, Schiefer and Hubinger (2022), "Engineering Monosemanticity in Toy Models", task decoder.
 *
 * @param projection P, [features, inputs]
 * @param neurons k, neurons between the layers, at least 1
 * @param start where biases start and how they fade
 */
public record NeuronDecoder(FeatureDirections projection, int neurons, BiasStart start) {

    private static final int EVALUATION = 8_192;
    private static final String INWARD = "0_W";
    private static final String BIAS = "0_b";
    private static final String OUTWARD = "1_W";

    /** Checks the number of neurons. */
    public NeuronDecoder {
        Require.positive(neurons, "neurons");
    }

    /**
     * Where the biases of the neurons start and how they fade.
     *
     * @param offset every bias at the start; below 0, neurons are silent at first for all but strong inputs
     * @param fading in each step of the first half of a training, a bias loses this times the initial learning rate of itself;
     *     at least 0
     */
    public record BiasStart(double offset, double fading) {

        /** Checks the fading. */
        public BiasStart {
            Require.notNegative(fading, "fading of biases");
        }
    }

    /**
     * What a training ends with.
     *
     * @param responses what each neuron answers to each feature alone at value 1, [features, neurons]
     * @param biases b, [neurons]
     * @param loss on samples that it has not seen
     */
    public record Decoding(Matrix responses, List<Double> biases, double loss) {

        /** Copies the list. */
        public Decoding {
            biases = List.copyOf(biases);
        }
    }

    /**
     * Trains on a world's features.
     *
     * @param recipe how; the only pull on the parameters is the fading of the biases
     * @param seed decides weights and samples
     * @throws superpose.data.BadInputException if it diverges
     */
    public Decoding fit(SparseFeatures world, Recipe recipe, Seed seed) {
        Require.same(projection.features(), world.features(), "features of the world");
        Require.that(
                recipe.regularization().equals(Regularization.none()),
                "a recipe without regularization",
                recipe.regularization(),
                "biases fade by BiasStart alone");
        MultiLayerNetwork network = network(recipe, seed);
        train(network, world.stream(seed.child("samples")), recipe);
        double loss = network.score(set(world.sample(EVALUATION, seed.child("evaluation"))));
        new Divergence(recipe).require(Double.isFinite(loss), loss, 0, recipe.steps());
        return new Decoding(responses(network), biases(network), loss);
    }

    private void train(MultiLayerNetwork network, SampleStream samples, Recipe recipe) {
        double kept = 1 - start.fading() * recipe.learningRate().initial();
        float[] values = new float[Math.multiplyExact(recipe.batch(), projection.features())];
        INDArray biases = network.getParam(BIAS);
        for (int step = 0; step < recipe.steps(); step++) {
            samples.next(values);
            network.fit(set(Matrix.of(recipe.batch(), projection.features(), values)));
            if (2 * step < recipe.steps()) {
                biases.muli(kept);
            }
        }
    }

    private DataSet set(Matrix samples) {
        return new DataSet(array(projection.superpose(samples)), array(samples));
    }

    private static INDArray array(Matrix values) {
        return Nd4j.createFromArray(values.toArray()).reshape('c', values.rows(), values.columns());
    }

    private MultiLayerNetwork network(Recipe recipe, Seed seed) {
        int inputs = projection.hidden();
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(BottleneckNetwork.updater(recipe))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(inputs)
                        .nOut(neurons)
                        .activation(Activation.RELU.dl4j())
                        .biasInit(start.offset())
                        .build())
                .layer(new OutputLayer.Builder(new LossL2())
                        .nIn(neurons)
                        .nOut(projection.features())
                        .activation(Activation.LINEAR.dl4j())
                        .hasBias(false)
                        .build())
                .build());
        network.init();
        // DL4J draws from one generator for the whole process, which trainings side by side would share.
        network.setParam(INWARD, uniform(inputs, neurons, seed.child("inward")));
        network.setParam(OUTWARD, uniform(neurons, projection.features(), seed.child("outward")));
        return network;
    }

    private static INDArray uniform(int inputs, int outputs, Seed seed) {
        RandomGenerator generator = seed.generator();
        float reach = (float) (1 / Math.sqrt(inputs));
        float[] values = new float[Math.multiplyExact(inputs, outputs)];
        for (int index = 0; index < values.length; index++) {
            values[index] = reach * (2 * generator.nextFloat() - 1);
        }
        return array(Matrix.of(inputs, outputs, values));
    }

    private Matrix responses(MultiLayerNetwork network) {
        INDArray answers =
                network.feedForwardToLayer(0, array(projection.matrix())).getLast();
        return Matrix.of(projection.features(), neurons, answers.dup('c').data().asFloat());
    }

    private static List<Double> biases(MultiLayerNetwork network) {
        List<Double> values = new ArrayList<>();
        for (float bias : network.getParam(BIAS).dup().data().asFloat()) {
            values.add((double) bias);
        }
        return values;
    }
}
