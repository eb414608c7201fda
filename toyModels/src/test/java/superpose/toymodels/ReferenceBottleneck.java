package superpose.toymodels;

import java.util.Arrays;

/**
 * Loss and gradients of one instance, written from the formulas in float64 with plain loops.
 *
 * <p>Arrays are row-major: encoder and decoder [features, hidden], samples [samples, features].
 */
final class ReferenceBottleneck {

    final BottleneckArchitecture architecture;
    final double[] importance;
    final double[][] encoder;
    final double[][] decoder;
    final double[] bias;

    double loss;
    double[][] encoderGradient = {};
    double[][] decoderGradient = {};
    double[] biasGradient = {};

    ReferenceBottleneck(BottleneckArchitecture architecture, double[] importance, double[][][] weights, double[] bias) {
        this.architecture = architecture;
        this.importance = importance;
        this.encoder = weights[0];
        this.decoder = architecture.tying() == Tying.TIED ? weights[0] : weights[1];
        this.bias = bias;
    }

    /** Computes the loss and its gradients; when tied, both gradients are the gradient of the one parameter. */
    void differentiate(double[][] samples) {
        int features = bias.length;
        int hidden = encoder[0].length;
        loss = 0;
        encoderGradient = new double[features][hidden];
        decoderGradient = architecture.tying() == Tying.TIED ? encoderGradient : new double[features][hidden];
        biasGradient = new double[features];
        for (double[] sample : samples) {
            addSample(sample, 1.0 / (samples.length * features));
        }
    }

    private void addSample(double[] sample, double share) {
        double[] h = hidden(sample);
        double[] output = output(h);
        double[] hiddenGradient = new double[h.length];
        for (int i = 0; i < sample.length; i++) {
            double error = output[i] - target(sample[i]);
            loss += share * importance[i] * error * error;
            boolean off = isOff(architecture.output(), output[i]);
            double gradient = off ? 0 : 2 * share * importance[i] * error;
            biasGradient[i] += gradient;
            for (int j = 0; j < h.length; j++) {
                decoderGradient[i][j] += gradient * h[j];
                hiddenGradient[j] += gradient * decoder[i][j];
            }
        }
        for (int i = 0; i < sample.length; i++) {
            for (int j = 0; j < h.length; j++) {
                encoderGradient[i][j] += isOff(architecture.hidden(), h[j]) ? 0 : sample[i] * hiddenGradient[j];
            }
        }
    }

    private static boolean isOff(Activation activation, double activated) {
        return activation == Activation.RELU && activated <= 0;
    }

    private double target(double feature) {
        return switch (architecture.target()) {
            case IDENTITY -> feature;
            case ABSOLUTE -> Math.abs(feature);
        };
    }

    double[] hidden(double[] sample) {
        double[] h = new double[encoder[0].length];
        for (int i = 0; i < sample.length; i++) {
            for (int j = 0; j < h.length; j++) {
                h[j] += sample[i] * encoder[i][j];
            }
        }
        activate(architecture.hidden(), h);
        return h;
    }

    double[] output(double[] h) {
        double[] output = bias.clone();
        for (int i = 0; i < output.length; i++) {
            for (int j = 0; j < h.length; j++) {
                output[i] += decoder[i][j] * h[j];
            }
        }
        activate(architecture.output(), output);
        return output;
    }

    private static void activate(Activation activation, double[] values) {
        if (activation == Activation.RELU) {
            Arrays.setAll(values, i -> Math.max(0, values[i]));
        }
    }
}
