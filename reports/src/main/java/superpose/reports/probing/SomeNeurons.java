package superpose.reports.probing;

import java.util.Arrays;
import java.util.Optional;
import superpose.analysis.detection.Auroc;
import superpose.data.Concept;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;
import superpose.probes.linear.Standardization;
import superpose.probes.linear.TrainingActivations;

/**
 * Probes that may read some of the neurons only.
 *
 * @param trainer how they read them
 */
record SomeNeurons(ProbeTrainer trainer) {

    /** What neurons score that never change: every row alike. */
    static final double CHANCE = 0.5;

    /** Fits a probe of all neurons that reads the given ones; nothing where those are constant. */
    Optional<LinearProbe> fit(TrainingActivations training, Concept concept, int[] neurons) {
        Standardization known = training.standardization();
        if (Arrays.stream(neurons).allMatch(neuron -> known.scale(neuron) == 0)) {
            return Optional.empty();
        }
        TrainingActivations some = TrainingActivations.of(training.values().viewColumns(neurons));
        return Optional.of(trainer.fit(some, concept).spreadOver(neurons, known.neurons()));
    }

    /** Fits to the training rows and returns the AUROC on the test rows. */
    double auroc(ProbeTask task, int[] neurons) {
        return fit(task.training(), task.trainingConcept(), neurons)
                .map(probe -> Auroc.of(task.score(probe)))
                .orElse(CHANCE);
    }
}
