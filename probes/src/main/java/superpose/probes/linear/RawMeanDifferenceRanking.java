package superpose.probes.linear;

import superpose.data.Concept;

/**
 * Orders neurons by how far apart the class means lie in units of activation, so that neurons of wide range come first: the
 * maximum mean difference of Gurnee et al. (2023). Unlike all other rankings it depends on the scale of each neuron.
 */
public record RawMeanDifferenceRanking() implements NeuronRanking {

    @Override
    public NeuronOrder rank(TrainingActivations training, Concept concept) {
        double[] difference = MeanDifferenceTrainer.difference(training, training.requireLabels(concept));
        Standardization known = training.standardization();
        double[] raw = new double[difference.length];
        for (int neuron = 0; neuron < raw.length; neuron++) {
            raw[neuron] = known.scale(neuron) == 0 ? 0 : Math.abs(difference[neuron]) / known.scale(neuron);
        }
        return NeuronOrder.descending(raw);
    }

    @Override
    public String name() {
        return "difference of means in units of activation";
    }
}
