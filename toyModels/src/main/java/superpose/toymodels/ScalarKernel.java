package superpose.toymodels;

import superpose.data.SampleStream;

/** Differentiates sample by sample, for a Java without the Vector API. */
final class ScalarKernel implements GradientKernel {

    private final BottleneckArchitecture architecture;
    private final int features;
    private final int hidden;
    private final float[] rows;
    private final float[] units;
    private final float[] unitGradients;

    /** Makes room for the instances of a model. */
    ScalarKernel(BottleneckModel model) {
        architecture = model.architecture();
        features = model.shape().features();
        hidden = model.shape().hidden();
        rows = new float[SampleStream.TILE * features];
        units = new float[hidden];
        unitGradients = new float[hidden];
    }

    @Override
    public double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        gradients.clear();
        double loss = 0;
        for (int done = 0; done < objective.batch(); done += SampleStream.TILE) {
            int count = Math.min(SampleStream.TILE, objective.batch() - done);
            float[] drawn = count == SampleStream.TILE ? rows : new float[count * features];
            objective.samples().next(drawn);
            for (int sample = 0; sample < count; sample++) {
                loss += addSample(drawn, sample * features, objective, parameters, gradients);
            }
        }
        return loss / objective.batch();
    }

    private double addSample(
            float[] drawn,
            int start,
            Objective objective,
            InstanceParameters parameters,
            InstanceParameters gradients) {
        encode(drawn, start, parameters);
        double loss = 0;
        for (int feature = 0; feature < features; feature++) {
            float output = parameters.bias()[feature];
            int row = feature * parameters.stride();
            for (int unit = 0; unit < hidden; unit++) {
                output += parameters.decoder()[row + unit] * units[unit];
            }
            boolean on = architecture.output() == Activation.LINEAR || output > 0;
            float error = (on ? output : 0) - architecture.target().of(drawn[start + feature]);
            loss += objective.errorWeight(feature) * error * error;
            if (on) {
                propagate(feature, objective.scale(feature) * error, parameters, gradients);
            }
        }
        accumulate(drawn, start, gradients);
        return loss;
    }

    private void encode(float[] drawn, int start, InstanceParameters parameters) {
        for (int unit = 0; unit < hidden; unit++) {
            float sum = 0;
            for (int feature = 0; feature < features; feature++) {
                sum += drawn[start + feature] * parameters.encoder()[feature * parameters.stride() + unit];
            }
            units[unit] = architecture.hidden() == Activation.RELU ? Math.max(0, sum) : sum;
            unitGradients[unit] = 0;
        }
    }

    private void propagate(int feature, float gradient, InstanceParameters parameters, InstanceParameters gradients) {
        int row = feature * parameters.stride();
        gradients.bias()[feature] += gradient;
        for (int unit = 0; unit < hidden; unit++) {
            unitGradients[unit] += gradient * parameters.decoder()[row + unit];
            gradients.decoder()[row + unit] += gradient * units[unit];
        }
    }

    private void accumulate(float[] drawn, int start, InstanceParameters gradients) {
        for (int feature = 0; feature < features; feature++) {
            int row = feature * gradients.stride();
            float value = drawn[start + feature];
            for (int unit = 0; value != 0 && unit < hidden; unit++) {
                boolean on = architecture.hidden() == Activation.LINEAR || units[unit] > 0;
                gradients.encoder()[row + unit] += on ? value * unitGradients[unit] : 0;
            }
        }
    }
}
