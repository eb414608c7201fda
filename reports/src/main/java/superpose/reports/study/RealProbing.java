package superpose.reports.study;

import superpose.analysis.statistics.Interval;
import superpose.data.Activations;
import superpose.data.Seed;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.ProbeTask;
import superpose.reports.probing.NeuronCountCurve;
import superpose.reports.probing.ProbeRun;
import superpose.reports.probing.Probing;

/** Probes one concept on the activations of one layer: on all neurons, and on more and more of them. */
final class RealProbing {

    private static final int RESAMPLES = 1000;

    private final RealPlan plan;
    private final LogisticTrainer trainer = new LogisticTrainer();

    RealProbing(RealPlan plan) {
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
                NeuronCountCurve.of(trainer, task, run.score().auroc().estimate(), plan.draws(), seed)
                        .points());
    }
}
