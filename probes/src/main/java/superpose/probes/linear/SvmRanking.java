package superpose.probes.linear;

import superpose.data.Concept;

/**
 * Orders neurons by the size of their weights, per standard deviation, in a linear support vector machine on all of them.
 *
 * @param svm how it is fitted
 */
public record SvmRanking(SvmTrainer svm) implements NeuronRanking {

    /** Takes the machine at C = 1. */
    public SvmRanking() {
        this(new SvmTrainer());
    }

    @Override
    public NeuronOrder rank(TrainingActivations training, Concept concept) {
        return NeuronOrder.descending(
                NeuronOrder.sizes(svm.fit(training, concept).standardizedWeights()));
    }

    @Override
    public String name() {
        return "weights of a " + svm.name();
    }
}
