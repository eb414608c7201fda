package superpose.probes.linear;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.probes.NativeAlgebra;

/**
 * The activations that probes are fitted to, standardised once and shared by every concept, permutation and kind of probe.
 *
 * <p>Activations are streamed from where they lie, such as a mapped file, a block of rows at a time, and there is no limit to
 * their number: one pass takes the means and deviations, one the Gram matrix. Probes that go over the rows again and again
 * keep a standardised float32 copy where it takes at most a quarter of the largest heap, and read them again where it does
 * not; the probes are the same to the last bit.
 */
public final class TrainingActivations {

    private static final int SHARE_OF_HEAP = 4;

    private final Matrix values;
    private final Standardization standardization;
    private final StandardizedRows rows;

    /** Made when a probe first asks, since not every kind does. */
    private @Nullable Gram gram;

    private @Nullable GramFactors factors;

    private TrainingActivations(Matrix values, Standardization standardization, long mostBytes) {
        this.values = values;
        this.standardization = standardization;
        this.rows = new StandardizedRows(values, standardization, mostBytes);
    }

    /**
     * Measures the mean and the deviation of each neuron.
     *
     * @param values [samples, neurons], finite
     * @throws superpose.data.BadInputException if a value is not finite or every neuron is constant
     */
    public static TrainingActivations of(Matrix values) {
        return keeping(values, heapShare());
    }

    /**
     * Measures the mean and the deviation of each neuron; see {@link #of}.
     *
     * @param mostBytes how much of the heap the standardised copy may take: where it would take more there is none, and every
     *     pass reads the activations again
     */
    public static TrainingActivations keeping(Matrix values, long mostBytes) {
        NativeAlgebra.load();
        return new TrainingActivations(values, Standardization.of(values), mostBytes);
    }

    /**
     * Measures the mean and the deviation of each neuron, if there is anything to read.
     *
     * @param values [samples, neurons], finite, at least 2 rows
     * @return nothing if every neuron is constant
     */
    public static Optional<TrainingActivations> ifVarying(Matrix values) {
        Standardization measured = Standardization.measured(values);
        return measured.varies()
                ? Optional.of(new TrainingActivations(values, measured, heapShare()))
                : Optional.empty();
    }

    /** Returns how many bytes something that grows with the data may take. */
    static long heapShare() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
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

    StandardizedRows standardizedRows() {
        return rows;
    }

    synchronized Gram gram() {
        Gram made = gram;
        if (made == null) {
            made = Gram.of(this);
            gram = made;
        }
        return made;
    }

    synchronized GramFactors factors() {
        GramFactors made = factors;
        if (made == null) {
            made = new GramFactors(gram(), heapShare());
            factors = made;
        }
        return made;
    }

    Concept requireLabels(Concept concept) {
        Require.same(samples(), concept.samples(), "labels of " + concept.name() + " for the training rows");
        return concept.requireBothClasses("training rows");
    }
}
