package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import superpose.data.FeatureDirections;

/** The input weights of neurons in the order in which they are drawn: by the feature that each reads most strongly. */
final class NeuronWeights {

    private NeuronWeights() {}

    /** Returns the weights of each neuron, [features]. */
    static List<float[]> sorted(FeatureDirections directions) {
        return IntStream.range(0, directions.hidden())
                .mapToObj(neuron -> directions.matrix().column(neuron))
                .sorted(Comparator.comparingInt(NeuronWeights::strongest))
                .toList();
    }

    /** Returns the weights of each neuron over the size of its strongest; a silent one stays as it is. */
    static List<float[]> scaled(FeatureDirections directions) {
        List<float[]> neurons = sorted(directions);
        for (float[] weights : neurons) {
            float largest = Math.abs(weights[strongest(weights)]);
            for (int feature = 0; feature < weights.length && largest > 0; feature++) {
                weights[feature] /= largest;
            }
        }
        return neurons;
    }

    private static int strongest(float[] weights) {
        return IntStream.range(0, weights.length)
                .boxed()
                .max(Comparator.comparingDouble(feature -> Math.abs(weights[feature])))
                .orElseThrow();
    }
}
