package superpose.probes.linear;

import org.jspecify.annotations.Nullable;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.probes.NativeAlgebra;

/**
 * The activations that probes are fitted to, standardised once and shared by every concept, permutation and kind of probe.
 *
 * <p>The Gram matrix is streamed from the activations where they lie. Iterating probes keep one more float32 block of
 * samples * neurons on the heap.
 */
public final class TrainingActivations {

    private final Matrix values;
    private final Standardization standardization;

    /** Made when a probe first asks, since not every kind does. */
    private @Nullable Gram gram;

    private @Nullable SampleColumns columns;

    private TrainingActivations(Matrix values, Standardization standardization) {
        this.values = values;
        this.standardization = standardization;
    }

    /**
     * Measures the mean and the deviation of each neuron.
     *
     * @param values [samples, neurons], finite
     * @throws superpose.data.BadInputException if a value is not finite or every neuron is constant
     */
    public static TrainingActivations of(Matrix values) {
        NativeAlgebra.load();
        return new TrainingActivations(values, Standardization.of(values));
    }

    /** Returns the activations as they were given, [samples, neurons]. */
    public Matrix values() {
        return values;
    }

    /** Returns the means and deviations of these activations. */
    public Standardization standardization() {
        return standardization;
    }

    /** Returns the number of samples. */
    public int samples() {
        return values.rows();
    }

    /** Returns the number of neurons. */
    public int neurons() {
        return values.columns();
    }

    synchronized Gram gram() {
        Gram made = gram;
        if (made == null) {
            made = Gram.of(values, standardization);
            gram = made;
        }
        return made;
    }

    synchronized SampleColumns columns() {
        SampleColumns made = columns;
        if (made == null) {
            made = SampleColumns.of(values, standardization);
            columns = made;
        }
        return made;
    }

    Concept requireLabels(Concept concept) {
        Require.same(samples(), concept.samples(), "labels of " + concept.name() + " for the training rows");
        return concept.requireBothClasses("training rows");
    }
}
