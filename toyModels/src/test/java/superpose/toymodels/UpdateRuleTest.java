package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.data.FixedSamples;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.SampleStream;
import superpose.data.Seed;

/** What a step does besides its gradients, with both engines and after a rest on disk. */
@ExtendWith(OneThread.class)
class UpdateRuleTest {

    private static final int STEPS = 4;

    /** Every optimizer with every pull, at rates that change. */
    static Stream<Recipe> recipes() {
        Recipe adam = Recipe.adam(0.02).withSteps(STEPS).withBatch(30);
        return Stream.of(
                        adam,
                        adam.withWeightDecay(WeightDecay.ofWeights(0.3)),
                        adam.withWeightDecay(new WeightDecay(0.3, 0.2)).withDecay(Decay.LINEAR),
                        adam.withWeightDecay(new WeightDecay(0, 0.2)).withDecay(Decay.COSINE),
                        adam.withRegularization(Regularization.ofRows(-0.8)).withDecay(Decay.LINEAR),
                        adam.withRegularization(Regularization.none().withL1(0.01)),
                        adam.withRegularization(new Regularization(WeightDecay.ofAll(0.1), 0.5, 0.02))
                                .withLearningRate(new LearningRate(0.02, Decay.HALF_COSINE, 2, 0.05)))
                .flatMap(recipe -> Stream.of(
                        recipe,
                        recipe.withOptimizer(new Optimizer.Momentum(0)),
                        recipe.withOptimizer(new Optimizer.Momentum(0.9))));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void stepsOfDl4jEqualThoseComputedByHand(Recipe recipe) {
        BottleneckShape shape = new BottleneckShape(1, 5, 2);
        List<InstanceSetup> setups = Cases.setups(shape, new Seed(3));
        MultiLayerNetwork network =
                BottleneckNetwork.of(BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT), setups, recipe);
        ReferenceBottleneck reference = Cases.reference(network, 0);
        Regularization pulls = recipe.regularization();
        ReferenceStep weights = new ReferenceStep(reference.encoder, recipe.rule());
        ReferenceStep biases = new ReferenceStep(
                new double[][] {reference.bias},
                new UpdateRule(
                        recipe.rule().optimizer(),
                        Regularization.of(WeightDecay.ofWeights(pulls.decay().biases()))));
        for (int step = 0; step < STEPS; step++) {
            double[][][] samples = Cases.draw(shape, setups, recipe.batch());
            INDArray rows = Cases.rows(DataType.FLOAT, shape, samples);
            network.fit(rows, rows);
            reference.differentiate(samples[0]);
            double rate = recipe.learningRate().at(step, STEPS);
            weights.take(reference.encoderGradient, rate);
            biases.take(new double[][] {reference.biasGradient}, rate);
        }
        ReferenceBottleneck trained = Cases.reference(network, 0);
        assertClose(reference.encoder, trained.encoder);
        assertClose(new double[][] {reference.bias}, new double[][] {trained.bias});
    }

    private static void assertClose(double[][] expected, double[][] actual) {
        for (int row = 0; row < expected.length; row++) {
            // A step is up to 0.02 long; where a gradient is near zero, float32 knows its direction less exactly.
            assertArrayEquals(expected[row], actual[row], 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void bothEnginesTakeTheSameSteps(Recipe recipe) {
        for (BottleneckShape shape : List.of(new BottleneckShape(2, 7, 3), new BottleneckShape(2, 13, 10))) {
            BottleneckModel model = BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT.untied());
            Recipe longer = recipe.withSteps(20);
            TrainedBottleneck simd = Engine.SIMD.trainer(longer, 1).fit(model, Cases.setups(model, new Seed(4)));
            TrainedBottleneck dl4j = Engine.DL4J.trainer(longer, 1).fit(model, Cases.setups(model, new Seed(4)));
            for (int instance = 0; instance < shape.instances(); instance++) {
                float[] expected = dl4j.directions(instance).matrix().toArray();
                assertArrayEquals(expected, simd.directions(instance).matrix().toArray(), 1e-3f);
                float[] decoder = dl4j.decoder(instance).matrix().toArray();
                assertArrayEquals(decoder, simd.decoder(instance).matrix().toArray(), 1e-3f);
                assertArrayEquals(dl4j.bias(instance), simd.bias(instance), 1e-3f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aSavedTrainingGoesOnByItsOwnRule(Recipe recipe, @TempDir Path folder) throws IOException {
        BottleneckModel model =
                BottleneckModel.of(new BottleneckShape(2, 7, 3), BottleneckArchitecture.RELU_OUTPUT.untied());
        Recipe constant = recipe.withLearningRate(LearningRate.constant(0.02));
        Recipe withoutRule = Recipe.adam(0.02).withBatch(recipe.batch()).withSteps(2 * STEPS);
        for (Engine engine : Engine.values()) {
            List<InstanceSetup> setups = Cases.setups(model, new Seed(5));
            Path file = folder.resolve(engine.words() + ".zip");
            engine.trainer(constant, 1).fit(model, setups).save(file);
            TrainedBottleneck restored = TrainedBottleneck.restore(file);
            assertEquals(recipe.rule(), restored.rule());
            List<SampleStream> streams =
                    setups.stream().map(InstanceSetup::stream).toList();
            TrainedBottleneck resumed = engine.trainer(withoutRule, 1).resume(restored, streams);
            TrainedBottleneck whole =
                    engine.trainer(constant.withSteps(2 * STEPS), 1).fit(model, Cases.setups(model, new Seed(5)));
            BottleneckTrainerTest.assertSameBits(whole, resumed);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void withoutGradientsPulledNormsApproachOneGeometrically(Engine engine) {
        for (double strength : new double[] {0.5, 2}) {
            Recipe recipe = Recipe.adam(0.1).withRegularization(Regularization.ofRows(-strength));
            double[] before = norms(withoutGradients(engine, recipe.withSteps(1)));
            double[] after = norms(withoutGradients(engine, recipe.withSteps(11)));
            for (int row = 0; row < before.length; row++) {
                double expected = 1 - (1 - before[row]) * Math.pow(1 - 0.1 * strength, 10);
                assertEquals(expected, after[row], 1e-5, "row " + row);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void withoutGradientsThePenaltyTakesTheSameOffEveryWeight(Engine engine) {
        Recipe recipe = Recipe.adam(0.1)
                .withRegularization(Regularization.none().withL1(0.01))
                .withOptimizer(new Optimizer.Momentum(0));
        float[] before = withoutGradients(engine, recipe.withSteps(1))
                .directions(0)
                .matrix()
                .toArray();
        float[] after = withoutGradients(engine, recipe.withSteps(6))
                .directions(0)
                .matrix()
                .toArray();
        for (int i = 0; i < before.length; i++) {
            // Weights nearer to zero than the way go back and forth around it.
            if (Math.abs(before[i]) > 0.005) {
                assertEquals(Math.abs(before[i]) - 0.005, Math.abs(after[i]), 1e-6);
            } else {
                assertEquals(0, after[i], 0.001 + 1e-6);
            }
        }
    }

    /** Trains on zeros, which every model gives back exactly as long as its biases are zero. */
    private static TrainedBottleneck withoutGradients(Engine engine, Recipe recipe) {
        BottleneckShape shape = new BottleneckShape(1, 9, 5);
        BottleneckModel model = BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT);
        FixedSamples zeros = new FixedSamples(Matrix.of(1, 9, new float[9]));
        List<InstanceSetup> setups = List.of(new InstanceSetup(zeros, Importance.uniform(9), new Seed(6)));
        return engine.trainer(recipe.withBatch(3), 1).fit(model, setups);
    }

    private static double[] norms(TrainedBottleneck trained) {
        return Arrays.stream(Cases.doubles(trained.directions(0).matrix()))
                .mapToDouble(UpdateRuleTest::norm)
                .toArray();
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    @Test
    void rowsOfZerosAreNotPulledAnywhere() {
        INDArray update = Nd4j.zeros(6);
        new NormPull(1, 3).apply(Nd4j.createFromArray(0f, 0, 0, 0, 2, 0), update, 0.5, 0, 0);
        assertArrayEquals(new float[] {0, 0, 0, 0, 0.5f, 0}, HostCopy.read(update), 1e-6f);
    }

    /** Steps on one parameter, written from the formulas in float64. */
    private static final class ReferenceStep {

        private final double[][] parameter;
        private final UpdateRule rule;
        private final double[][] first;
        private final double[][] second;
        private int taken;

        ReferenceStep(double[][] parameter, UpdateRule rule) {
            this.parameter = parameter;
            this.rule = rule;
            first = new double[parameter.length][parameter[0].length];
            second = new double[parameter.length][parameter[0].length];
        }

        void take(double[][] gradient, double rate) {
            taken++;
            Regularization pulls = rule.regularization();
            for (int row = 0; row < parameter.length; row++) {
                double norm = norm(parameter[row]);
                for (int column = 0; column < parameter[row].length; column++) {
                    double value = parameter[row][column];
                    double slope = gradient[row][column] + pulls.l1() * Math.signum(value);
                    double pulled = pulls.normPull() == 0 ? 0 : pulls.normPull() * value * (1 / norm - 1);
                    parameter[row][column] -= rate
                            * (direction(row, column, slope) + pulls.decay().weights() * value - pulled);
                }
            }
        }

        private double direction(int row, int column, double slope) {
            return switch (rule.optimizer()) {
                case Optimizer.Adam adam -> {
                    first[row][column] = 0.9 * first[row][column] + 0.1 * slope;
                    second[row][column] = 0.999 * second[row][column] + 0.001 * slope * slope;
                    double mean = first[row][column] / (1 - Math.pow(0.9, taken));
                    double square = second[row][column] / (1 - Math.pow(0.999, taken));
                    yield mean / (Math.sqrt(square) + 1e-8);
                }
                case Optimizer.Momentum descent -> {
                    first[row][column] = descent.momentum() * first[row][column] + slope;
                    yield first[row][column];
                }
            };
        }
    }
}
