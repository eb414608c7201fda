package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/** The fast path trains what DL4J trains, however many threads it has. */
@Tag("vectors")
@ExtendWith(OneThread.class)
class SimdTrainerTest {

    /** More hidden units than the narrow kernel takes, and neither they nor the features fill whole blocks. */
    private static final BottleneckShape WIDE = new BottleneckShape(3, 21, 9);

    private static final Recipe RECIPE = Recipe.notebook().withSteps(40).withBatch(200);

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void bothEnginesTrainTheSameFromTheSameSamples(BottleneckArchitecture architecture) {
        for (BottleneckShape shape : List.of(WIDE, new BottleneckShape(3, 7, 3))) {
            BottleneckModel model = BottleneckModel.of(shape, architecture);
            List<List<Double>> losses = new ArrayList<>();
            List<TrainedBottleneck> trained = new ArrayList<>();
            for (Engine engine : Engine.values()) {
                trained.add(engine.trainer(RECIPE, 1)
                        .reporting(1, (step, now) -> losses.add(now))
                        .fit(model, Cases.setups(model, new Seed(4))));
            }
            for (int step = 0; step < RECIPE.steps(); step++) {
                for (int instance = 0; instance < shape.instances(); instance++) {
                    double expected = losses.get(RECIPE.steps() + step).get(instance);
                    // The first loss is computed at the same parameters; later ones have drifted apart by rounding.
                    double tolerance = step == 0 ? 1e-5 : 1e-3;
                    assertEquals(expected, losses.get(step).get(instance), tolerance * expected, "step " + step);
                }
            }
            for (int instance = 0; instance < shape.instances(); instance++) {
                assertArrayEquals(
                        trained.get(1).directions(instance).matrix().toArray(),
                        trained.get(0).directions(instance).matrix().toArray(),
                        1e-3f);
                assertArrayEquals(trained.get(1).bias(instance), trained.get(0).bias(instance), 1e-3f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void theNumberOfThreadsChangesNothing(int threads) {
        BottleneckModel model = BottleneckModel.of(WIDE, BottleneckArchitecture.RELU_OUTPUT);
        TrainedBottleneck alone = new SimdTrainer(RECIPE, 1).fit(model, Cases.setups(model, new Seed(5)));
        TrainedBottleneck shared = new SimdTrainer(RECIPE, threads)
                .reporting(7, (step, losses) -> {})
                .fit(model, Cases.setups(model, new Seed(5)));
        BottleneckTrainerTest.assertSameBits(alone, shared);
    }

    @Test
    void aTrainingGoesOnWithTheOtherEngine() {
        BottleneckModel model = BottleneckModel.of(WIDE, BottleneckArchitecture.RELU_OUTPUT);
        TrainedBottleneck whole = Engine.DL4J.trainer(RECIPE, 1).fit(model, Cases.setups(model, new Seed(6)));
        for (Engine first : Engine.values()) {
            Engine second = first == Engine.SIMD ? Engine.DL4J : Engine.SIMD;
            List<InstanceSetup> setups = Cases.setups(model, new Seed(6));
            TrainedBottleneck half = first.trainer(RECIPE.withSteps(15), 1).fit(model, setups);
            TrainedBottleneck resumed = second.trainer(RECIPE, 1)
                    .resume(half, setups.stream().map(InstanceSetup::stream).toList());
            assertEquals(RECIPE.steps(), resumed.steps());
            for (int instance = 0; instance < WIDE.instances(); instance++) {
                assertArrayEquals(
                        whole.directions(instance).matrix().toArray(),
                        resumed.directions(instance).matrix().toArray(),
                        1e-3f);
            }
        }
    }

    @Test
    void trainedLossesOfBothEnginesLieWithinTheSpreadOfSeeds() {
        SparseFeatures world = SparseFeatures.uniform(30, new Density(0.1));
        BottleneckModel model = BottleneckModel.of(new BottleneckShape(6, 30, 10), BottleneckArchitecture.RELU_OUTPUT);
        DoubleSummaryStatistics simd = losses(Engine.SIMD, 0, model, world);
        DoubleSummaryStatistics dl4j = losses(Engine.DL4J, 100, model, world);
        double spread = Math.max(simd.getMax() - simd.getMin(), dl4j.getMax() - dl4j.getMin());
        assertEquals(dl4j.getAverage(), simd.getAverage(), spread, () -> simd + " against " + dl4j);
    }

    private static DoubleSummaryStatistics losses(
            Engine engine, long firstSeed, BottleneckModel model, SparseFeatures world) {
        List<InstanceSetup> setups = new ArrayList<>();
        for (int instance = 0; instance < model.shape().instances(); instance++) {
            setups.add(InstanceSetup.in(world, new Seed(firstSeed + instance)));
        }
        Recipe recipe = Recipe.adam(3e-3).withSteps(1500).withBatch(256);
        TrainedBottleneck trained = engine.trainer(recipe, 1).fit(model, setups);
        Matrix samples = world.sample(20_000, new Seed(9));
        return IntStream.range(0, setups.size())
                .mapToDouble(instance -> trained.loss(instance, samples))
                .summaryStatistics();
    }
}
