package superpose.analysis.units;

import java.util.Arrays;
import java.util.OptionalInt;
import superpose.data.Matrix;

/**
 * The scores of some units on every row, [rows, units]: activations of neurons, or what probes say. They are read from the
 * activations row by row and never kept, so that the activations may be larger than memory.
 *
 * <p>Not for several threads at once.
 */
public sealed interface UnitScores permits GivenScores, NeuronScores, DirectionScores {

    /** Sees the scores of a row. */
    interface RowVisitor {

        /**
         * Sees a row.
         *
         * @param row in [0, rows)
         * @param scores [units], overwritten by the next row
         */
        void visit(int row, double[] scores);
    }

    /** Takes the scores of one unit as they are; not copied, [rows]. */
    static UnitScores of(double... scores) {
        return new GivenScores(scores);
    }

    /** Takes every neuron as a unit. */
    static UnitScores ofNeurons(Matrix activations) {
        int[] all = new int[activations.columns()];
        Arrays.setAll(all, neuron -> neuron);
        return ofNeurons(activations, all);
    }

    /**
     * Takes some neurons as units.
     *
     * @param activations [rows, neurons]
     * @param neurons [units], which columns
     */
    static UnitScores ofNeurons(Matrix activations, int... neurons) {
        return new NeuronScores(activations, neurons);
    }

    /**
     * Takes directions as units; a score is the product with the direction, plus an intercept.
     *
     * @param activations [rows, neurons]
     * @param directions [units, neurons]
     * @param intercepts [units]
     */
    static UnitScores ofDirections(Matrix activations, Matrix directions, double... intercepts) {
        return new DirectionScores(activations, directions, intercepts);
    }

    /** Returns the number of rows. */
    int rows();

    /** Returns the number of units. */
    int units();

    /** Returns one score. */
    double score(int row, int unit);

    /**
     * Copies the scores of a row.
     *
     * @param into receives [units]. Modified.
     */
    void copyRow(int row, double[] into);

    /** Returns which neuron a unit is, or nothing where it is none. */
    OptionalInt neuron(int unit);

    /** Goes through all rows once, in order. */
    default void forEachRow(RowVisitor visitor) {
        double[] scores = new double[units()];
        for (int row = 0; row < rows(); row++) {
            copyRow(row, scores);
            visitor.visit(row, scores);
        }
    }
}
