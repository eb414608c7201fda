package superpose.analysis.geometry;

import java.util.stream.IntStream;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * How well a net of one hidden layer computes each feature's absolute value: {@code h = relu(W^T x)}, {@code y' = relu(D h +
 * b)}, {@code y = |x|}.
 *
 * <p>Relative error of feature i: {@code sqrt(E[(y'_i - |x_i|)^2] / E[x_i^2])} over x_i that is uniform on [-1, 1]. It is 0
 * where the feature is computed, about 0.7 where one of its signs is lost, and 1 where nothing is. Scaling a hidden unit's
 * input weights by a factor and its output weights by the inverse changes nothing.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Computation in Superposition", whose net it is;
 * the relative error is ours.
 *
 * @param reading input directions W, [features, hidden]
 * @param writing output directions D, [features, hidden]
 * @param bias output biases, [features]
 */
public record AbsoluteValueNet(FeatureDirections reading, FeatureDirections writing, Bias bias) {

    /** A feature counts as computed when its relative error is below this; our choice. */
    public static final double COMPUTED = 0.2;

    /** The mean square of a feature that is on. */
    private static final double MEAN_SQUARE = 1.0 / 3;

    /** Checks that the parts fit. */
    public AbsoluteValueNet {
        Require.same(reading.features(), writing.features(), "features that are written");
        Require.same(reading.hidden(), writing.hidden(), "hidden units that are written from");
        Require.same(reading.features(), bias.features(), "biases");
    }

    /** Output biases, [features]. */
    public static final class Bias {

        private final float[] values;

        /** Copies the values. */
        public Bias(float... values) {
            this.values = values.clone();
        }

        int features() {
            return values.length;
        }

        double of(int feature) {
            return values[feature];
        }
    }

    /**
     * Returns the relative error of a feature while all others are off, at least 0; exact, not sampled.
     *
     * @param feature index of the feature
     */
    public double errorAlone(int feature) {
        double positive = squaredError(slope(feature, 1), bias.of(feature));
        double negative = squaredError(slope(feature, -1), bias.of(feature));
        return Math.sqrt((positive + negative) / 2 / MEAN_SQUARE);
    }

    /** Returns what a unit of the feature, of this sign, adds to the feature's own output before the last ReLU. */
    private double slope(int feature, int sign) {
        float[] in = reading.of(feature);
        float[] out = writing.of(feature);
        return IntStream.range(0, in.length)
                .mapToDouble(unit -> (double) out[unit] * Math.max(0, sign * in[unit]))
                .sum();
    }

    /** Returns the integral over t in [0, 1] of {@code (relu(b + s t) - t)^2}. */
    private static double squaredError(double slope, double bias) {
        double root = slope == 0 ? 0 : Math.clamp(-bias / slope, 0, 1);
        // Where the ReLU is on: above the root of a rising line, below that of a falling one.
        boolean rises = slope > 0 || (slope == 0 && bias > 0);
        double from = rises ? root : 0;
        double to = rises ? 1 : root;
        double all = squares(-1, 0, 1);
        double off = all - (squares(-1, 0, to) - squares(-1, 0, from));
        return off + squares(slope - 1, bias, to) - squares(slope - 1, bias, from);
    }

    /** Returns the integral over t in [0, end] of {@code (b + c t)^2}. */
    private static double squares(double c, double b, double end) {
        return end * (b * b + end * (b * c + end * c * c / 3));
    }

    /**
     * Returns the relative error of every feature in a world, over the samples that the feature is on in: interference from
     * others counts.
     *
     * @param samples [samples, features]
     * @return [features]; not a number for a feature that is never on
     */
    public double[] errorsIn(Matrix samples) {
        Pass pass = new Pass(samples);
        double[] errors = new double[reading.features()];
        double[] squares = new double[reading.features()];
        for (int row = 0; row < samples.rows(); row++) {
            float[] sample = samples.row(row);
            for (int feature = 0; feature < sample.length; feature++) {
                if (sample[feature] != 0) {
                    double error = pass.output(row, feature) - Math.abs(sample[feature]);
                    errors[feature] += error * error;
                    squares[feature] += (double) sample[feature] * sample[feature];
                }
            }
        }
        return IntStream.range(0, errors.length)
                .mapToDouble(feature -> Math.sqrt(errors[feature] / squares[feature]))
                .toArray();
    }

    /**
     * Computes the net's outputs.
     *
     * @param samples [samples, features]
     * @return [samples, features]
     */
    public Matrix outputs(Matrix samples) {
        Pass pass = new Pass(samples);
        float[] outputs = new float[Math.multiplyExact(samples.rows(), samples.columns())];
        for (int place = 0; place < outputs.length; place++) {
            outputs[place] = (float) pass.output(place / samples.columns(), place % samples.columns());
        }
        return Matrix.of(samples.rows(), samples.columns(), outputs);
    }

    /** Samples on their way through the net; each output is computed when it is asked for, as few are where few are on. */
    private final class Pass {

        /** Before their ReLU, [samples * hidden]. */
        private final float[] hidden;

        private final float[] out;

        Pass(Matrix samples) {
            hidden = reading.superpose(samples).toArray();
            out = writing.matrix().toArray();
        }

        double output(int row, int feature) {
            int units = reading.hidden();
            double sum = bias.of(feature);
            for (int unit = 0; unit < units; unit++) {
                sum += (double) out[feature * units + unit] * Math.max(0, hidden[row * units + unit]);
            }
            return Math.max(0, sum);
        }
    }
}
