package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/** What every engine promises, whatever it runs on. */
@ExtendWith(OneThread.class)
class BottleneckTrainerTest {

    private static final BottleneckShape SHAPE = new BottleneckShape(3, 12, 4);
    private static final BottleneckModel MODEL = BottleneckModel.of(SHAPE, BottleneckArchitecture.RELU_OUTPUT.untied());
    private static final Recipe RECIPE = Recipe.notebook().withSteps(50).withBatch(64);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sameSeedsGiveSameBits(Engine engine) {
        assertSameBits(fit(engine, RECIPE, 3), fit(engine, RECIPE, 3));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void otherSeedsGiveOtherWeights(Engine engine) {
        float[] weights = fit(engine, RECIPE, 3).directions(0).matrix().toArray();
        float[] others = fit(engine, RECIPE, 4).directions(0).matrix().toArray();
        assertTrue(weights[0] != others[0]);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void instancesDoNotInfluenceEachOther(Engine engine) {
        TrainedBottleneck together = fit(engine, RECIPE, 3);
        for (int instance = 0; instance < SHAPE.instances(); instance++) {
            BottleneckModel one =
                    BottleneckModel.of(new BottleneckShape(1, SHAPE.features(), SHAPE.hidden()), MODEL.architecture());
            List<InstanceSetup> setups = Cases.setups(SHAPE, new Seed(3)).subList(instance, instance + 1);
            TrainedBottleneck alone = engine.trainer(RECIPE, 1).fit(one, setups);
            assertArrayEquals(
                    alone.directions(0).matrix().toArray(),
                    together.directions(instance).matrix().toArray(),
                    2e-6f);
            assertArrayEquals(alone.bias(0), together.bias(instance), 2e-6f);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void eachInstanceSeesItsOwnDensityAndImportance(Engine engine) {
        List<Density> densities = Density.list(1, 0.25, 0.02);
        List<InstanceSetup> setups = new ArrayList<>();
        for (int i = 0; i < densities.size(); i++) {
            SparseFeatures world = SparseFeatures.uniform(SHAPE.features(), densities.get(i))
                    .withImportance(Importance.geometric(SHAPE.features(), 1 - 0.2 * i));
            setups.add(InstanceSetup.in(world, new Seed(i)));
        }
        List<Double> losses = new ArrayList<>();
        engine.trainer(RECIPE.withSteps(1).withBatch(20_000), 1)
                .reporting(1, (step, now) -> losses.addAll(now))
                .fit(MODEL.withInitialStd(1e-6), setups);
        for (int i = 0; i < densities.size(); i++) {
            // A model that answers 0 loses the mean square of each feature, p / 3, times its importance.
            double importance = 0;
            for (int feature = 0; feature < SHAPE.features(); feature++) {
                importance += Math.pow(1 - 0.2 * i, feature) / SHAPE.features();
            }
            double expected = importance * densities.get(i).value() / 3;
            assertEquals(expected, losses.get(i), 0.05 * expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void progressIsReportedEverySoManyStepsAndAfterTheLast(Engine engine) {
        List<Integer> steps = new ArrayList<>();
        engine.trainer(RECIPE, 1)
                .reporting(20, (step, losses) -> {
                    steps.add(step);
                    assertEquals(SHAPE.instances(), losses.size());
                })
                .fit(MODEL, Cases.setups(SHAPE, new Seed(3)));
        assertEquals(List.of(20, 40, 50), steps);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void divergenceNamesTheInstanceAndTheCure(Engine engine) {
        List<InstanceSetup> setups = new ArrayList<>(Cases.setups(SHAPE, new Seed(3)));
        InstanceSetup sound = setups.get(1);
        setups.set(1, new InstanceSetup(into -> Arrays.fill(into, Float.NaN), sound.importance(), sound.seed()));
        BadInputException broken = assertThrows(
                BadInputException.class, () -> engine.trainer(RECIPE, 1).fit(MODEL, setups));
        assertTrue(
                broken.toString().matches(".* in instance 1 after (1|50) steps; lower the learning rate.*"),
                broken::getMessage);
        // A linear output, because units with a ReLU die instead.
        BottleneckModel linear = BottleneckModel.of(SHAPE, BottleneckArchitecture.LINEAR);
        Recipe tooFast = new Recipe(LearningRate.constant(50), 200, 64, WeightDecay.none());
        BadInputException diverged = assertThrows(
                BadInputException.class,
                () -> engine.trainer(tooFast, 1).fit(linear, Cases.setups(SHAPE, new Seed(3))));
        assertTrue(diverged.toString().contains("lower the learning rate of 50"), diverged::getMessage);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anInterruptedThreadStopsTraining(Engine engine) {
        List<Integer> steps = new ArrayList<>();
        BottleneckTrainer trainer = engine.trainer(RECIPE.withSteps(1_000_000), 1)
                .reporting(1, (step, losses) -> {
                    steps.add(step);
                    if (step == 5) {
                        Thread.currentThread().interrupt();
                    }
                });
        List<InstanceSetup> setups = Cases.setups(SHAPE, new Seed(3));
        assertThrows(CancellationException.class, () -> trainer.fit(MODEL, setups));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(1, 2, 3, 4, 5), steps);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aFailingStreamFailsTheTraining(Engine engine) {
        List<InstanceSetup> setups = new ArrayList<>(Cases.setups(SHAPE, new Seed(3)));
        InstanceSetup sound = setups.get(2);
        setups.set(
                2,
                new InstanceSetup(
                        into -> {
                            throw new BadInputException("samples", "none", "look elsewhere");
                        },
                        sound.importance(),
                        sound.seed()));
        assertThrows(BadInputException.class, () -> engine.trainer(RECIPE, 1).fit(MODEL, setups));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void resumingEqualsNeverHavingStopped(Engine engine) {
        Recipe whole = RECIPE.withDecay(Decay.CONSTANT);
        List<InstanceSetup> setups = Cases.setups(SHAPE, new Seed(3));
        TrainedBottleneck half = engine.trainer(whole.withSteps(20), 1).fit(MODEL, setups);
        float[] before = half.directions(0).matrix().toArray();
        TrainedBottleneck resumed = engine.trainer(whole, 1)
                .resume(half, setups.stream().map(InstanceSetup::stream).toList());
        assertSameBits(fit(engine, whole, 3), resumed);
        assertEquals(50, resumed.steps());
        assertArrayEquals(before, half.directions(0).matrix().toArray());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void setupsThatDoNotFitTheModelAreRefused(Engine engine) {
        List<InstanceSetup> two = Cases.setups(SHAPE, new Seed(3)).subList(0, 2);
        assertThrows(BadInputException.class, () -> engine.trainer(RECIPE, 1).fit(MODEL, two));
        List<InstanceSetup> narrow = Cases.setups(new BottleneckShape(3, 11, 4), new Seed(3));
        assertThrows(BadInputException.class, () -> engine.trainer(RECIPE, 1).fit(MODEL, narrow));
    }

    private static TrainedBottleneck fit(Engine engine, Recipe recipe, long seed) {
        return engine.trainer(recipe, 1).fit(MODEL, Cases.setups(SHAPE, new Seed(seed)));
    }

    static void assertSameBits(TrainedBottleneck expected, TrainedBottleneck actual) {
        for (int i = 0; i < expected.model().shape().instances(); i++) {
            assertArrayEquals(
                    expected.directions(i).matrix().toArray(),
                    actual.directions(i).matrix().toArray());
            assertArrayEquals(
                    expected.decoder(i).matrix().toArray(),
                    actual.decoder(i).matrix().toArray());
            assertArrayEquals(expected.bias(i), actual.bias(i));
        }
    }
}
