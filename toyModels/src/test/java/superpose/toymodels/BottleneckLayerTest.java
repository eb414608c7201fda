package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.buffer.util.DataTypeUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import superpose.data.Seed;

@ExtendWith(OneThread.class)
class BottleneckLayerTest {

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void gradientsPassTheCheckOfDl4j(BottleneckArchitecture architecture) {
        BottleneckShape shape = new BottleneckShape(2, 4, 3);
        BottleneckModel model = BottleneckModel.of(shape, architecture);
        List<InstanceSetup> setups = Cases.setups(model, new Seed(1));
        MultiLayerNetwork network = Cases.network(DataType.DOUBLE, model, setups);
        INDArray rows = Cases.rows(DataType.DOUBLE, shape, Cases.draw(shape, setups, 5));
        DataType before = DataTypeUtil.getDtypeFromContext();
        DataTypeUtil.setDTypeForContext(DataType.DOUBLE);
        try {
            assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                    .net(network)
                    .input(rows)
                    .labels(Cases.labels(architecture.target(), rows))
                    .maxRelError(1e-6)));
        } finally {
            DataTypeUtil.setDTypeForContext(before);
        }
    }

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void gradientsAndLossesEqualTheFloat64Reference(BottleneckArchitecture architecture) {
        RandomGenerator sizes = new Seed(2).generator();
        for (int draw = 0; draw < 8; draw++) {
            BottleneckShape shape = new BottleneckShape(sizes.nextInt(1, 5), sizes.nextInt(1, 20), sizes.nextInt(1, 8));
            compareWithReference(BottleneckModel.of(shape, architecture), sizes.nextInt(1, 70), new Seed(draw));
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void resultsDoNotDependOnWhereBlocksOfSamplesEnd(BottleneckShape shape, int samples) {
        BottleneckArchitecture architecture = BottleneckArchitecture.RELU_HIDDEN.untied();
        compareWithReference(BottleneckModel.of(shape, architecture), samples, new Seed(4));
    }

    static Stream<Arguments> blocks() {
        int features = 64;
        int samples = GradientPass.BLOCK / features;
        return Stream.of(
                // One instance at a time: as many samples as fit, one more, and a remainder.
                Arguments.of(new BottleneckShape(2, features, 2), samples),
                Arguments.of(new BottleneckShape(2, features, 2), samples + 1),
                Arguments.of(new BottleneckShape(1, features, 2), 2 * samples + 7),
                // Two instances at a time, and then one.
                Arguments.of(new BottleneckShape(3, features, 2), samples / 2));
    }

    private static void compareWithReference(BottleneckModel model, int samples, Seed seed) {
        BottleneckShape shape = model.shape();
        List<InstanceSetup> setups = Cases.setups(model, seed);
        MultiLayerNetwork network = Cases.network(DataType.FLOAT, model, setups);
        double[][][] drawn = Cases.draw(shape, setups, samples);
        INDArray rows = Cases.rows(DataType.FLOAT, shape, drawn);
        network.setInput(rows);
        INDArray labels = Cases.labels(model.architecture().target(), rows);
        network.setLabels(labels);
        network.computeGradientAndScore();
        double[] losses = ((BottleneckOutput) network.getOutputLayer()).losses();
        double sum = 0;
        for (int instance = 0; instance < shape.instances(); instance++) {
            ReferenceBottleneck reference = Cases.reference(network, instance);
            reference.differentiate(drawn[instance]);
            assertEquals(reference.loss, losses[instance], 1e-5 * reference.loss, shape + ", " + samples);
            assertClose(reference.encoderGradient, gradient(network, "W", instance), samples);
            assertClose(new double[][] {reference.biasGradient}, gradient(network, "b", instance), samples);
            if (model.architecture().tying() == Tying.UNTIED) {
                assertClose(reference.decoderGradient, gradient(network, "D", instance), samples);
            }
            sum += reference.loss;
        }
        assertEquals(sum, network.score(), 1e-5 * sum);
        // DL4J's own loss adds float32 values one by one, up to half a million of them here.
        assertEquals(sum, network.score(new DataSet(rows, labels), true), 1e-3 * sum);
    }

    private static float[] gradient(MultiLayerNetwork network, String key, int instance) {
        return HostCopy.read(network.gradient().getGradientFor("0_" + key).slice(instance));
    }

    private static void assertClose(double[][] expected, float[] sumsOverSamples, int samples) {
        double largest = 0;
        for (double[] row : expected) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int i = 0; i < sumsOverSamples.length; i++) {
            double value = expected[i / expected[0].length][i % expected[0].length];
            assertEquals(value, sumsOverSamples[i] / (double) samples, 1e-5 * largest + 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void configurationSurvivesJson(BottleneckArchitecture architecture) {
        BottleneckShape shape = new BottleneckShape(3, 5, 2);
        BottleneckModel model = new BottleneckModel(shape, architecture, 0.123456789);
        List<InstanceSetup> setups = Cases.setups(shape, new Seed(-77));
        MultiLayerNetwork network = BottleneckNetwork.of(
                model, setups, Recipe.notebook().withDecay(Decay.COSINE).withSteps(17));
        String json = network.getLayerWiseConfigurations().toJson();
        MultiLayerConfiguration restored = MultiLayerConfiguration.fromJson(json);
        assertEquals(json, restored.toJson());
        assertEquals(
                network.getOutputLayer().conf().getLayer(), restored.getConf(0).getLayer());
        assertEquals(model, ((BottleneckLayer) restored.getConf(0).getLayer()).model());
    }

    @Test
    void initialWeightsHaveTheirStandardDeviationAndDoNotDependOnNeighbours() {
        BottleneckModel three = BottleneckModel.of(new BottleneckShape(3, 100, 20), BottleneckArchitecture.RELU_OUTPUT)
                .withInitialStd(0.05);
        List<InstanceSetup> setups = Cases.setups(three.shape(), new Seed(5));
        BottleneckModel one =
                new BottleneckModel(new BottleneckShape(1, 100, 20), three.architecture(), three.initialStd());
        TrainedBottleneck together = new TrainedBottleneck(BottleneckNetwork.of(three, setups, Recipe.adam(1e-3)));
        TrainedBottleneck alone =
                new TrainedBottleneck(BottleneckNetwork.of(one, setups.subList(2, 3), Recipe.adam(1e-3)));
        float[] weights = alone.directions(0).matrix().toArray();
        assertArrayEquals(weights, together.directions(2).matrix().toArray());
        double squares = 0;
        for (float weight : weights) {
            squares += (double) weight * weight;
        }
        // The standard error of a standard deviation from 2,000 draws is 1.6 %.
        assertEquals(0.05, Math.sqrt(squares / weights.length), 0.05 * 0.06);
        assertArrayEquals(new float[100], together.bias(1));
    }
}
