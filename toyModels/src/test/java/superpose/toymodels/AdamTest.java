package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.Seed;

/** DL4J's updates against AdamW written out by hand (Loshchilov and Hutter 2019, algorithm 2). */
@ExtendWith(OneThread.class)
class AdamTest {

    private static final int STEPS = 4;

    @ParameterizedTest
    @CsvSource({"0, 0, CONSTANT", "0.3, 0, CONSTANT", "0.3, 0.2, LINEAR", "0, 0.2, COSINE"})
    void stepsEqualThoseComputedByHand(double weightDecay, double biasDecay, Decay decay) {
        BottleneckShape shape = new BottleneckShape(1, 5, 2);
        Recipe recipe = Recipe.adam(0.02)
                .withDecay(decay)
                .withSteps(STEPS)
                .withWeightDecay(new WeightDecay(weightDecay, biasDecay));
        List<InstanceSetup> setups = Cases.setups(shape, new Seed(3));
        MultiLayerNetwork network =
                BottleneckNetwork.of(BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT), setups, recipe);
        ReferenceBottleneck reference = Cases.reference(network, 0);
        Moments weights = new Moments(reference.encoder, weightDecay);
        Moments biases = new Moments(new double[][] {reference.bias}, biasDecay);
        for (int step = 0; step < STEPS; step++) {
            double[][][] samples = Cases.draw(shape, setups, 30);
            INDArray rows = Cases.rows(DataType.FLOAT, shape, samples);
            network.fit(rows, rows);
            reference.differentiate(samples[0]);
            double rate = 0.02 * decay.factor(step, STEPS);
            weights.step(reference.encoderGradient, rate);
            biases.step(new double[][] {reference.biasGradient}, rate);
        }
        ReferenceBottleneck trained = Cases.reference(network, 0);
        assertClose(reference.encoder, trained.encoder);
        assertClose(new double[][] {reference.bias}, new double[][] {trained.bias});
    }

    private static void assertClose(double[][] expected, double[][] actual) {
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                // A step is up to 0.02 long; where a gradient is near zero, float32 knows its direction less exactly.
                assertEquals(expected[row][column], actual[row][column], 1e-4);
            }
        }
    }

    /** AdamW on one parameter, changed in place. */
    private static final class Moments {

        private final double[][] parameter;
        private final double decay;
        private final double[][] first;
        private final double[][] second;
        private int taken;

        Moments(double[][] parameter, double decay) {
            this.parameter = parameter;
            this.decay = decay;
            first = new double[parameter.length][parameter[0].length];
            second = new double[parameter.length][parameter[0].length];
        }

        void step(double[][] gradient, double rate) {
            taken++;
            for (int row = 0; row < parameter.length; row++) {
                for (int column = 0; column < parameter[row].length; column++) {
                    double g = gradient[row][column];
                    first[row][column] = 0.9 * first[row][column] + 0.1 * g;
                    second[row][column] = 0.999 * second[row][column] + 0.001 * g * g;
                    double mean = first[row][column] / (1 - Math.pow(0.9, taken));
                    double square = second[row][column] / (1 - Math.pow(0.999, taken));
                    parameter[row][column] -=
                            rate * (mean / (Math.sqrt(square) + 1e-8) + decay * parameter[row][column]);
                }
            }
        }
    }
}
