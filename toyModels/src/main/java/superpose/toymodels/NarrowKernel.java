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
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
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
    private final float[] lossLanes = TileLayout.room(WIDTH);

    /** Which samples of the tile count, as numbers to multiply with. */
    private final float[] counted = TileLayout.room(TILE);

    /** Makes room for the instances of a model. */
    NarrowKernel(BottleneckModel model) {
        architecture = model.architecture();
        features = model.shape().features();
        hidden = model.shape().hidden();
        input = new TileInput(features, architecture.target(), features);
        units = TileLayout.room(hidden * TILE);
        unitGradients = TileLayout.room(hidden * TILE);
        gradientLanes = TileLayout.room(features * TILE);
        encoderLanes = TileLayout.room(features * hidden * WIDTH);
        decoderLanes = architecture.tying() == Tying.TIED ? encoderLanes : encoderLanes.clone();
        biasLanes = TileLayout.room(features * WIDTH);
    }

    @Override
    public double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        for (float[] sums : new float[][] {encoderLanes, decoderLanes, biasLanes}) {
            Arrays.fill(sums, 0);
        }
        double loss = 0;
        for (int done = 0; done < objective.batch(); done += TILE) {
            int count = Math.min(TILE, objective.batch() - done);
            input.draw(objective.samples(), count);
            Arrays.fill(lossLanes, 0);
            int end = TileLayout.FIRST + count;
            Arrays.fill(counted, TileLayout.FIRST, end, 1);
            Arrays.fill(counted, end, counted.length, 0);
            for (int unit = 0; unit < hidden; unit++) {
                encode(parameters, unit);
            }
            for (int feature = 0; feature < features; feature++) {
                compare(objective, parameters, feature);
            }
            for (int unit = 0; unit < hidden; unit++) {
                propagate(parameters, unit);
            }
            for (int feature = 0; feature < features; feature++) {
                accumulate(input.samples(), feature, unitGradients, encoderLanes);
                accumulate(gradientLanes, feature, units, decoderLanes);
            }
            // Many small squares added to one large sum would be rounded away.
            loss += TileLayout.sumOfLanes(lossLanes, 0);
        }
        finish(gradients);
        return loss / objective.batch();
    }

    private void encode(InstanceParameters parameters, int unit) {
        weigh(input.samples(), parameters.encoder(), parameters.stride(), unit, units);
        if (architecture.hidden() == Activation.RELU) {
            for (int at = TileLayout.lanesOf(unit); at < TileLayout.lanesOf(unit + 1); at += WIDTH) {
                FloatVector.fromArray(LANES, units, at).max(0).intoArray(units, at);
            }
        }
    }

    /** Overwrites a unit with the weighted sum of all features: {@code result[k] = sum_i weights[i, k] from[i]}. */
    private void weigh(float[] from, float[] weights, int stride, int unit, float[] result) {
        for (int at = 0; at < TILE; at += 2 * WIDTH) {
            FloatVector even = FloatVector.zero(LANES);
            FloatVector odd = even;
            for (int feature = 0; feature < features; feature++) {
                FloatVector weight = FloatVector.broadcast(LANES, weights[feature * stride + unit]);
                even = FloatVector.fromArray(LANES, from, TileLayout.lanesOf(feature) + at)
                        .fma(weight, even);
                odd = FloatVector.fromArray(LANES, from, TileLayout.lanesOf(feature) + at + WIDTH)
                        .fma(weight, odd);
            }
            even.intoArray(result, TileLayout.lanesOf(unit) + at);
            odd.intoArray(result, TileLayout.lanesOf(unit) + at + WIDTH);
        }
    }

    /** Computes an output, its loss and its gradient. */
    private void compare(Objective objective, InstanceParameters parameters, int feature) {
        boolean relu = architecture.output() == Activation.RELU;
        float[] decoder = parameters.decoder();
        float[] targets = input.targets();
        int row = feature * parameters.stride();
        int start = TileLayout.lanesOf(feature);
        float scale = objective.scale(feature);
        float weight = objective.errorWeight(feature);
        FloatVector bias = FloatVector.broadcast(LANES, parameters.bias()[feature]);
        FloatVector none = FloatVector.zero(LANES);
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, TileLayout.FIRST);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, TileLayout.sumsAt(feature));
        for (int at = 0; at < TILE; at += 2 * WIDTH) {
            FloatVector even = bias;
            FloatVector odd = bias;
            for (int unit = 0; unit < hidden; unit++) {
                FloatVector written = FloatVector.broadcast(LANES, decoder[row + unit]);
                even = written.fma(FloatVector.fromArray(LANES, units, TileLayout.lanesOf(unit) + at), even);
                odd = written.fma(FloatVector.fromArray(LANES, units, TileLayout.lanesOf(unit) + at + WIDTH), odd);
            }
            FloatVector evenCounted = FloatVector.fromArray(LANES, counted, TileLayout.FIRST + at);
            FloatVector oddCounted = FloatVector.fromArray(LANES, counted, TileLayout.FIRST + at + WIDTH);
            FloatVector evenTarget =
                    FloatVector.fromArray(LANES, targets, start + at).mul(evenCounted);
            FloatVector oddTarget =
                    FloatVector.fromArray(LANES, targets, start + at + WIDTH).mul(oddCounted);
            FloatVector evenError = even.mul(evenCounted).sub(evenTarget);
            FloatVector oddError = odd.mul(oddCounted).sub(oddTarget);
            FloatVector evenGradient = evenError.mul(scale);
            FloatVector oddGradient = oddError.mul(scale);
            if (relu) {
                VectorMask<Float> evenOn = even.compare(VectorOperators.GT, 0);
                VectorMask<Float> oddOn = odd.compare(VectorOperators.GT, 0);
                evenError = evenTarget.neg().blend(evenError, evenOn);
                oddError = oddTarget.neg().blend(oddError, oddOn);
                evenGradient = none.blend(evenGradient, evenOn);
                oddGradient = none.blend(oddGradient, oddOn);
            }
            loss = evenError.mul(weight).fma(evenError, loss);
            loss = oddError.mul(weight).fma(oddError, loss);
            biasSum = biasSum.add(evenGradient).add(oddGradient);
            evenGradient.intoArray(gradientLanes, start + at);
            oddGradient.intoArray(gradientLanes, start + at + WIDTH);
        }
        loss.intoArray(lossLanes, TileLayout.FIRST);
        biasSum.intoArray(biasLanes, TileLayout.sumsAt(feature));
    }

    private void propagate(InstanceParameters parameters, int unit) {
        weigh(gradientLanes, parameters.decoder(), parameters.stride(), unit, unitGradients);
        if (architecture.hidden() == Activation.RELU) {
            FloatVector off = FloatVector.zero(LANES);
            for (int at = TileLayout.lanesOf(unit); at < TileLayout.lanesOf(unit + 1); at += WIDTH) {
                VectorMask<Float> on = FloatVector.fromArray(LANES, units, at).compare(VectorOperators.GT, 0);
                off.blend(FloatVector.fromArray(LANES, unitGradients, at), on).intoArray(unitGradients, at);
            }
        }
    }

    /** Adds {@code sum_s left[i, s] right[k, s]} for a feature i and every unit k, by lane. */
    private void accumulate(float[] left, int feature, float[] right, float[] sums) {
        for (int unit = 0; unit < hidden; unit++) {
            int sum = TileLayout.sumsAt(feature * hidden + unit);
            FloatVector even = FloatVector.fromArray(LANES, sums, sum);
            FloatVector odd = FloatVector.zero(LANES);
            for (int at = 0; at < TILE; at += 2 * WIDTH) {
                int of = TileLayout.lanesOf(feature) + at;
                int with = TileLayout.lanesOf(unit) + at;
                even = FloatVector.fromArray(LANES, left, of).fma(FloatVector.fromArray(LANES, right, with), even);
                odd = FloatVector.fromArray(LANES, left, of + WIDTH)
                        .fma(FloatVector.fromArray(LANES, right, with + WIDTH), odd);
            }
            even.add(odd).intoArray(sums, sum);
        }
    }

    private void finish(InstanceParameters gradients) {
        for (int feature = 0; feature < features; feature++) {
            gradients.bias()[feature] = TileLayout.sumOfLanes(biasLanes, feature);
            for (int unit = 0; unit < hidden; unit++) {
                int at = feature * gradients.stride() + unit;
                gradients.decoder()[at] = TileLayout.sumOfLanes(decoderLanes, feature * hidden + unit);
                gradients.encoder()[at] = TileLayout.sumOfLanes(encoderLanes, feature * hidden + unit);
            }
        }
    }
}
