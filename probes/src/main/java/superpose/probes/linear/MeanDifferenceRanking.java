package superpose.probes.linear;

import superpose.data.Concept;

/**
 * Orders neurons by how far apart the class means lie, in standard deviations of each neuron; the order by the F statistic
 * and by the correlation with the label is the same.
 */
public record MeanDifferenceRanking() implements NeuronRanking {

    @Override
    public NeuronOrder rank(TrainingActivations training, Concept concept) {
        return NeuronOrder.bestFirst(training, concept);
    }

    @Override
    public String name() {
        return "difference of means";
    }
}
