package superpose.probes.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Require;
import superpose.data.Seed;

/** An order in which neurons are handed to a probe when their number is what is studied. */
public final class NeuronOrder {

    private final int[] neurons;

    private NeuronOrder(int[] neurons) {
        this.neurons = neurons;
    }

    /**
     * Orders neurons by how far apart the two classes are on the training rows: the absolute difference of means in
     * standard deviations, largest first; equal ones by index.
     */
    public static NeuronOrder bestFirst(TrainingActivations training, Concept concept) {
        return descending(sizes(MeanDifferenceTrainer.difference(training, concept)));
    }

    /** Orders neurons by a score, largest first; equal ones by index. */
    static NeuronOrder descending(double[] scores) {
        return new NeuronOrder(IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(neuron -> -scores[neuron]))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** Returns the sizes of weights or differences, [neurons]. */
    static double[] sizes(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    /** Orders neurons at random. */
    public static NeuronOrder random(int neurons, Seed seed) {
        return new NeuronOrder(seed.permutation(Require.positive(neurons, "neurons")));
    }

    /** Returns the number of neurons. */
    public int neurons() {
        return neurons.length;
    }

    /** Returns the first neurons of the order, [count]; the first of a longer prefix are the same. */
    public int[] first(int count) {
        Require.that(
                count >= 1 && count <= neurons.length,
                "between 1 and " + neurons.length + " neurons",
                count,
                "there are no more in these activations");
        return Arrays.copyOf(neurons, count);
    }

    /**
     * Returns the first neurons of the order that vary over the training rows, [count].
     *
     * @throws superpose.data.BadInputException if fewer vary
     */
    int[] firstVarying(int count, Standardization standardization) {
        standardization.requireVarying(count);
        return Arrays.stream(neurons)
                .filter(neuron -> standardization.scale(neuron) != 0)
                .limit(count)
                .toArray();
    }
}
