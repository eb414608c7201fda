package superpose.probes.linear;

import superpose.data.Concept;
import superpose.data.Require;

/**
 * Logistic regression on a few neurons that were chosen beforehand on the training rows.
 *
 * <p>Source: Gurnee et al. (2023), "Finding Neurons in a Haystack" (k-sparse probing).
 *
 * @param units how many neurons the probe may read, at least 1; at most the neurons that vary
 * @param selection how they are chosen
 * @param logistic how it reads them
 */
public record SparseTrainer(int units, NeuronSelection selection, LogisticTrainer logistic) implements ProbeTrainer {

    /** Checks the range. */
    public SparseTrainer {
        Require.positive(units, "units");
    }

    /** Reads chosen neurons at C = 1. */
    public SparseTrainer(int units, NeuronSelection selection) {
        this(units, selection, new LogisticTrainer());
    }

    /** Reads the neurons whose class means lie farthest apart in standard deviations at C = 1. */
    public SparseTrainer(int units) {
        this(units, new MeanDifferenceRanking());
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        int[] chosen = selection.choose(training, training.requireLabels(concept), units);
        return logistic.fit(training.values().selectColumns(chosen), concept).spreadOver(chosen, training.neurons());
    }

    @Override
    public String name() {
        return logistic.name() + " on " + units + " neurons by " + selection.name();
    }
}
