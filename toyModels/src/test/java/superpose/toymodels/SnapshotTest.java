package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

/** What is seen of a training is what it was then, with every engine. */
@ExtendWith(OneThread.class)
class SnapshotTest {

    private static final BottleneckShape SHAPE = new BottleneckShape(3, 6, 3);
    private static final BottleneckModel MODEL = BottleneckModel.of(SHAPE, BottleneckArchitecture.RELU_OUTPUT.untied());
    private static final Recipe RECIPE = Recipe.notebook().withSteps(30).withBatch(70);
    private static final List<Integer> WATCHED = List.of(17, 1, 4, 30, 17, 5);

    private static List<InstanceSetup> setups() {
        return Cases.setups(SHAPE, new Seed(3));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyWatchedStepIsSeenOnceInOrder(Engine engine) {
        List<List<Integer>> seen = new ArrayList<>();
        Thread caller = Thread.currentThread();
        engine.trainer(RECIPE, 2)
                .watching(WATCHED, snapshot -> {
                    seen.add(List.of(snapshot.step(), snapshot.instance()));
                    assertEquals(caller, Thread.currentThread());
                })
                .fit(MODEL, setups());
        List<List<Integer>> expected = new ArrayList<>();
        for (int step : List.of(1, 4, 5, 17, 30)) {
            for (int instance = 0; instance < SHAPE.instances(); instance++) {
                expected.add(List.of(step, instance));
            }
        }
        assertEquals(expected, seen);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aSnapshotIsTheTrainingThatStopsThere(Engine engine) {
        for (BottleneckArchitecture architecture : List.of(BottleneckArchitecture.RELU_OUTPUT, MODEL.architecture())) {
            BottleneckModel model = BottleneckModel.of(SHAPE, architecture);
            List<Snapshot> seen = new ArrayList<>();
            engine.trainer(RECIPE, 1).watching(WATCHED, seen::add).fit(model, setups());
            for (Snapshot snapshot : seen) {
                TrainedBottleneck stopped =
                        engine.trainer(RECIPE.withSteps(snapshot.step()), 1).fit(model, setups());
                int instance = snapshot.instance();
                assertArrayEquals(
                        stopped.directions(instance).matrix().toArray(),
                        snapshot.directions().matrix().toArray());
                assertArrayEquals(
                        stopped.decoder(instance).matrix().toArray(),
                        snapshot.decoder().matrix().toArray());
                assertArrayEquals(stopped.bias(instance), snapshot.bias());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void watchingAndReportingChangeNeitherTheTrainingNorEachOther(Engine engine) {
        TrainedBottleneck unseen = engine.trainer(RECIPE, 1).fit(MODEL, setups());
        Map<Integer, List<Double>> reported = new HashMap<>();
        List<Snapshot> seen = new ArrayList<>();
        TrainedBottleneck watched = engine.trainer(RECIPE, 1)
                .reporting(4, reported::put)
                .watching(List.of(4, 6, 28), seen::add)
                .fit(MODEL, setups());
        BottleneckTrainerTest.assertSameBits(unseen, watched);
        assertEquals(
                List.of(4, 8, 12, 16, 20, 24, 28, 30),
                reported.keySet().stream().sorted().toList());
        assertEquals(9, seen.size());
        for (Snapshot snapshot : seen) {
            if (snapshot.step() % 4 == 0) {
                List<Double> losses = reported.getOrDefault(snapshot.step(), List.of());
                assertEquals(losses.get(snapshot.instance()), snapshot.loss());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aResumedTrainingShowsOnlyItsOwnSteps(Engine engine) {
        List<InstanceSetup> setups = setups();
        TrainedBottleneck begun = engine.trainer(RECIPE.withSteps(10), 1).fit(MODEL, setups);
        List<Integer> seen = new ArrayList<>();
        engine.trainer(RECIPE, 1)
                .watching(WATCHED, snapshot -> seen.add(snapshot.step()))
                .resume(begun, setups.stream().map(InstanceSetup::stream).toList());
        assertEquals(List.of(17, 17, 17, 30, 30, 30), seen);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aListenerMayInterruptTheTraining(Engine engine) {
        BottleneckTrainer trainer = engine.trainer(RECIPE.withSteps(1_000_000), 1)
                .watching(List.of(3), snapshot -> Thread.currentThread().interrupt());
        assertThrows(CancellationException.class, () -> trainer.fit(MODEL, setups()));
        assertTrue(Thread.interrupted());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void stepsThatTheTrainingDoesNotTakeAreRefused(Engine engine) {
        BottleneckTrainer trainer = engine.trainer(RECIPE, 1);
        for (int step : List.of(0, -1, 31)) {
            assertThrows(BadInputException.class, () -> trainer.watching(List.of(5, step), snapshot -> {}));
        }
    }
}
