package superpose.probes.linear;

import superpose.data.Concept;
import superpose.data.Seed;

/**
 * Orders neurons at random: what a choice must beat.
 *
 * @param seed decides the order
 */
public record RandomRanking(Seed seed) implements NeuronRanking {

    @Override
    public NeuronOrder rank(TrainingActivations training, Concept concept) {
        return NeuronOrder.random(training.neurons(), seed);
    }

    @Override
    public String name() {
        return "chance";
    }
}
