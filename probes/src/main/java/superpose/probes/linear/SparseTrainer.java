package superpose.probes.linear;

import superpose.data.Concept;
import superpose.data.Require;

/**
 * Logistic regression on the few neurons whose class means lie farthest apart on the training rows.
 *
 * <p>Source: Gurnee et al. (2023), "Finding Neurons in a Haystack" (k-sparse probing, units by maximum mean difference).
 *
 * @param units how many neurons the probe may read, at least 1; at most the neurons there are
 * @param logistic how it reads them
 */
public record SparseTrainer(int units, LogisticTrainer logistic) implements ProbeTrainer {

    /** Checks the range. */
    public SparseTrainer {
        Require.positive(units, "units");
    }

    /** Reads a number of neurons at C = 1. */
    public SparseTrainer(int units) {
        this(units, new LogisticTrainer());
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        int[] chosen = NeuronOrder.bestFirst(training, concept).first(units);
        return logistic.fit(training.values().selectColumns(chosen), concept).spreadOver(chosen, training.neurons());
    }

    @Override
    public String name() {
        return logistic.name() + " on " + units + " neurons";
    }
}
