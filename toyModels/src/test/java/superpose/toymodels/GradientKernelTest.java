package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        WIDE_AND_SORTED {
            @Override
            GradientKernel of(BottleneckModel model) {
                return new WideKernel(model, Optional.of(WideKernel.Way.SORTED));
            }
        },
        WIDE_AND_DENSE {
            @Override
            GradientKernel of(BottleneckModel model) {
                return new WideKernel(model, Optional.of(WideKernel.Way.DENSE));
            }
        },
        WIDE_AND_GRAM {
            @Override
            GradientKernel of(BottleneckModel model) {
                return new WideKernel(model, Optional.of(WideKernel.Way.GRAM));
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
                    // Fewer features than a block has, and more hidden units than features in rows of many vectors.
                    cases.add(new Case(kind, architecture, 3, 8, uniform, 0.5));
                    cases.add(new Case(kind, architecture, 9, 70, uniform, 0.1));
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
        assertAgrees(one.kind.of(model), one.architecture, parameters, world, batch);
    }

    /** More samples than are dealt with at once, and a part of a tile; some of them empty. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aBatchOfAnySizeIsNoLessExact(Kind kind) {
        Case one = new Case(kind, BottleneckArchitecture.RELU_OUTPUT, 130, 20, false, 0.02);
        BottleneckModel model = BottleneckModel.of(new BottleneckShape(1, one.features, one.hidden), one.architecture);
        InstanceParameters parameters = random(model, new Seed(8));
        for (int batch : new int[] {1, 64, 2500}) {
            assertAgrees(kind.of(model), one.architecture, parameters, one.world(), batch);
        }
    }

    private static void assertAgrees(
            GradientKernel kernel,
            BottleneckArchitecture architecture,
            InstanceParameters parameters,
            SparseFeatures world,
            int batch) {
        double[] importance = new double[world.features()];
        for (int feature = 0; feature < importance.length; feature++) {
            importance[feature] = world.importance().of(feature);
        }
        InstanceParameters gradients = like(parameters, architecture);
        double loss = kernel.differentiate(
                new Objective(world.stream(new Seed(1)), batch, world.importance()), parameters, gradients);
        ReferenceBottleneck reference = new ReferenceBottleneck(
                architecture,
                importance,
                new double[][][] {rows(parameters, parameters.encoder()), rows(parameters, parameters.decoder())},
                bias(parameters));
        reference.differentiate(Cases.doubles(world.sample(batch, new Seed(1))));
        assertEquals(reference.loss, loss, TOLERANCE * reference.loss);
        assertClose(reference.encoderGradient, rows(gradients, gradients.encoder()), "encoder", TOLERANCE);
        assertClose(reference.decoderGradient, rows(gradients, gradients.decoder()), "decoder", TOLERANCE);
        assertClose(new double[][] {reference.biasGradient}, new double[][] {bias(gradients)}, "bias", TOLERANCE);
    }

    private static InstanceParameters like(InstanceParameters parameters, BottleneckArchitecture architecture) {
        return InstanceParameters.of(
                BottleneckModel.of(new BottleneckShape(1, parameters.features(), parameters.hidden()), architecture));
    }

    /** Which weights features that are on in nearly every sample have. */
    enum Weights {
        /** Small ones in every direction, so that most features are never off. */
        SMALL,
        MODERATE,
        LARGE,
        /** All along one direction, so that features are off exactly in the samples that lie far out. */
        PARALLEL,
        /** All the same, and biases so low that the hidden units explain nearly all of an output. */
        SAME
    }

    /** Most features of a model on in nearly every sample, as a trained one has them, and the others mostly off. */
    record MostlyOn(Kind kind, BottleneckArchitecture architecture, boolean uniform, Weights weights, double density) {

        static final int FEATURES = 70;

        BottleneckModel model() {
            return BottleneckModel.of(new BottleneckShape(1, FEATURES, 20), architecture);
        }

        SparseFeatures world() {
            return new Case(kind, architecture, FEATURES, 20, uniform, density).world();
        }

        InstanceParameters parameters() {
            InstanceParameters parameters = random(model(), new Seed(5));
            fill(parameters.encoder(), parameters);
            if (architecture.tying() == Tying.UNTIED) {
                fill(parameters.decoder(), parameters);
            }
            for (int feature = 0; feature < FEATURES; feature++) {
                if (weights == Weights.SAME) {
                    parameters.bias()[feature] = feature % 5 == 0 ? -0.85f : -0.5f;
                } else {
                    parameters.bias()[feature] += feature % 5 == 0 ? -0.4f : 0.4f;
                }
            }
            return parameters;
        }

        private void fill(float[] rows, InstanceParameters like) {
            for (int feature = 0; feature < FEATURES; feature++) {
                float first = rows[feature * like.stride()];
                for (int at = feature * like.stride(), unit = 0; unit < like.hidden(); unit++, at++) {
                    rows[at] = switch (weights) {
                        case SMALL -> 0.05f * rows[at];
                        case MODERATE -> 0.2f * rows[at];
                        case LARGE -> 0.4f * rows[at];
                        case PARALLEL -> 0.2f * first;
                        case SAME -> 0.038f;
                    };
                }
            }
        }
    }

    static Stream<MostlyOn> mostlyOn() {
        List<MostlyOn> cases = new ArrayList<>();
        for (Kind kind : kinds()) {
            for (BottleneckArchitecture architecture : Cases.architectures().toList()) {
                for (boolean uniform : new boolean[] {true, false}) {
                    for (Weights weights : Weights.values()) {
                        cases.add(new MostlyOn(kind, architecture, uniform, weights, 1));
                        cases.add(new MostlyOn(kind, architecture, uniform, weights, 0.4));
                        cases.add(new MostlyOn(kind, architecture, uniform, weights, 0.07));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("mostlyOn")
    void featuresThatAreOnOrOffInMostSamplesAreNoLessExact(MostlyOn one) {
        assertAgrees(one.kind.of(one.model()), one.architecture, one.parameters(), one.world(), 150);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKernelRemembersNothingOfTheInstanceBefore(Kind kind) {
        BottleneckArchitecture architecture = BottleneckArchitecture.RELU_OUTPUT;
        List<MostlyOn> instances = List.of(
                new MostlyOn(kind, architecture, true, Weights.MODERATE, 0.07),
                new MostlyOn(kind, architecture, true, Weights.SMALL, 1),
                new MostlyOn(kind, architecture, false, Weights.LARGE, 0.3),
                new MostlyOn(kind, architecture, true, Weights.SAME, 0.5),
                new MostlyOn(kind, architecture, true, Weights.PARALLEL, 0.07));
        GradientKernel used = kind.of(instances.getFirst().model());
        for (MostlyOn one : instances) {
            InstanceParameters gradients = like(one.parameters(), architecture);
            InstanceParameters expected = like(one.parameters(), architecture);
            double loss = used.differentiate(objective(one.world()), one.parameters(), gradients);
            GradientKernel fresh = kind.of(one.model());
            assertEquals(fresh.differentiate(objective(one.world()), one.parameters(), expected), loss);
            assertArrayEquals(expected.encoder(), gradients.encoder());
            assertArrayEquals(expected.bias(), gradients.bias());
        }
    }

    private static Objective objective(SparseFeatures world) {
        return new Objective(world.stream(new Seed(1)), 150, world.importance());
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
        String found = what + " differs by " + difference + " from a size of " + size;
        assertTrue(difference <= tolerance * size, found);
    }
}
