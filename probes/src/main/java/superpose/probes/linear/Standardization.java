package superpose.probes.linear;

import superpose.data.Matrix;
import superpose.data.Require;

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
     * @throws superpose.data.BadInputException if a value is not finite or every neuron is constant
     */
    public static Standardization of(Matrix training) {
        Require.that(training.rows() >= 2, "at least 2 training rows", training.rows(), "give more samples");
        Require.positive(training.columns(), "neurons");
        double[] sum = new double[training.columns()];
        double[] squares = new double[training.columns()];
        float[] origin = training.row(0);
        float[] row = new float[training.columns()];
        for (int sample = 0; sample < training.rows(); sample++) {
            training.copyRow(sample, row, 0);
            for (int neuron = 0; neuron < row.length; neuron++) {
                // Measured from the first row: no cancellation where the mean is far from 0.
                double fromOrigin = (double) row[neuron] - origin[neuron];
                sum[neuron] += fromOrigin;
                squares[neuron] += fromOrigin * fromOrigin;
            }
        }
        return of(sum, squares, origin, training.rows());
    }

    private static Standardization of(double[] sum, double[] squares, float[] origin, int samples) {
        double[] mean = new double[sum.length];
        double[] scale = new double[sum.length];
        for (int neuron = 0; neuron < sum.length; neuron++) {
            double shift = sum[neuron] / samples;
            Require.that(
                    Double.isFinite(squares[neuron]),
                    "finite training activations",
                    "a NaN or an infinity in column " + neuron,
                    "remove those rows or write the activations again in float32");
            double deviation = Math.sqrt(Math.max(0, squares[neuron] / samples - shift * shift));
            mean[neuron] = origin[neuron] + shift;
            scale[neuron] = deviation > FLOAT_ROUNDING * Math.abs(mean[neuron]) ? 1 / deviation : 0;
        }
        Standardization result = new Standardization(mean, scale);
        Require.that(
                result.constantNeurons() < sum.length,
                "a neuron that varies over the training rows",
                sum.length + " constant ones",
                "a probe has nothing to read here: take other neurons or more rows");
        return result;
    }

    /** Returns the number of neurons, constant ones included. */
    public int neurons() {
        return mean.length;
    }

    /** Returns the mean of a neuron over the training rows. */
    public double mean(int neuron) {
        return mean[neuron];
    }

    /** Returns 1 / standard deviation of a neuron, or 0 where it is constant. */
    public double scale(int neuron) {
        return scale[neuron];
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
