package superpose.probes.linear;

import java.util.stream.IntStream;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.probes.NativeAlgebra;

/**
 * The shift and the scale that give every neuron mean 0 and standard deviation 1 on the rows it was fitted to, and only
 * on those: rows that a probe is tested on are never looked at.
 *
 * <p>The deviation divides by the number of rows. A neuron that varies by no more than the rounding of its own float32
 * mean counts as constant; its scale is 0, so it takes no part in any probe.
 */
public final class Standardization {

    /** One unit in the last place of a float32 number around 1. */
    private static final double FLOAT_ROUNDING = 0x1p-23;

    private final double[] mean;
    private final double[] scale;

    private Standardization(double[] mean, double[] scale) {
        this.mean = mean;
        this.scale = scale;
    }

    /**
     * Measures means and deviations.
     *
     * @param training [samples, neurons], finite, at least 2 rows
     * @throws superpose.data.BadInputException if values are not finite (how many, and where the first is) or every neuron is
     *     constant
     */
    public static Standardization of(Matrix training) {
        Standardization measured = measured(training);
        Require.that(
                measured.varies(),
                "a neuron that varies over the training rows",
                measured.neurons() + " constant ones",
                "a probe has nothing to read here: take other neurons or more rows");
        return measured;
    }

    /** Measures means and deviations, of neurons that may all be constant. */
    static Standardization measured(Matrix training) {
        Require.that(training.rows() >= 2, "at least 2 training rows", training.rows(), "give more samples");
        Require.positive(training.columns(), "neurons");
        NativeAlgebra.load();
        Moments moments = Moments.of(training);
        double[] mean = new double[training.columns()];
        double[] scale = new double[training.columns()];
        for (int neuron = 0; neuron < mean.length; neuron++) {
            double deviation = moments.deviation(neuron);
            mean[neuron] = moments.mean(neuron);
            scale[neuron] = deviation > FLOAT_ROUNDING * Math.abs(mean[neuron]) ? 1 / deviation : 0;
        }
        return new Standardization(mean, scale);
    }

    /** Says whether a neuron is not constant. */
    boolean varies() {
        return constantNeurons() < neurons();
    }

    /** Returns the number of neurons, constant ones included. */
    public int neurons() {
        return mean.length;
    }

    /**
     * Standardises one sample where it lies, in float32.
     *
     * @param values activations of the sample from {@code offset} on. Modified.
     */
    void apply(float[] values, int offset) {
        for (int neuron = 0; neuron < mean.length; neuron++) {
            values[offset + neuron] = (float) ((values[offset + neuron] - mean[neuron]) * scale[neuron]);
        }
    }

    /** Standardises one sample in double precision; see {@link #apply(float[], int)}. */
    void apply(double[] values, int offset) {
        for (int neuron = 0; neuron < mean.length; neuron++) {
            values[offset + neuron] = (values[offset + neuron] - mean[neuron]) * scale[neuron];
        }
    }

    /** Returns the mean of a neuron over the training rows. */
    public double mean(int neuron) {
        return mean[neuron];
    }

    /** Returns 1 / standard deviation of a neuron, or 0 where it is constant. */
    public double scale(int neuron) {
        return scale[neuron];
    }

    /** Returns the neurons that vary over the training rows, ascending. */
    public int[] varying() {
        return IntStream.range(0, scale.length)
                .filter(neuron -> scale[neuron] != 0)
                .toArray();
    }

    /** Checks that a probe finds as many neurons that vary as it is to read. */
    void requireVarying(int units) {
        Require.positive(units, "units");
        int varying = neurons() - constantNeurons();
        Require.that(
                units <= varying,
                "at least " + units + " neurons that vary over the training rows",
                varying + " of " + neurons(),
                "let the probe read fewer neurons");
    }

    /** Returns how many neurons are constant over the training rows. */
    public int constantNeurons() {
        int constant = 0;
        for (double one : scale) {
            if (one == 0) {
                constant++;
            }
        }
        return constant;
    }
}
