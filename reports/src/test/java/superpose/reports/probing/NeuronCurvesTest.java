package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.analysis.detection.Auroc;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ThreePartTask;
import superpose.probes.linear.TrainingActivations;

class NeuronCurvesTest {

    private static final TokenWorld WORLD = TokenWorld.of(80, 30, new Seed(4));
    private static final Concept CONCEPT = WORLD.ofNothing(new Seed(5));
    private static final LogisticTrainer TRAINER = new LogisticTrainer(1);

    private static AblationCurve ablation(Matrix activations) {
        ProbeTask task = WORLD.task(activations, CONCEPT).test();
        LinearProbe probe = TRAINER.fit(task.training(), task.trainingConcept());
        return AblationCurve.of(TRAINER, task, probe, Auroc.of(task.score(probe)));
    }

    @Test
    void aConceptOnOneNeuronIsNecessaryThere() {
        AblationCurve curve = ablation(WORLD.carrying(CONCEPT, 8, 5, 3));
        AblationCurve.Point first = curve.points().getFirst();
        assertEquals(1, first.neurons());
        assertTrue(curve.necessity(first) > 0.4, curve.toString());
        assertEquals(0, curve.redundancy(first), 0.2, curve.toString());
    }

    @Test
    void aConceptOnTwoNeuronsIsRedundant() {
        AblationCurve curve = ablation(WORLD.carrying(CONCEPT, 8, 5, 3, 6));
        AblationCurve.Point first = curve.points().getFirst();
        assertEquals(1, curve.redundancy(first), 0.02, curve.toString());
        AblationCurve.Point both = curve.points().get(1);
        assertTrue(curve.necessity(both) > 0.4, curve.toString());
        assertEquals(0, curve.redundancy(both), 0.2, curve.toString());
    }

    @Test
    void heldNeuronsScoreAsInRowsWhereTheyAreAtTheirMean() {
        ProbeTask task =
                WORLD.task(WORLD.carrying(CONCEPT, 4, 1, 0, 2), CONCEPT).test();
        TrainingActivations training = task.training();
        LinearProbe probe = TRAINER.fit(training, task.trainingConcept());
        float[] values = training.values().toArray();
        for (int row = 0; row < training.samples(); row++) {
            values[row * 4 + 2] = (float) training.standardization().mean(2);
        }
        double[] expected = probe.score(Matrix.of(training.samples(), 4, values));
        double[] held = probe.ablated(new int[] {2}, training.standardization()).score(training.values());
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row], held[row], 1e-5);
        }
    }

    @Test
    void theKneeIsTheNumberOfNeuronsThatCarryTheConcept() {
        assertEquals(1, curve(WORLD.carrying(CONCEPT, 16, 6, 9)).knee());
        // Four equal carriers: each adds what no other has.
        BestNeuronsCurve four = curve(WORLD.carrying(CONCEPT, 16, 1.2, 1, 5, 9, 13));
        assertEquals(4, four.knee(), four.toString());
        assertEquals(
                List.of(1, 2, 4, 8, 16),
                four.points().stream().map(BestNeuronsCurve.Point::neurons).toList());
    }

    private static BestNeuronsCurve curve(Matrix activations) {
        ThreePartTask task = WORLD.task(activations, CONCEPT);
        LinearProbe probe = TRAINER.fit(task.test().training(), task.test().trainingConcept());
        double whole = Auroc.of(task.test().score(probe));
        return BestNeuronsCurve.of(TRAINER, task.choice(), task.test(), whole, 200, new Seed(1));
    }

    @Test
    void constantNeuronsScoreChance() {
        float[] values = WORLD.carrying(CONCEPT, 3, 3, 2).toArray();
        for (int row = 0; row < WORLD.rows(); row++) {
            values[row * 3] = 1;
        }
        ProbeTask task = WORLD.task(Matrix.of(WORLD.rows(), 3, values), CONCEPT).test();
        assertEquals(0.5, new SomeNeurons(TRAINER).auroc(task, new int[] {0}));
        assertTrue(new SomeNeurons(TRAINER).auroc(task, new int[] {0, 2}) > 0.9);
    }

    @Test
    void penaltiesAreStrongForNoiseAndTheRuleMakesThemStronger() {
        ThreePartTask noise = WORLD.task(WORLD.carrying(CONCEPT, 20, 0, 0), CONCEPT);
        PenaltyChoice least = PenaltyChoice.of(noise.choice(), PenaltyGrid.usual());
        assertTrue(least.c() <= 0.01, least.toString());
        assertEquals(7, least.tried().size());

        ThreePartTask clear = WORLD.task(WORLD.carrying(CONCEPT, 20, 2, 0), CONCEPT);
        PenaltyChoice chosen = PenaltyChoice.of(clear.choice(), PenaltyGrid.usual());
        PenaltyChoice strong = PenaltyChoice.of(
                clear.choice(),
                new PenaltyGrid(ProbeKind.LOGISTIC, PenaltyGrid.usual().values(), true));
        assertTrue(strong.c() <= chosen.c());
        assertEquals(chosen.tried(), strong.tried());
        double lowest = chosen.tried().stream()
                .mapToDouble(PenaltyChoice.Tried::logLoss)
                .min()
                .orElseThrow();
        assertTrue(chosen.tried().stream().anyMatch(one -> one.c() == chosen.c() && one.logLoss() == lowest));
    }

    @Test
    void copiesAndConstantsAreFoundWhereTheyAre() {
        float[] values = GaussianWorld.noise(100, 6, new Seed(1)).toArray();
        for (int row = 0; row < 100; row++) {
            values[row * 6 + 2] = 3;
            values[row * 6 + 4] = values[row * 6];
            values[row * 6 + 5] = -values[row * 6];
        }
        NeuronHealth health = NeuronHealth.of(TrainingActivations.of(Matrix.of(100, 6, values)));
        assertEquals(new NeuronHealth(6, 1, List.of(2), 1, List.of(new NeuronHealth.Copy(4, 0))), health);
    }

    @Test
    void aNeuronIsSelectiveForWhatItTellsSurelyAndWell() {
        List<NeuronSelectivity> all = NeuronSelectivity.of(
                List.of("a", "b", "c"),
                new double[][] {{0.9, 0.5}, {0.2, 0.52}, {0.8, 0.5}},
                new double[][] {{0.001, 0.9}, {0.01, 0.0001}, {0.2, 1}});
        assertEquals(2, all.get(0).selectiveFor(0.05, 0.1));
        assertEquals(0, all.get(1).selectiveFor(0.05, 0.1));
        assertEquals(1, all.get(1).selectiveFor(0.05, 0.01));
    }
}
