package superpose.toymodels;

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
            double error = output[i] - sample[i];
            loss += share * importance[i] * error * error;
            boolean off = architecture.output() == OutputActivation.RELU && output[i] <= 0;
            double gradient = off ? 0 : 2 * share * importance[i] * error;
            biasGradient[i] += gradient;
            for (int j = 0; j < h.length; j++) {
                decoderGradient[i][j] += gradient * h[j];
                hiddenGradient[j] += gradient * decoder[i][j];
            }
        }
        for (int i = 0; i < sample.length; i++) {
            for (int j = 0; j < h.length; j++) {
                encoderGradient[i][j] += sample[i] * hiddenGradient[j];
            }
        }
    }

    double[] hidden(double[] sample) {
        double[] h = new double[encoder[0].length];
        for (int i = 0; i < sample.length; i++) {
            for (int j = 0; j < h.length; j++) {
                h[j] += sample[i] * encoder[i][j];
            }
        }
        return h;
    }

    double[] output(double[] h) {
        double[] output = bias.clone();
        for (int i = 0; i < output.length; i++) {
            for (int j = 0; j < h.length; j++) {
                output[i] += decoder[i][j] * h[j];
            }
            if (architecture.output() == OutputActivation.RELU) {
                output[i] = Math.max(0, output[i]);
            }
        }
        return output;
    }
}
