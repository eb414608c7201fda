package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Compares the outputs of a tile with their targets: losses, sums for the biases, and gradients at the outputs before their
 * activation.
 *
 * <p>Samples of a tile that do not count have no target and are given no output, and so have no error.
 */
final class OutputErrors {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int WIDTH = LANES.length();

    /** With less of the targets left unexplained, a loss in closed form would be lost to rounding. */
    private static final double UNEXPLAINED = 0.1;

    private final int stride;
    private final float[] hiddenLanes;
    private final float[] targets;

    /** Outputs up to this before their activation are off. */
    private final float limit;

    private final float[] outputs = TileLayout.room(InstanceParameters.BLOCK * TILE);

    /** Gradients at the outputs before their activation, [rows, TILE]. */
    private final float[] errors;

    private final float[] biasLanes;
    private final float[] lossLanes = TileLayout.room(WIDTH);

    /** How many samples of the tile count, and which, as numbers to multiply with. */
    private int count;

    private final float[] counted = TileLayout.room(TILE);

    /** Features kept on that are off in some sample of the tile after all. */
    private final FeatureList exceptional;

    /** Room for a vector. */
    private final float[] lanes = TileLayout.room(WIDTH);

    /** Of the features added: squared errors, and squared distances of the targets from the biases. */
    private double squaredErrors;

    private double squaredDistances;
    private InstanceParameters parameters;

    /** What a squared error of each feature weighs, and what its gradient is multiplied by. */
    private final float[] weights;

    private final float[] scales;

    /**
     * Makes room.
     *
     * @param like parameters of an instance of the model
     * @param hiddenLanes where the hidden units of a tile will be, [units, TILE]
     * @param targets where its targets will be, [rows, TILE]
     * @param limit outputs up to this before their activation are off
     */
    OutputErrors(InstanceParameters like, float[] hiddenLanes, float[] targets, float limit) {
        parameters = like;
        this.hiddenLanes = hiddenLanes;
        this.targets = targets;
        this.limit = limit;
        int rows = like.bias().length;
        stride = like.stride();
        weights = new float[rows];
        scales = new float[rows];
        errors = TileLayout.room(rows * TILE);
        biasLanes = TileLayout.room(rows * WIDTH);
        exceptional = new FeatureList(rows, rows - 1);
    }

    /** Starts a batch of any instance of the model. */
    void startBatch(Objective objective, InstanceParameters ofInstance) {
        parameters = ofInstance;
        for (int feature = 0; feature < parameters.features(); feature++) {
            weights[feature] = objective.errorWeight(feature);
            scales[feature] = objective.scale(feature);
        }
        squaredErrors = 0;
        squaredDistances = 0;
        Arrays.fill(biasLanes, 0);
    }

    /** Returns what the gradient of an error of each feature is multiplied by; not a copy. */
    float[] scales() {
        return scales;
    }

    /** Starts a tile of which so many samples count. */
    void startTile(int samples) {
        count = samples;
        int end = TileLayout.FIRST + samples;
        Arrays.fill(counted, TileLayout.FIRST, end, 1);
        Arrays.fill(counted, end, counted.length, 0);
        Arrays.fill(lossLanes, 0);
        exceptional.clear();
    }

    /** Returns the gradients at the outputs before their activation, [rows, TILE]; not a copy. */
    float[] gradients() {
        return errors;
    }

    /** Returns the features kept on that are off in some sample of the tile after all. */
    FeatureList exceptional() {
        return exceptional;
    }

    /** Returns the weighted squared errors of the tile, but for those that come in closed form. */
    float loss() {
        return TileLayout.sumOfLanes(lossLanes, 0);
    }

    /** Returns the sum over the batch of a feature's gradients before they are scaled. */
    float biasSum(int feature) {
        return TileLayout.sumOfLanes(biasLanes, feature);
    }

    /** Computes the outputs of four features, those from {@code i} on in a list. */
    void decode(FeatureList list, int i) {
        decode(hiddenLanes, TILE, list, i);
        // Samples that do not count have no target either, and so no error.
        for (int start = TileLayout.FIRST; count < TILE && start < outputs.length; start += TILE) {
            Arrays.fill(outputs, start + count, start + TILE, 0);
        }
    }

    private void decode(float[] hidden, int length, FeatureList list, int i) {
        LaneProducts.decode(
                hidden,
                length,
                parameters.hidden(),
                parameters.decoder(),
                stride,
                parameters.bias(),
                list.rows(),
                i,
                outputs);
    }

    /** Returns in how many samples one of the decoded features is on. */
    int on(int decoded) {
        return TILE - Long.bitCount(offIn(TileLayout.lanesOf(decoded), TILE));
    }

    /** Returns the samples in which an output is off, one bit each. */
    private long offIn(int start, int samples) {
        long off = 0;
        for (int at = 0; at < samples; at += WIDTH) {
            off |= FloatVector.fromArray(LANES, outputs, start + at)
                            .compare(VectorOperators.LE, limit)
                            .toLong()
                    << at;
        }
        return off;
    }

    /** Adds what shows how much the model explains of the targets of a feature, one of the decoded. */
    void addSquares(int feature, int decoded) {
        float bias = parameters.bias()[feature];
        int start = TileLayout.lanesOf(decoded);
        FloatVector missed = FloatVector.zero(LANES);
        FloatVector distances = FloatVector.zero(LANES);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector target = FloatVector.fromArray(LANES, targets, TileLayout.lanesOf(feature) + at);
            FloatVector error =
                    FloatVector.fromArray(LANES, outputs, start + at).sub(target);
            FloatVector distance = target.sub(bias);
            missed = error.fma(error, missed);
            distances = distance.fma(distance, distances);
        }
        missed.intoArray(lanes, TileLayout.FIRST);
        squaredErrors += TileLayout.sumOfLanes(lanes, 0);
        distances.intoArray(lanes, TileLayout.FIRST);
        squaredDistances += TileLayout.sumOfLanes(lanes, 0);
    }

    /** Returns whether what was added leaves so much unexplained that a loss in closed form is not lost to rounding. */
    boolean leaveMuchUnexplained() {
        return squaredErrors > UNEXPLAINED * squaredDistances;
    }

    /** Compares the outputs of features kept on; what the closed form of their gradients adds is not their loss. */
    void compareKept(FeatureList list) {
        for (int i = 0; i < list.filledUp(); i += InstanceParameters.BLOCK) {
            decode(list, i);
            for (int j = i; j < Math.min(list.size(), i + InstanceParameters.BLOCK); j++) {
                int feature = list.rows()[j];
                compareKept(feature, TileLayout.lanesOf(j - i));
            }
        }
    }

    /** Adds the losses of features kept on up to what comes in closed form, and takes off where they are off after all. */
    void compareInClosedForm(KeptOn kept) {
        kept.look(hiddenLanes, count);
        takeOff(kept.uncertain());
        takeOffOutliers(kept);
        addTargets(kept.list());
    }

    private void takeOff(FeatureList list) {
        for (int i = 0; i < list.filledUp(); i += InstanceParameters.BLOCK) {
            decode(list, i);
            for (int j = i; j < Math.min(list.size(), i + InstanceParameters.BLOCK); j++) {
                int feature = list.rows()[j];
                takeOff(feature, TileLayout.lanesOf(j - i));
            }
        }
    }

    private void takeOffOutliers(KeptOn kept) {
        FeatureList list = kept.uncertainInOutliers();
        for (int i = 0; i < list.filledUp(); i += InstanceParameters.BLOCK) {
            decode(kept.outlierLanes(), KeptOn.OUTLIERS, list, i);
            for (int j = i; j < Math.min(list.size(), i + InstanceParameters.BLOCK); j++) {
                int feature = list.rows()[j];
                int start = TileLayout.FIRST + (j - i) * KeptOn.OUTLIERS;
                long off = offIn(start, KeptOn.OUTLIERS);
                if (off != 0) {
                    takeOffOutliers(kept, feature, start, off);
                }
            }
        }
    }

    private void takeOffOutliers(KeptOn kept, int feature, int start, long off) {
        float weight = weights[feature];
        Arrays.fill(errors, TileLayout.lanesOf(feature), TileLayout.lanesOf(feature + 1), 0);
        for (long left = off; left != 0; left &= left - 1) {
            int outlier = Long.numberOfTrailingZeros(left);
            int place = TileLayout.lanesOf(feature) + kept.outlier(outlier);
            float target = targets[place];
            float linear = outputs[start + outlier] - target;
            lossLanes[TileLayout.FIRST] += weight * (target * target - linear * linear);
            biasLanes[TileLayout.sumsAt(feature)] -= linear;
            errors[place] = -scales[feature] * linear;
        }
        exceptional.add(feature);
    }

    /** Takes off what the closed form adds for the samples in which a feature is off. */
    private void takeOff(int feature, int start) {
        if (offIn(start, TILE) == 0) {
            return;
        }
        float weight = weights[feature];
        FloatVector none = FloatVector.zero(LANES);
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, TileLayout.FIRST);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, TileLayout.sumsAt(feature));
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector target = FloatVector.fromArray(LANES, targets, TileLayout.lanesOf(feature) + at);
            FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
            FloatVector linear = output.sub(target);
            VectorMask<Float> isOn = output.compare(VectorOperators.LE, limit).not();
            FloatVector wrong = linear.blend(none, isOn);
            loss = loss.add(
                    target.blend(none, isOn).mul(target).sub(wrong.mul(wrong)).mul(weight));
            biasSum = biasSum.sub(wrong);
            wrong.mul(-scales[feature]).intoArray(errors, TileLayout.lanesOf(feature) + at);
        }
        loss.intoArray(lossLanes, TileLayout.FIRST);
        biasSum.intoArray(biasLanes, TileLayout.sumsAt(feature));
        exceptional.add(feature);
    }

    private void compareKept(int feature, int start) {
        float weight = weights[feature];
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, TileLayout.FIRST);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, TileLayout.sumsAt(feature));
        FloatVector none = FloatVector.zero(LANES);
        long off = 0;
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
            FloatVector target = FloatVector.fromArray(LANES, targets, TileLayout.lanesOf(feature) + at);
            FloatVector linear = output.sub(target);
            VectorMask<Float> isOff = output.compare(VectorOperators.LE, limit);
            FloatVector error = linear.blend(target, isOff);
            loss = error.mul(weight).fma(error, loss);
            biasSum = biasSum.add(linear.blend(none, isOff));
            none.blend(linear.mul(-scales[feature]), isOff).intoArray(errors, TileLayout.lanesOf(feature) + at);
            off |= isOff.toLong() << at;
        }
        loss.intoArray(lossLanes, TileLayout.FIRST);
        biasSum.intoArray(biasLanes, TileLayout.sumsAt(feature));
        if (off != 0) {
            exceptional.add(feature);
        }
    }

    /** Compares the outputs of all other features, whose gradients are left where their ReLU is on. */
    void compareOthers(FeatureList others) {
        for (int i = 0; i < others.filledUp(); i += InstanceParameters.BLOCK) {
            decode(others, i);
            compareOthers(others, i, Math.min(others.size(), i + InstanceParameters.BLOCK));
        }
    }

    private void compareOthers(FeatureList others, int from, int to) {
        FloatVector none = FloatVector.zero(LANES);
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, TileLayout.FIRST);
        for (int i = from; i < to; i++) {
            int feature = others.rows()[i];
            int start = TileLayout.lanesOf(i - from);
            float weight = weights[feature];
            float scale = scales[feature];
            FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, TileLayout.sumsAt(feature));
            for (int at = 0; at < TILE; at += WIDTH) {
                FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
                FloatVector target = FloatVector.fromArray(LANES, targets, TileLayout.lanesOf(feature) + at);
                // Java's max cares for signed zeros and costs several instructions; a mask is needed anyway.
                VectorMask<Float> isOff = output.compare(VectorOperators.LE, limit);
                FloatVector linear = output.sub(target);
                FloatVector error = linear.blend(target, isOff);
                loss = error.mul(weight).fma(error, loss);
                FloatVector gradient = linear.blend(none, isOff);
                biasSum = biasSum.add(gradient);
                gradient.mul(scale).intoArray(errors, TileLayout.lanesOf(feature) + at);
            }
            biasSum.intoArray(biasLanes, TileLayout.sumsAt(feature));
        }
        loss.intoArray(lossLanes, TileLayout.FIRST);
    }

    /** Adds what the targets alone give to the closed form, {@code b - y} and its square. */
    private void addTargets(FeatureList kept) {
        float[] biases = parameters.bias();
        FloatVector loss = FloatVector.zero(LANES);
        FloatVector more = FloatVector.zero(LANES);
        for (int i = 0; i < kept.size(); i++) {
            int feature = kept.rows()[i];
            float weight = weights[feature];
            FloatVector bias = FloatVector.broadcast(LANES, biases[feature]);
            FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, TileLayout.sumsAt(feature));
            for (int at = 0; at < TILE; at += 2 * WIDTH) {
                int target = TileLayout.lanesOf(feature) + at;
                FloatVector first = FloatVector.fromArray(LANES, counted, TileLayout.FIRST + at)
                        .mul(bias)
                        .sub(FloatVector.fromArray(LANES, targets, target));
                FloatVector second = FloatVector.fromArray(LANES, counted, TileLayout.FIRST + at + WIDTH)
                        .mul(bias)
                        .sub(FloatVector.fromArray(LANES, targets, target + WIDTH));
                loss = first.mul(weight).fma(first, loss);
                more = second.mul(weight).fma(second, more);
                biasSum = biasSum.add(first.add(second));
            }
            biasSum.intoArray(biasLanes, TileLayout.sumsAt(feature));
        }
        loss.add(more)
                .add(FloatVector.fromArray(LANES, lossLanes, TileLayout.FIRST))
                .intoArray(lossLanes, TileLayout.FIRST);
    }
}
