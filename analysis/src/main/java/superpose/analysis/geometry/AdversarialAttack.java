package superpose.analysis.geometry;

import java.util.Arrays;
import java.util.function.BiFunction;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * What a small step of the input does to {@code y(x) = relu(W W^T x + b)}: the vulnerability is {@code (|y(x + a) - x|^2 -
 * |y(x) - x|^2) / |a|^2}, the mean over samples x, for attacks a of one length.
 *
 * <p>A model that gives some features a dimension each and ignores the others has a vulnerability of exactly 1: the output
 * moves as far as the input. Squared errors are summed over features, each weighing one.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Superposition and Adversarial Vulnerability". The
 * normalisation by the squared length is ours: without one, numbers of worlds with inputs of other lengths do not compare.
 */
public final class AdversarialAttack {

    private static final int TILE = 64;

    /** [features][features]: the inner products of directions, which is the model without bias and ReLU. */
    private final double[][] products;

    private final float[] bias;

    private AdversarialAttack(double[][] products, float[] bias) {
        this.products = products;
        this.bias = bias;
    }

    /**
     * Prepares attacks on a model.
     *
     * @param directions [features, hidden], the tied weights
     * @param bias [features], the output biases; copied
     */
    public static AdversarialAttack on(FeatureDirections directions, float[] bias) {
        Require.same(directions.features(), bias.length, "biases");
        Gram gram = Gram.of(directions);
        double[][] products = new double[bias.length][bias.length];
        for (int feature = 0; feature < bias.length; feature++) {
            gram.row(feature, products[feature]);
        }
        return new AdversarialAttack(products, bias.clone());
    }

    /**
     * Attacks each sample along every row of {@code W W^T}, there and back, and keeps the most harmful attack. It needs no
     * gradient, which is zero wherever a ReLU is off.
     *
     * @param samples [samples, features], at least one
     * @param length length of an attack, above 0
     * @return the vulnerability; at least one row must not be zero
     */
    public double alongRows(Matrix samples, double length) {
        double[][] attacks = Arrays.stream(products)
                .filter(row -> squaredLength(row) > 0)
                .map(row -> scaled(row, length))
                .toArray(double[][]::new);
        Require.positive(attacks.length, "features with a direction");
        double[][] moves = Arrays.stream(attacks).map(this::moved).toArray(double[][]::new);
        return vulnerability(samples, length, (inputs, outputs) -> mostHarmful(inputs, outputs, moves));
    }

    /**
     * Attacks each sample once, along the gradient of its squared error; a sample whose gradient is zero is left as it is.
     *
     * @param samples [samples, features], at least one
     * @param length length of an attack, above 0
     * @return the vulnerability, which may be below zero: a gradient says nothing about a step that crosses a ReLU
     */
    public double alongGradient(Matrix samples, double length) {
        return vulnerability(samples, length, (inputs, outputs) -> afterGradientStep(inputs, outputs, length));
    }

    private double vulnerability(
            Matrix samples, double length, BiFunction<double[][], double[][], double[]> attackedErrors) {
        Require.same(bias.length, samples.columns(), "features in each sample");
        Require.positive(samples.rows(), "samples");
        Require.positive(length, "length of an attack");
        double[] still = new double[bias.length];
        double sum = 0;
        for (int from = 0; from < samples.rows(); from += TILE) {
            double[][] inputs = tile(samples.rows(from, Math.min(from + TILE, samples.rows())));
            double[][] outputs = beforeRelu(inputs);
            double[] clean = errors(inputs, outputs, still, 1);
            double[] attacked = attackedErrors.apply(inputs, outputs);
            for (int sample = 0; sample < clean.length; sample++) {
                sum += attacked[sample] - clean[sample];
            }
        }
        return sum / samples.rows() / (length * length);
    }

    /** Returns samples feature by feature, [features][samples], so that the inner loops run over samples. */
    private static double[][] tile(Matrix samples) {
        double[][] tile = new double[samples.columns()][samples.rows()];
        for (int sample = 0; sample < samples.rows(); sample++) {
            float[] row = samples.row(sample);
            for (int feature = 0; feature < row.length; feature++) {
                tile[feature][sample] = row[feature];
            }
        }
        return tile;
    }

    private double[][] beforeRelu(double[][] inputs) {
        double[][] outputs = new double[bias.length][inputs[0].length];
        for (int output = 0; output < bias.length; output++) {
            Arrays.fill(outputs[output], bias[output]);
            addProducts(output, inputs, outputs[output]);
        }
        return outputs;
    }

    /** Adds row {@code feature} of {@code W W^T} times vectors, [features][samples], to a sum. Modified: {@code sum}. */
    private void addProducts(int feature, double[][] vectors, double[] sum) {
        for (int other = 0; other < vectors.length; other++) {
            double weight = products[feature][other];
            double[] values = vectors[other];
            for (int sample = 0; sample < sum.length; sample++) {
                sum[sample] += weight * values[sample];
            }
        }
    }

    /** Returns how an attack moves the outputs before the ReLU, [features]. */
    private double[] moved(double[] attack) {
        double[] move = new double[attack.length];
        for (int output = 0; output < move.length; output++) {
            for (int feature = 0; feature < attack.length; feature++) {
                move[output] += products[output][feature] * attack[feature];
            }
        }
        return move;
    }

    private static double[] mostHarmful(double[][] inputs, double[][] outputs, double[][] moves) {
        double[] worst = new double[inputs[0].length];
        Arrays.fill(worst, Double.NEGATIVE_INFINITY);
        for (double[] move : moves) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] errors = errors(inputs, outputs, move, sign);
                for (int sample = 0; sample < worst.length; sample++) {
                    worst[sample] = Math.max(worst[sample], errors[sample]);
                }
            }
        }
        return worst;
    }

    /** Returns the squared error of each sample when the outputs before the ReLU are moved, [samples]. */
    private static double[] errors(double[][] inputs, double[][] outputs, double[] move, int sign) {
        double[] errors = new double[inputs[0].length];
        for (int feature = 0; feature < move.length; feature++) {
            double[] input = inputs[feature];
            double[] output = outputs[feature];
            double shift = sign * move[feature];
            for (int sample = 0; sample < errors.length; sample++) {
                double error = Math.max(0, output[sample] + shift) - input[sample];
                errors[sample] += error * error;
            }
        }
        return errors;
    }

    private double[] afterGradientStep(double[][] inputs, double[][] outputs, double length) {
        int samples = inputs[0].length;
        double[][] slopes = new double[bias.length][samples];
        for (int feature = 0; feature < bias.length; feature++) {
            for (int sample = 0; sample < samples; sample++) {
                double output = outputs[feature][sample];
                slopes[feature][sample] = output > 0 ? output - inputs[feature][sample] : 0;
            }
        }
        double[] errors = new double[samples];
        double[] gradient = new double[bias.length];
        double[][] gradients = new double[bias.length][samples];
        for (int feature = 0; feature < bias.length; feature++) {
            addProducts(feature, slopes, gradients[feature]);
        }
        for (int sample = 0; sample < samples; sample++) {
            for (int feature = 0; feature < bias.length; feature++) {
                gradient[feature] = gradients[feature][sample];
            }
            double[] attack = squaredLength(gradient) > 0 ? scaled(gradient, length) : gradient;
            errors[sample] = error(inputs, outputs, sample, moved(attack));
        }
        return errors;
    }

    private static double error(double[][] inputs, double[][] outputs, int sample, double[] move) {
        double sum = 0;
        for (int feature = 0; feature < move.length; feature++) {
            double error = Math.max(0, outputs[feature][sample] + move[feature]) - inputs[feature][sample];
            sum += error * error;
        }
        return sum;
    }

    private static double[] scaled(double[] vector, double length) {
        double scale = length / Math.sqrt(squaredLength(vector));
        return Arrays.stream(vector).map(value -> scale * value).toArray();
    }

    private static double squaredLength(double[] vector) {
        return Arrays.stream(vector).map(value -> value * value).sum();
    }
}
