package superpose.probes.linear;

import superpose.data.Concept;

/** A way to choose the few neurons that a sparse probe reads, by the training rows alone. */
public sealed interface NeuronSelection permits BestSubset, NeuronRanking {

    /**
     * Chooses neurons.
     *
     * @param units how many, at least 1
     * @return [units], each once, all of which vary over the training rows
     * @throws superpose.data.BadInputException if fewer neurons vary
     */
    int[] choose(TrainingActivations training, Concept concept, int units);

    /** Returns what the choice is called in tables, with its settings. */
    String name();
}
