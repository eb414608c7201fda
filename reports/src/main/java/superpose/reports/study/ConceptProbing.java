package superpose.reports.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import superpose.analysis.detection.Auroc;
import superpose.analysis.statistics.Interval;
import superpose.data.Activations;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.NeuronOrder;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.Standardization;
import superpose.probes.linear.TrainingActivations;
import superpose.reports.probing.ProbeRun;
import superpose.reports.probing.Probing;

/** Probes one concept on the activations of one layer: on all neurons, and on more and more of them. */
final class ConceptProbing {

    private static final int RESAMPLES = 1000;

    private final RealPlan plan;
    private final LogisticTrainer trainer = new LogisticTrainer();

    ConceptProbing(RealPlan plan) {
        this.plan = plan;
    }

    /** Measures a concept; the seed decides draws, permutations and resamples. */
    RealMeasures of(Activations activations, LabelledConcept concept, Seed seed) {
        Activations labelled = new Activations(
                activations.name(), activations.values().viewRows(concept.rows()), activations.origin());
        ProbeTask task = ProbeTask.of(labelled, concept.concept(), concept.split());
        ProbeRun run = new Probing(trainer, RESAMPLES, plan.permutations()).run(task, seed.child("probe"));
        var counts = run.counts();
        var shuffled = run.controls().shuffled();
        return new RealMeasures(
                new RealMeasures.Where(
                        activations.name(),
                        new RealMeasures.Neurons(
                                activations.neurons(),
                                task.training().standardization().constantNeurons()),
                        concept.concept().name(),
                        new RealMeasures.Rows(
                                counts.trainingPositives(),
                                counts.trainingNegatives(),
                                counts.testPositives(),
                                counts.testNegatives())),
                new RealMeasures.Score(run.score().auroc(), run.score().accuracy()),
                new RealMeasures.Controls(
                        new Interval(shuffled.mean(), shuffled.low(), shuffled.high()),
                        run.controls().bestNeuron().auroc(),
                        run.controls().bestNeuron().neuron()),
                curve(task, run, seed));
    }

    private List<RealMeasures.Point> curve(ProbeTask task, ProbeRun run, Seed seed) {
        List<RealMeasures.Point> points = new ArrayList<>();
        double all = run.score().auroc().estimate();
        NeuronOrder best = NeuronOrder.bestFirst(task.training(), task.trainingConcept());
        for (int count : ToyPlan.halvings(best.neurons())) {
            boolean whole = count == best.neurons();
            points.add(new RealMeasures.Point(
                    count, RealMeasures.BEST_FIRST, 0, whole ? all : auroc(task, best.first(count))));
            for (int draw = 0; draw < plan.draws(); draw++) {
                NeuronOrder random =
                        NeuronOrder.random(best.neurons(), seed.child("order").child(draw));
                points.add(new RealMeasures.Point(
                        count, RealMeasures.RANDOM, draw, whole ? all : auroc(task, random.first(count))));
            }
        }
        return points;
    }

    private double auroc(ProbeTask task, int[] neurons) {
        Standardization known = task.training().standardization();
        if (Arrays.stream(neurons).allMatch(neuron -> known.scale(neuron) == 0)) {
            // Neurons that never change give every row the same score.
            return 0.5;
        }
        Matrix some = task.training().values().selectColumns(neurons);
        LinearProbe probe = trainer.fit(TrainingActivations.of(some), task.trainingConcept());
        return Auroc.of(task.score(probe.spreadOver(neurons, known.neurons())));
    }
}
