package superpose.probes.linear;

import superpose.data.Concept;
import superpose.data.Matrix;

/**
 * The difference of the class means, with the threshold half way between them.
 *
 * <p>Source: Marks and Tegmark (2023), "The Geometry of Truth" (mass-mean probing). We take the difference of
 * standardised activations, so that no neuron dominates by its unit.
 */
public record MeanDifferenceTrainer() implements ProbeTrainer {

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        double[] difference = difference(training, training.requireLabels(concept));
        // Standardised means weigh to 0 over both classes: n+ m+ + n- m- = 0, so m+ + m- = (n- - n+) / n (m+ - m-).
        double balance = (double) (concept.negatives() - concept.positives()) / concept.samples();
        double length = 0;
        for (double one : difference) {
            length += one * one;
        }
        return LinearProbe.of(training.standardization(), difference, -balance * length / 2);
    }

    @Override
    public String name() {
        return "difference of means";
    }

    /** Returns mean with minus mean without the concept, in standard deviations of each neuron, [neurons]. */
    static double[] difference(TrainingActivations training, Concept concept) {
        Matrix values = training.values();
        Standardization standardization = training.standardization();
        double[] difference = new double[values.columns()];
        float[] row = new float[values.columns()];
        for (int sample = 0; sample < values.rows(); sample++) {
            values.copyRow(sample, row, 0);
            double share = concept.in(sample) ? 1.0 / concept.positives() : -1.0 / concept.negatives();
            for (int neuron = 0; neuron < row.length; neuron++) {
                difference[neuron] += share * (row[neuron] - standardization.mean(neuron));
            }
        }
        for (int neuron = 0; neuron < difference.length; neuron++) {
            difference[neuron] *= standardization.scale(neuron);
        }
        return difference;
    }
}
