package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.data.VectorApi;

/** Every kernel gives the loss and the gradients that the formulas give in float64, with the same samples. */
@Tag("vectors")
class GradientKernelTest {

    private static final double TOLERANCE = 1e-5;

    enum Kind {
        SCALAR {
            @Override
            GradientKernel of(BottleneckModel model) {
                return new ScalarKernel(model);
            }
        },
        WIDE {
            @Override
            GradientKernel of(BottleneckModel model) {
                return new WideKernel(model);
            }
        },
        NARROW {
            @Override
            GradientKernel of(BottleneckModel model) {
                return new NarrowKernel(model);
            }
        };

        abstract GradientKernel of(BottleneckModel model);
    }

    record Case(
            Kind kind, BottleneckArchitecture architecture, int features, int hidden, boolean uniform, double density) {

        SparseFeatures world() {
            SparseFeatures plain = SparseFeatures.uniform(features, new Density(density));
            SparseFeatures world = architecture.target() == Target.ABSOLUTE ? plain.signed() : plain;
            return uniform ? world : world.withImportance(Importance.geometric(features, 0.9));
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : kinds()) {
            for (BottleneckArchitecture architecture : Cases.architectures().toList()) {
                for (boolean uniform : new boolean[] {true, false}) {
                    cases.add(new Case(kind, architecture, 5, 2, uniform, 0.5));
                    cases.add(new Case(kind, architecture, 23, 9, uniform, 1));
                    cases.add(new Case(kind, architecture, 40, 20, uniform, 0.05));
                    cases.add(new Case(kind, architecture, 30, 33, uniform, 0.2));
                    // Rows of whole 512-bit vectors, and features in blocks of eight with some left over.
                    cases.add(new Case(kind, architecture, 42, 30, uniform, 0.4));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientsAreThoseOfTheFormulas(Case one) {
        // Two whole tiles and a part of a third.
        int batch = 150;
        BottleneckModel model = BottleneckModel.of(new BottleneckShape(1, one.features, one.hidden), one.architecture);
        InstanceParameters parameters = random(model, new Seed(one.toString().hashCode()));
        SparseFeatures world = one.world();
        double[] importance = new double[one.features];
        for (int feature = 0; feature < one.features; feature++) {
            importance[feature] = world.importance().of(feature);
        }
        InstanceParameters gradients = InstanceParameters.of(model);
        double loss = one.kind
                .of(model)
                .differentiate(
                        new Objective(world.stream(new Seed(1)), batch, world.importance()), parameters, gradients);

        ReferenceBottleneck reference = new ReferenceBottleneck(
                one.architecture,
                importance,
                new double[][][] {rows(parameters, parameters.encoder()), rows(parameters, parameters.decoder())},
                bias(parameters));
        reference.differentiate(Cases.doubles(world.sample(batch, new Seed(1))));
        assertEquals(reference.loss, loss, TOLERANCE * reference.loss);
        assertClose(reference.encoderGradient, rows(gradients, gradients.encoder()), "encoder", TOLERANCE);
        assertClose(reference.decoderGradient, rows(gradients, gradients.decoder()), "decoder", TOLERANCE);
        assertClose(new double[][] {reference.biasGradient}, new double[][] {bias(gradients)}, "bias", TOLERANCE);
    }

    /** Near an optimum gradients are small differences of large sums, the hardest case for float32: twice the tolerance. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3, 0.05})
    void gradientsOfATrainedModelAreThoseOfTheFormulas(double density) {
        SparseFeatures world = SparseFeatures.uniform(60, new Density(density));
        BottleneckModel model = BottleneckModel.of(new BottleneckShape(1, 60, 12), BottleneckArchitecture.RELU_OUTPUT);
        List<InstanceSetup> setups = List.of(InstanceSetup.in(world, new Seed(2)));
        TrainedBottleneck trained =
                new SimdTrainer(Recipe.adam(3e-3).withDecay(Decay.COSINE).withSteps(2000), 1).fit(model, setups);
        InstanceParameters parameters =
                new NetworkState(trained.network()).instance(0).parameters();
        ReferenceBottleneck reference = Cases.reference(trained.network(), 0);
        reference.differentiate(Cases.doubles(world.sample(1024, new Seed(3))));
        for (Kind kind : kinds()) {
            InstanceParameters gradients = InstanceParameters.of(model);
            Objective objective = new Objective(world.stream(new Seed(3)), 1024, world.importance());
            double loss = kind.of(model).differentiate(objective, parameters, gradients);
            assertEquals(reference.loss, loss, TOLERANCE * reference.loss);
            assertClose(
                    reference.encoderGradient, rows(gradients, gradients.encoder()), kind + " encoder", 2 * TOLERANCE);
            assertClose(
                    new double[][] {reference.biasGradient},
                    new double[][] {bias(gradients)},
                    kind + " bias",
                    2 * TOLERANCE);
        }
    }

    private static List<Kind> kinds() {
        return VectorApi.isPresent() ? List.of(Kind.values()) : List.of(Kind.SCALAR);
    }

    private static InstanceParameters random(BottleneckModel model, Seed seed) {
        BottleneckShape shape = model.shape();
        int matrices = model.architecture().tying() == Tying.TIED ? 1 : 2;
        float[] flat = new float[shape.features() * (matrices * shape.hidden() + 1)];
        RandomGenerator generator = seed.generator();
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) (generator.nextGaussian() * 0.4);
        }
        InstanceParameters parameters = InstanceParameters.of(model);
        parameters.read(flat, 0, shape, 0);
        return parameters;
    }

    private static double[][] rows(InstanceParameters like, float[] values) {
        double[][] rows = new double[like.features()][like.hidden()];
        for (int row = 0; row < rows.length; row++) {
            for (int unit = 0; unit < like.hidden(); unit++) {
                rows[row][unit] = values[row * like.stride() + unit];
            }
        }
        return rows;
    }

    private static double[] bias(InstanceParameters parameters) {
        double[] bias = new double[parameters.features()];
        for (int row = 0; row < bias.length; row++) {
            bias[row] = parameters.bias()[row];
        }
        return bias;
    }

    /** In the Euclidean norm of all gradients: one near zero is a difference of large terms. */
    private static void assertClose(double[][] expected, double[][] actual, String what, double tolerance) {
        double size = 0;
        double difference = 0;
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                size = Math.hypot(size, expected[row][column]);
                difference = Math.hypot(difference, expected[row][column] - actual[row][column]);
            }
        }
        double relative = difference / size;
        assertTrue(relative <= tolerance, () -> what + " differs by " + relative + " of its size");
    }
}
