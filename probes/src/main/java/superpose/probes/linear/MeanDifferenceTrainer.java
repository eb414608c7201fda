package superpose.probes.linear;

import java.util.List;
import java.util.stream.IntStream;
import smile.tensor.DenseMatrix;
import superpose.data.Concept;

/**
 * The difference of the class means, with the threshold half way between them.
 *
 * <p>Source: Marks and Tegmark (2023), "The Geometry of Truth" (mass-mean probing). We take the difference of
 * standardised activations, so that no neuron dominates by its unit.
 */
public record MeanDifferenceTrainer() implements ProbeTrainer {

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        return fitAll(training, List.of(concept)).getFirst();
    }

    @Override
    public List<LinearProbe> fitAll(TrainingActivations training, List<Concept> concepts) {
        List<double[]> differences = differences(training, concepts);
        return IntStream.range(0, concepts.size())
                .mapToObj(i -> probe(training.standardization(), concepts.get(i), differences.get(i)))
                .toList();
    }

    private static LinearProbe probe(Standardization standardization, Concept concept, double[] difference) {
        // Standardised means weigh to 0 over both classes: n+ m+ + n- m- = 0, so m+ + m- = (n- - n+) / n (m+ - m-).
        double balance = (double) (concept.negatives() - concept.positives()) / concept.samples();
        double length = 0;
        for (double one : difference) {
            length += one * one;
        }
        return LinearProbe.of(standardization, difference, -balance * length / 2);
    }

    @Override
    public String name() {
        return "difference of means";
    }

    /** Returns mean with minus mean without the concept, in standard deviations of each neuron, [neurons]. */
    static double[] difference(TrainingActivations training, Concept concept) {
        return differences(training, List.of(concept)).getFirst();
    }

    /**
     * Returns mean with minus mean without each concept, in standard deviations of each neuron, in one pass over the rows.
     *
     * @param concepts [samples] each, with and without the concept
     * @return [neurons] for each concept
     */
    private static List<double[]> differences(TrainingActivations training, List<Concept> concepts) {
        if (concepts.isEmpty()) {
            return List.of();
        }
        concepts.forEach(training::requireLabels);
        DenseMatrix sums = CrossProducts.with(training, concepts.size(), (from, count, into) -> {
            for (int i = 0; i < concepts.size(); i++) {
                Concept concept = concepts.get(i);
                double with = 1.0 / concept.positives();
                double without = -1.0 / concept.negatives();
                for (int row = 0; row < count; row++) {
                    into.set(row, i, concept.in(from + row) ? with : without);
                }
            }
        });
        return IntStream.range(0, concepts.size())
                .mapToObj(concept -> IntStream.range(0, training.neurons())
                        .mapToDouble(neuron -> sums.get(neuron, concept))
                        .toArray())
                .toList();
    }
}
