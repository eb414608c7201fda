package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.analysis.detection.Auroc;
import superpose.analysis.statistics.Interval;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.MeanDifferenceTrainer;
import superpose.probes.linear.ProbeSplit;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;
import superpose.probes.linear.RidgeTrainer;
import superpose.probes.linear.SparseTrainer;

class ProbingTest {

    private static final int SAMPLES = 3000;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, 9, 0.8, new Seed(20));
    private static final Activations ACTIVATIONS = new Activations("world", WORLD.activations(), "test");
    private static final int[] TRAIN = IntStream.range(0, 2000).toArray();
    private static final int[] TEST = IntStream.range(2000, SAMPLES).toArray();
    private static final ProbeTask TASK =
            ProbeTask.of(ACTIVATIONS, WORLD.concept(), ProbeSplit.of(TRAIN, TEST, SAMPLES));

    static Stream<ProbeTrainer> trainers() {
        return Stream.of(new LogisticTrainer(), new RidgeTrainer(1), new MeanDifferenceTrainer(), new SparseTrainer(3));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void aRealConceptBeatsShuffledLabels(ProbeTrainer trainer) {
        ProbeRun run = new Probing(trainer, 200, 10).run(TASK, new Seed(1));

        Interval auroc = run.score().auroc();
        assertTrue(auroc.contains(auroc.estimate()), auroc.toString());
        assertTrue(auroc.low() > run.controls().shuffled().mean());
        assertEquals(0.5, run.controls().shuffled().mean(), 0.2);
        assertTrue(run.controls().shuffled().low() <= run.controls().shuffled().mean());
        assertTrue(run.score().accuracy().estimate() > 0.6);
        assertEquals(0, run.controls().bestNeuron().neuron() % 3);
        assertEquals(1, run.controls().bestNeuron().sign());
        assertEquals(SAMPLES, counted(run.counts()));
    }

    @Test
    void aProbeThatWeighsItsNeuronsTogetherBeatsTheBestOneAlone() {
        for (ProbeTrainer trainer : new ProbeTrainer[] {new LogisticTrainer(), new RidgeTrainer(1)}) {
            ProbeRun run = new Probing(trainer, 200, 1).run(TASK, new Seed(1));
            double alone = run.controls().bestNeuron().auroc().estimate();
            assertTrue(run.score().auroc().low() > alone, trainer.name());
            assertTrue(run.score().auroc().low() > run.controls().shuffled().high(), trainer.name());
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void theSameSeedGivesTheSameNumbers(ProbeTrainer trainer) {
        Probing probing = new Probing(trainer, 100, 3);
        ProbeRun first = probing.run(TASK, new Seed(5));
        ProbeRun again = probing.run(TASK, new Seed(5));
        ProbeRun other = probing.run(TASK, new Seed(6));
        assertEquals(first.score(), again.score());
        assertEquals(first.controls(), again.controls());
        assertNotEquals(first.controls().shuffled(), other.controls().shuffled());
    }

    @Test
    void shuffledLabelsOnIndependentNeuronsScoreChance() {
        Activations noise = new Activations("noise", GaussianWorld.noise(SAMPLES, 9, new Seed(9)), "test");
        ProbeTask task = ProbeTask.of(noise, WORLD.concept(), ProbeSplit.of(TRAIN, TEST, SAMPLES));
        ShuffledLabelControl control =
                ShuffledLabelControl.of(new LogisticTrainer(), task, LabelShuffle.OVER_ROWS, 30, new Seed(1));
        assertEquals(0.5, control.mean(), 0.02);
        assertTrue(control.low() > 0.4 && control.high() < 0.6, control.toString());
    }

    @Test
    void aConceptThatIsNowhereScoresAsItsControl() {
        ProbeTask nowhere = TASK.withConcept(WORLD.concept().shuffled(new Seed(7)));
        ProbeRun run = new Probing(new LogisticTrainer(), 200, 5).run(nowhere, new Seed(1));
        assertTrue(run.score().auroc().contains(0.5), run.score().toString());
    }

    @Test
    void aNeuronThatFallsWithTheConceptIsReadWithItsSign() {
        float[] values = GaussianWorld.noise(SAMPLES, 4, new Seed(8)).toArray();
        for (int sample = 0; sample < SAMPLES; sample++) {
            values[sample * 4 + 2] -= WORLD.concept().in(sample) ? 2 : 0;
        }
        Activations falling = new Activations("falling", Matrix.of(SAMPLES, 4, values), "test");
        ProbeTask task = ProbeTask.of(falling, WORLD.concept(), ProbeSplit.of(TRAIN, TEST, SAMPLES));
        BestNeuron best = BestNeuron.of(task, held -> Auroc.deLong(held, 0.95));
        assertEquals(2, best.neuron());
        assertEquals(-1, best.sign());
        assertTrue(best.auroc().low() > 0.85 && best.trainingAuroc() > 0.85, best.toString());
    }

    @Test
    void testRowsHaveNoSayInTheProbe() {
        float[] changed = WORLD.activations().toArray();
        for (int i = 2000 * 9; i < changed.length; i++) {
            changed[i] = 1e6f;
        }
        Activations other = new Activations("changed", Matrix.of(SAMPLES, 9, changed), "test");
        ProbeTask task = ProbeTask.of(other, WORLD.concept(), ProbeSplit.of(TRAIN, TEST, SAMPLES));
        for (ProbeTrainer trainer : trainers().toList()) {
            LinearProbe probe = trainer.fit(task.training(), task.trainingConcept());
            LinearProbe expected = trainer.fit(TASK.training(), TASK.trainingConcept());
            assertEquals(expected.intercept(), probe.intercept());
        }
    }

    @Test
    void wrongInputIsRefusedInOneLine() {
        ProbeSplit split = ProbeSplit.of(TRAIN, TEST, SAMPLES);
        boolean[] onlyInTest = new boolean[SAMPLES];
        onlyInTest[2500] = true;
        refuses(() -> TASK.withConcept(Concept.of("only in test", onlyInTest)));
        boolean[] onlyInTraining = new boolean[SAMPLES];
        onlyInTraining[3] = true;
        refuses(() -> TASK.withConcept(Concept.of("only in training", onlyInTraining)));
        refuses(() -> TASK.withConcept(Concept.of("too short", true, false)));

        float[] broken = WORLD.activations().toArray();
        broken[100] = Float.NaN;
        Activations notFinite = new Activations("broken", Matrix.of(SAMPLES, 9, broken), "test");
        refuses(() -> ProbeTask.of(notFinite, WORLD.concept(), split));
    }

    @Test
    void aSplitThatLeaksIsRefused() {
        refuses(() -> ProbeSplit.of(new int[] {0, 1}, new int[] {1, 2}, 3));
        refuses(() -> ProbeSplit.of(new int[] {0, 1}, new int[] {3}, 3));
        refuses(() -> ProbeSplit.of(
                new int[] {0, 1}, new int[] {2, 3}, Groups.of(List.of("a", "b", "c"), new int[] {0, 1, 1, 2})));
        refuses(() -> ProbeSplit.of(new int[] {}, new int[] {2}, 3));
    }

    private static void refuses(Executable action) {
        BadInputException error = assertThrows(BadInputException.class, action);
        assertEquals(1, error.toString().lines().count(), error.toString());
    }

    private static int counted(ClassCounts counts) {
        return counts.trainingPositives()
                + counts.trainingNegatives()
                + counts.testPositives()
                + counts.testNegatives();
    }
}
