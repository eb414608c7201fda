package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Differentiates models with few hidden units, where rows of units would be mostly padding: samples stand in lanes
 * throughout, and every entry is computed.
 */
final class NarrowKernel implements GradientKernel {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileProducts.LANES;
    private static final int WIDTH = LANES.length();

    private final BottleneckArchitecture architecture;
    private final int features;
    private final int hidden;
    private final TileInput input;

    /** Hidden units, then gradients there, [hidden, TILE]. */
    private final float[] units;

    private final float[] unitGradients;

    /** Gradients at the outputs before their activation, [features, TILE]. */
    private final float[] gradientLanes;

    /** Lane-wise sums: for encoder and decoder [features, hidden, WIDTH], for the biases [features, WIDTH]. */
    private final float[] encoderLanes;

    private final float[] decoderLanes;
    private final float[] biasLanes;
    private final float[] lossLanes = new float[WIDTH];

    /** Makes room for the instances of a model. */
    NarrowKernel(BottleneckModel model) {
        architecture = model.architecture();
        features = model.shape().features();
        hidden = model.shape().hidden();
        input = new TileInput(features, architecture.target(), features);
        units = new float[hidden * TILE];
        unitGradients = new float[hidden * TILE];
        gradientLanes = new float[features * TILE];
        encoderLanes = new float[features * hidden * WIDTH];
        decoderLanes = architecture.tying() == Tying.TIED ? encoderLanes : new float[encoderLanes.length];
        biasLanes = new float[features * WIDTH];
    }

    @Override
    public double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        for (float[] sums : new float[][] {encoderLanes, decoderLanes, biasLanes, lossLanes}) {
            Arrays.fill(sums, 0);
        }
        for (int done = 0; done < objective.batch(); done += TILE) {
            int count = Math.min(TILE, objective.batch() - done);
            input.draw(objective.samples(), count);
            for (int unit = 0; unit < hidden; unit++) {
                encode(parameters, unit);
            }
            for (int feature = 0; feature < features; feature++) {
                compare(objective, parameters, feature, count);
            }
            for (int unit = 0; unit < hidden; unit++) {
                propagate(parameters, unit);
            }
            for (int feature = 0; feature < features; feature++) {
                accumulate(feature);
            }
        }
        return finish(objective, gradients);
    }

    private void encode(InstanceParameters parameters, int unit) {
        boolean relu = architecture.hidden() == Activation.RELU;
        float[] samples = input.samples();
        float[] encoder = parameters.encoder();
        int stride = parameters.stride();
        for (int at = 0; at < TILE; at += 2 * WIDTH) {
            FloatVector even = FloatVector.zero(LANES);
            FloatVector odd = even;
            for (int feature = 0; feature < features; feature++) {
                FloatVector weight = FloatVector.broadcast(LANES, encoder[feature * stride + unit]);
                even = FloatVector.fromArray(LANES, samples, feature * TILE + at)
                        .fma(weight, even);
                odd = FloatVector.fromArray(LANES, samples, feature * TILE + at + WIDTH)
                        .fma(weight, odd);
            }
            (relu ? even.max(0) : even).intoArray(units, unit * TILE + at);
            (relu ? odd.max(0) : odd).intoArray(units, unit * TILE + at + WIDTH);
        }
    }

    /** Computes an output, its loss and its gradient; the scale of the gradient is left for the end of the batch. */
    private void compare(Objective objective, InstanceParameters parameters, int feature, int count) {
        boolean relu = architecture.output() == Activation.RELU;
        float[] decoder = parameters.decoder();
        float[] targets = input.targets();
        int row = feature * parameters.stride();
        float scale = objective.scale(feature);
        float weight = objective.errorWeight(feature);
        FloatVector bias = FloatVector.broadcast(LANES, parameters.bias()[feature]);
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, 0);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector output = bias;
            for (int unit = 0; unit < hidden; unit++) {
                output = FloatVector.broadcast(LANES, decoder[row + unit])
                        .fma(FloatVector.fromArray(LANES, units, unit * TILE + at), output);
            }
            FloatVector target = FloatVector.fromArray(LANES, targets, feature * TILE + at);
            FloatVector error = (relu ? output.max(0) : output).sub(target);
            if (count < TILE) {
                error = FloatVector.zero(LANES).blend(error, LANES.indexInRange(at, count));
            }
            FloatVector gradient = error.mul(scale);
            if (relu) {
                VectorMask<Float> on = output.compare(VectorOperators.GT, 0);
                gradient = FloatVector.zero(LANES).blend(gradient, on);
            }
            loss = error.mul(weight).fma(error, loss);
            biasSum = biasSum.add(gradient);
            gradient.intoArray(gradientLanes, feature * TILE + at);
        }
        loss.intoArray(lossLanes, 0);
        biasSum.intoArray(biasLanes, feature * WIDTH);
    }

    private void propagate(InstanceParameters parameters, int unit) {
        boolean relu = architecture.hidden() == Activation.RELU;
        float[] decoder = parameters.decoder();
        int stride = parameters.stride();
        for (int at = 0; at < TILE; at += 2 * WIDTH) {
            FloatVector even = FloatVector.zero(LANES);
            FloatVector odd = even;
            for (int feature = 0; feature < features; feature++) {
                FloatVector weight = FloatVector.broadcast(LANES, decoder[feature * stride + unit]);
                even = FloatVector.fromArray(LANES, gradientLanes, feature * TILE + at)
                        .fma(weight, even);
                odd = FloatVector.fromArray(LANES, gradientLanes, feature * TILE + at + WIDTH)
                        .fma(weight, odd);
            }
            int out = unit * TILE + at;
            if (relu) {
                FloatVector off = FloatVector.zero(LANES);
                even = off.blend(even, FloatVector.fromArray(LANES, units, out).compare(VectorOperators.GT, 0));
                odd = off.blend(
                        odd, FloatVector.fromArray(LANES, units, out + WIDTH).compare(VectorOperators.GT, 0));
            }
            even.intoArray(unitGradients, out);
            odd.intoArray(unitGradients, out + WIDTH);
        }
    }

    private void accumulate(int feature) {
        boolean tied = architecture.tying() == Tying.TIED;
        float[] samples = input.samples();
        for (int unit = 0; unit < hidden; unit++) {
            int sum = (feature * hidden + unit) * WIDTH;
            FloatVector read = FloatVector.fromArray(LANES, encoderLanes, sum);
            FloatVector written = tied ? FloatVector.zero(LANES) : FloatVector.fromArray(LANES, decoderLanes, sum);
            for (int at = 0; at < TILE; at += WIDTH) {
                int in = feature * TILE + at;
                int of = unit * TILE + at;
                read = FloatVector.fromArray(LANES, samples, in)
                        .fma(FloatVector.fromArray(LANES, unitGradients, of), read);
                written = FloatVector.fromArray(LANES, gradientLanes, in)
                        .fma(FloatVector.fromArray(LANES, units, of), written);
            }
            if (tied) {
                read = read.add(written);
            } else {
                written.intoArray(decoderLanes, sum);
            }
            read.intoArray(encoderLanes, sum);
        }
    }

    private double finish(Objective objective, InstanceParameters gradients) {
        for (int feature = 0; feature < features; feature++) {
            gradients.bias()[feature] = TileProducts.sumOfLanes(biasLanes, feature);
            for (int unit = 0; unit < hidden; unit++) {
                int at = feature * gradients.stride() + unit;
                gradients.decoder()[at] = TileProducts.sumOfLanes(decoderLanes, feature * hidden + unit);
                gradients.encoder()[at] = TileProducts.sumOfLanes(encoderLanes, feature * hidden + unit);
            }
        }
        return TileProducts.sumOfLanes(lossLanes, 0) / (double) objective.batch();
    }
}
