package superpose.analysis.detection;

import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Require;

/** The AUROC of every single neuron, read as a score of the concept. */
public final class NeuronAurocs {

    private NeuronAurocs() {}

    /**
     * Measures every neuron.
     *
     * @param activations [samples, neurons], not NaN
     * @param concept [samples], with and without the concept
     * @return [neurons], each in [0, 1]: below 0.5 where the neuron is lower with the concept, 0.5 for a constant one
     */
    public static double[] of(Matrix activations, Concept concept) {
        Require.same(activations.rows(), concept.samples(), "labels of " + concept.name() + " for the activations");
        concept.requireBothClasses("rows");
        double[] aurocs = new double[activations.columns()];
        SortedColumn.forEach(activations, (neuron, column) -> aurocs[neuron] = of(column, concept));
        return aurocs;
    }

    /** Measures one score, [samples], not NaN, of a concept with both classes. */
    static double of(float[] scores, Concept concept) {
        return of(SortedColumn.of(scores), concept);
    }

    /** Measures one sorted score of a concept with both classes. */
    static double of(SortedColumn column, Concept concept) {
        // Twice the number of pairs in order, a whole number.
        double pairs = 0;
        long negativesBelow = 0;
        for (int start = 0; start < column.rows(); ) {
            int end = column.endOfTie(start);
            long positives = 0;
            for (int place = start; place < end; place++) {
                positives += concept.in(column.row(place)) ? 1 : 0;
            }
            long negatives = end - start - positives;
            pairs += positives * (double) (2 * negativesBelow + negatives);
            negativesBelow += negatives;
            start = end;
        }
        return pairs / (2.0 * concept.positives() * concept.negatives());
    }
}
