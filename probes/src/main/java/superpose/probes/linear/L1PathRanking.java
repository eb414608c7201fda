package superpose.probes.linear;

import java.util.Arrays;
import superpose.data.Concept;

/**
 * Orders neurons by when they enter a logistic regression with an L1 penalty, as C rises by steps from where all weights are
 * 0 to a thousand times that; neurons that enter at one step by the size of their weights there, neurons that never enter by
 * the slope of the loss in their weights at the end.
 */
public record L1PathRanking() implements NeuronRanking {

    private static final int STEPS = 60;
    private static final double RANGE = 1000;

    @Override
    public NeuronOrder rank(TrainingActivations training, Concept concept) {
        return rank(training, concept, training.standardization().varying().length);
    }

    /** Goes along the path only until there are enough neurons. */
    @Override
    public int[] choose(TrainingActivations training, Concept concept, int units) {
        training.standardization().requireVarying(units);
        return rank(training, concept, units).firstVarying(units, training.standardization());
    }

    /** Orders neurons, of which only the first are wanted. */
    private static NeuronOrder rank(TrainingActivations training, Concept concept, int wanted) {
        double silent = new SparseLogisticTrainer(1).largestSilentC(training, concept);
        double[] places = new double[training.neurons()];
        if (silent == Double.POSITIVE_INFINITY) {
            // No class means differ, so no neuron is ever read.
            return NeuronOrder.descending(places);
        }
        ElasticNetSearch search = new ElasticNetSearch(new ExactRows(training), training.requireLabels(concept), 1);
        int entered = 0;
        for (int step = 1; step <= STEPS && entered < wanted; step++) {
            search.settle(silent * Math.pow(RANGE, (double) step / STEPS));
            entered += enter(search.weights(), STEPS + 1 - step, places);
        }
        double[] slopes = NeuronOrder.sizes(Arrays.copyOf(search.lastSlope(), places.length));
        for (int neuron = 0; neuron < places.length; neuron++) {
            places[neuron] += places[neuron] == 0 ? fraction(slopes[neuron]) : 0;
        }
        return NeuronOrder.descending(places);
    }

    /** Gives the neurons that are read for the first time a place in the order; returns how many they are. */
    private static int enter(double[] weights, int place, double[] places) {
        int count = 0;
        for (int neuron = 0; neuron < weights.length; neuron++) {
            if (weights[neuron] != 0 && places[neuron] == 0) {
                places[neuron] = place + fraction(Math.abs(weights[neuron]));
                count++;
            }
        }
        return count;
    }

    /** Maps sizes to [0, 1), larger ones nearer to 1. */
    private static double fraction(double size) {
        return size / (1 + size);
    }

    @Override
    public String name() {
        return "order of entry on the L1 path";
    }
}
