package superpose.toymodels;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Differentiates models with many features and hidden units, doing as little as exactness allows.
 *
 * <p>With {@code v = z - y} for the pre-activation z and the target y, and c the weight of an error's gradient, the gradient
 * at an output is {@code g = c v} where its ReLU is on and 0 where it is off. The first tile of a batch tells how each
 * feature is best dealt with in all of it:
 *
 * <ul>
 *   <li>on in nearly every sample: in closed form, see {@link KeptOn}, and what is off is taken off again one by one;
 *   <li>off in most: one by one where it is on;
 *   <li>mixed: in products over all samples.
 * </ul>
 *
 * <p>Likewise the inputs: features that are zero in most samples are read one by one where they are not.
 */
final class WideKernel implements GradientKernel {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileProducts.LANES;
    private static final int WIDTH = LANES.length();

    /** Features that are not zero in fewer samples than this share are read one by one; measured. */
    private static final double SPARSE = 0.2;

    /** Features with fewer exceptions than this share are dealt with exception by exception; measured. */
    private static final double RARE = 0.3;

    /** The closed form pays when it serves more features than so many times the hidden units; measured. */
    private static final double MANY = 1.5;

    /** With less of the targets left unexplained, a loss in closed form would be lost to rounding. */
    private static final double UNEXPLAINED = 0.1;

    private final BottleneckArchitecture architecture;
    private final int features;
    private final int units;
    private final int stride;

    /** Outputs up to this before their activation are off. */
    private final float limit;

    /** Whether {@code sum_i c_i y_i D_i} is a part of h before its activation, which then need not be computed again. */
    private boolean shared;

    /** Whether the loss of features kept on comes in closed form. */
    private boolean closedLoss;

    private final TileInput input;

    /** Hidden units before their activation, in lanes. */
    private final float[] sumLanes;

    /** Hidden units in lanes; the sums themselves when there is no activation. */
    private final float[] hiddenLanes;

    private final float[] hiddenRows;
    private final float[] gradientLanes;
    private final float[] gradientRows;

    /** Gradients at the hidden units less {@code c h}, in rows: what shared features that are kept on correlate with. */
    private final float[] lessRows;

    /** Sums of the targets of features kept on, in two parts: of dense features, in lanes, and of sparse ones, in rows. */
    private final float[] targetLanes;

    private final float[] targetRows;

    private final float[] zeroRows;

    /** Sums of sparse inputs. */
    private final float[] sparseRows;

    private final float[] outputs = new float[InstanceParameters.BLOCK * TILE];
    private final float[] scales;
    private final KeptOn kept;

    /** All others, and those of them that are mixed. */
    private final FeatureList others;

    private final FeatureList mixed;
    private final FeatureList rare;
    private final boolean[] isMixed;

    /** Which inputs are read one by one, and lists of the other inputs. */
    private final boolean[] sparse;

    private final FeatureList denseKept;
    private final FeatureList denseOther;
    private final FeatureList sparseKept;
    private final FeatureList sparseOther;

    /** Inputs that are read one by one: of features kept on, and of others. */
    private final SparseEntries keptInputs;

    private final SparseEntries otherInputs;

    private boolean anySparse;

    /** Outputs whose gradients are dealt with one by one. */
    private final SparseEntries keptExceptions;

    private final SparseEntries rareExceptions;
    private final FeatureList exceptional;

    private final float[] biasLanes;
    private final float[] lossLanes = new float[WIDTH];

    /** How many samples of the tile count, and which, as numbers to multiply with. */
    private int count;

    private final float[] counted = new float[TILE];

    /** Gradients at the outputs before their activation, in lanes. */
    private final float[] errors;

    /** Room for a vector. */
    private final float[] lanes = new float[WIDTH];

    private double squaredErrors;
    private double squaredDistances;

    /** Makes room for the instances of a model. */
    WideKernel(BottleneckModel model) {
        architecture = model.architecture();
        features = model.shape().features();
        limit = architecture.output() == Activation.RELU ? 0 : Float.NEGATIVE_INFINITY;
        InstanceParameters like = InstanceParameters.of(model);
        int rows = like.bias().length;
        stride = like.stride();
        units = InstanceParameters.roundUp(like.hidden(), InstanceParameters.BLOCK);
        input = new TileInput(features, architecture.target(), rows);
        sumLanes = new float[units * TILE];
        hiddenLanes = architecture.hidden() == Activation.LINEAR ? sumLanes : sumLanes.clone();
        gradientLanes = new float[units * TILE];
        targetLanes = new float[units * TILE];
        hiddenRows = new float[TILE * stride];
        gradientRows = new float[TILE * stride];
        lessRows = new float[TILE * stride];
        targetRows = new float[TILE * stride];
        sparseRows = new float[TILE * stride];
        zeroRows = new float[TILE * stride];
        scales = new float[rows];
        kept = new KeptOn(like);
        others = new FeatureList(rows, rows - 1);
        mixed = new FeatureList(rows, rows - 1);
        isMixed = new boolean[rows];
        sparse = new boolean[rows];
        denseKept = new FeatureList(rows, rows - 1);
        denseOther = new FeatureList(rows, rows - 1);
        keptInputs = new SparseEntries(rows);
        otherInputs = new SparseEntries(rows);
        keptExceptions = new SparseEntries(rows);
        rareExceptions = new SparseEntries(rows);
        exceptional = new FeatureList(rows, rows - 1);
        sparseKept = new FeatureList(rows, rows - 1);
        sparseOther = new FeatureList(rows, rows - 1);
        rare = new FeatureList(rows, rows - 1);
        biasLanes = new float[rows * WIDTH];
        errors = new float[rows * TILE];
    }

    @Override
    public double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        shared =
                architecture.tying() == Tying.TIED && architecture.target() == Target.IDENTITY && objective.isUniform();
        gradients.clear();
        Arrays.fill(biasLanes, 0);
        for (int feature = 0; feature < features; feature++) {
            scales[feature] = objective.scale(feature);
        }
        double loss = 0;
        for (int done = 0; done < objective.batch(); done += TILE) {
            count = Math.min(TILE, objective.batch() - done);
            Arrays.fill(counted, 0, count, 1);
            Arrays.fill(counted, count, TILE, 0);
            input.draw(objective.samples(), count);
            if (done == 0) {
                sort(parameters);
            }
            encode(parameters);
            Arrays.fill(lossLanes, 0);
            compare(objective, parameters);
            loss += TileProducts.sumOfLanes(lossLanes, 0);
            loss += propagate(parameters, gradients) * objective.batch() / 2;
            correlate(gradients);
        }
        finish(parameters, gradients);
        return loss / objective.batch();
    }

    /** Chooses from the first tile how each feature is dealt with in the whole batch. */
    private void sort(InstanceParameters parameters) {
        kept.clear();
        others.clear();
        for (int feature = 0; feature < features; feature++) {
            sparse[feature] = Long.bitCount(TileProducts.nonZero(input.samples(), feature * TILE)) < SPARSE * TILE;
            others.add(feature);
        }
        listInputs();
        encode(parameters);
        squaredErrors = 0;
        squaredDistances = 0;
        for (int i = 0; i < others.filledUp(); i += InstanceParameters.BLOCK) {
            decode(parameters, others, i);
            for (int feature = i; feature < Math.min(features, i + InstanceParameters.BLOCK); feature++) {
                sort(feature, (feature - i) * TILE, parameters.bias()[feature]);
            }
        }
        boolean linear = architecture.output() == Activation.LINEAR;
        if (!linear && kept.list().size() < MANY * parameters.hidden()) {
            for (int i = 0; i < kept.list().size(); i++) {
                isMixed[kept.list().rows()[i]] = true;
            }
            kept.clear();
        }
        closedLoss = squaredErrors > UNEXPLAINED * squaredDistances;
        others.clear();
        mixed.clear();
        rare.clear();
        for (int feature = 0; feature < features; feature++) {
            if (!kept.contains(feature)) {
                others.add(feature);
                (isMixed[feature] ? mixed : rare).add(feature);
            }
        }
        listInputs();
        if (!kept.isEmpty()) {
            kept.prepare(parameters, scales, hiddenLanes, limit);
        }
    }

    private void sort(int feature, int start, float bias) {
        int on = TILE - Long.bitCount(offIn(start, TILE));
        isMixed[feature] = false;
        if (on > (1 - RARE) * TILE) {
            kept.add(feature);
            addSquares(feature, start, bias);
        } else {
            isMixed[feature] = on > RARE * TILE;
        }
    }

    /** Adds what shows how much of the targets the model explains of a feature. */
    private void addSquares(int feature, int start, float bias) {
        FloatVector errors = FloatVector.zero(LANES);
        FloatVector distances = FloatVector.zero(LANES);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector target = FloatVector.fromArray(LANES, input.targets(), feature * TILE + at);
            FloatVector error =
                    FloatVector.fromArray(LANES, outputs, start + at).sub(target);
            FloatVector distance = target.sub(bias);
            errors = error.fma(error, errors);
            distances = distance.fma(distance, distances);
        }
        errors.intoArray(lanes, 0);
        squaredErrors += TileProducts.sumOfLanes(lanes, 0);
        distances.intoArray(lanes, 0);
        squaredDistances += TileProducts.sumOfLanes(lanes, 0);
    }

    /** Returns the samples that count and whose output is off, one bit each. */
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

    private void listInputs() {
        for (FeatureList list : List.of(denseKept, denseOther, sparseKept, sparseOther)) {
            list.clear();
        }
        for (int feature = 0; feature < features; feature++) {
            boolean on = kept.contains(feature);
            if (sparse[feature]) {
                (on ? sparseKept : sparseOther).add(feature);
            } else {
                (on ? denseKept : denseOther).add(feature);
            }
        }
        anySparse = sparseKept.size() + sparseOther.size() > 0;
    }

    private void encode(InstanceParameters parameters) {
        float[] encoder = parameters.encoder();
        Arrays.fill(sumLanes, 0);
        TileProducts.gather(input.samples(), denseKept, encoder, stride, sumLanes, units);
        if (shared) {
            System.arraycopy(sumLanes, 0, targetLanes, 0, sumLanes.length);
        }
        TileProducts.gather(input.samples(), denseOther, encoder, stride, sumLanes, units);
        keptInputs.find(sparseKept, input.samples());
        otherInputs.find(sparseOther, input.samples());
        if (anySparse) {
            float[] keptRows = shared ? targetRows : sparseRows;
            keptInputs.scatter(input.samples(), encoder, zeroRows, keptRows, stride);
            otherInputs.scatter(input.samples(), encoder, keptRows, sparseRows, stride);
            TileProducts.addToLanes(sparseRows, stride, sumLanes, units);
        }
        if (architecture.hidden() == Activation.RELU) {
            for (int at = 0; at < units * TILE; at += WIDTH) {
                FloatVector.fromArray(LANES, sumLanes, at).max(0).intoArray(hiddenLanes, at);
            }
        }
        if (denseKept.size() + denseOther.size() > 0 || architecture.hidden() == Activation.RELU) {
            TileProducts.toRows(hiddenLanes, units, hiddenRows, stride);
        } else {
            System.arraycopy(sparseRows, 0, hiddenRows, 0, hiddenRows.length);
        }
    }

    private void decode(InstanceParameters parameters, FeatureList list, int i) {
        TileProducts.decode(
                hiddenLanes,
                TILE,
                parameters.hidden(),
                parameters.decoder(),
                stride,
                parameters.bias(),
                list.rows(),
                i,
                outputs);
        // Samples that do not count have no target either, and so no error.
        for (int start = 0; count < TILE && start < outputs.length; start += TILE) {
            Arrays.fill(outputs, start + count, start + TILE, 0);
        }
    }

    /** Compares outputs with targets: losses, sums for the biases, and gradients at the outputs. */
    private void compare(Objective objective, InstanceParameters parameters) {
        exceptional.clear();
        if (closedLoss) {
            kept.look(hiddenLanes, count);
            takeOff(objective, parameters, kept.uncertain());
            takeOffOutliers(objective, parameters, kept.uncertainInOutliers());
            addTargets(objective, parameters.bias());
        } else {
            compareKept(objective, parameters);
        }
        for (int i = 0; i < others.filledUp(); i += InstanceParameters.BLOCK) {
            decode(parameters, others, i);
            compareOthers(objective, i, Math.min(others.size(), i + InstanceParameters.BLOCK));
        }
        keptExceptions.find(exceptional, errors);
        rareExceptions.find(rare, errors);
    }

    private void compareKept(Objective objective, InstanceParameters parameters) {
        FeatureList list = kept.list();
        for (int i = 0; i < list.filledUp(); i += InstanceParameters.BLOCK) {
            decode(parameters, list, i);
            for (int j = i; j < Math.min(list.size(), i + InstanceParameters.BLOCK); j++) {
                int feature = list.rows()[j];
                compareKept(objective.errorWeight(feature), feature, (j - i) * TILE);
            }
        }
    }

    private void takeOff(Objective objective, InstanceParameters parameters, FeatureList list) {
        for (int i = 0; i < list.filledUp(); i += InstanceParameters.BLOCK) {
            decode(parameters, list, i);
            for (int j = i; j < Math.min(list.size(), i + InstanceParameters.BLOCK); j++) {
                int feature = list.rows()[j];
                takeOff(objective.errorWeight(feature), feature, (j - i) * TILE);
            }
        }
    }

    private void takeOffOutliers(Objective objective, InstanceParameters parameters, FeatureList list) {
        for (int i = 0; i < list.filledUp(); i += InstanceParameters.BLOCK) {
            TileProducts.decode(
                    kept.outlierLanes(),
                    KeptOn.OUTLIERS,
                    parameters.hidden(),
                    parameters.decoder(),
                    stride,
                    parameters.bias(),
                    list.rows(),
                    i,
                    outputs);
            for (int j = i; j < Math.min(list.size(), i + InstanceParameters.BLOCK); j++) {
                int feature = list.rows()[j];
                int start = (j - i) * KeptOn.OUTLIERS;
                long off = offIn(start, KeptOn.OUTLIERS);
                if (off != 0) {
                    takeOffOutliers(objective.errorWeight(feature), feature, start, off);
                }
            }
        }
    }

    private void takeOffOutliers(float weight, int feature, int start, long off) {
        Arrays.fill(errors, feature * TILE, (feature + 1) * TILE, 0);
        for (long left = off; left != 0; left &= left - 1) {
            int outlier = Long.numberOfTrailingZeros(left);
            int place = feature * TILE + kept.outlier(outlier);
            float target = input.targets()[place];
            float linear = outputs[start + outlier] - target;
            lossLanes[0] += weight * (target * target - linear * linear);
            biasLanes[feature * WIDTH] -= linear;
            errors[place] = -scales[feature] * linear;
        }
        exceptional.add(feature);
    }

    /** Takes off what the closed form adds for the samples in which a feature is off. */
    private void takeOff(float weight, int feature, int start) {
        long off = offIn(start, TILE);
        if (off == 0) {
            return;
        }
        FloatVector none = FloatVector.zero(LANES);
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, 0);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector target = FloatVector.fromArray(LANES, input.targets(), feature * TILE + at);
            FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
            FloatVector linear = output.sub(target);
            VectorMask<Float> isOn = output.compare(VectorOperators.LE, limit).not();
            FloatVector wrong = linear.blend(none, isOn);
            loss = loss.add(
                    target.blend(none, isOn).mul(target).sub(wrong.mul(wrong)).mul(weight));
            biasSum = biasSum.sub(wrong);
            wrong.mul(-scales[feature]).intoArray(errors, feature * TILE + at);
        }
        loss.intoArray(lossLanes, 0);
        biasSum.intoArray(biasLanes, feature * WIDTH);
        exceptional.add(feature);
    }

    private void compareKept(float weight, int feature, int start) {
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, 0);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
        FloatVector none = FloatVector.zero(LANES);
        long off = 0;
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
            FloatVector target = FloatVector.fromArray(LANES, input.targets(), feature * TILE + at);
            FloatVector linear = output.sub(target);
            VectorMask<Float> isOff = output.compare(VectorOperators.LE, limit);
            FloatVector error = linear.blend(target, isOff);
            loss = error.mul(weight).fma(error, loss);
            biasSum = biasSum.add(linear.blend(none, isOff));
            none.blend(linear.mul(-scales[feature]), isOff).intoArray(errors, feature * TILE + at);
            off |= isOff.toLong() << at;
        }
        loss.intoArray(lossLanes, 0);
        biasSum.intoArray(biasLanes, feature * WIDTH);
        if (off != 0) {
            exceptional.add(feature);
        }
    }

    private void compareOthers(Objective objective, int from, int to) {
        float[] targets = input.targets();
        FloatVector none = FloatVector.zero(LANES);
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, 0);
        for (int i = from; i < to; i++) {
            int feature = others.rows()[i];
            int start = (i - from) * TILE;
            float weight = objective.errorWeight(feature);
            float scale = scales[feature];
            FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
            for (int at = 0; at < TILE; at += WIDTH) {
                FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
                FloatVector target = FloatVector.fromArray(LANES, targets, feature * TILE + at);
                // Java's max cares for signed zeros and costs several instructions; a mask is needed anyway.
                VectorMask<Float> isOff = output.compare(VectorOperators.LE, 0);
                FloatVector linear = output.sub(target);
                FloatVector error = linear.blend(target, isOff);
                loss = error.mul(weight).fma(error, loss);
                FloatVector gradient = linear.blend(none, isOff);
                biasSum = biasSum.add(gradient);
                gradient.mul(scale).intoArray(errors, feature * TILE + at);
            }
            biasSum.intoArray(biasLanes, feature * WIDTH);
        }
        loss.intoArray(lossLanes, 0);
    }

    /** Adds what the targets alone give to the closed form, {@code b - y} and its square. */
    private void addTargets(Objective objective, float[] biases) {
        float[] targets = input.targets();
        FloatVector loss = FloatVector.zero(LANES);
        FloatVector more = FloatVector.zero(LANES);
        for (int i = 0; i < kept.list().size(); i++) {
            int feature = kept.list().rows()[i];
            float weight = objective.errorWeight(feature);
            FloatVector bias = FloatVector.broadcast(LANES, biases[feature]);
            FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
            for (int at = 0; at < TILE; at += 2 * WIDTH) {
                int target = feature * TILE + at;
                FloatVector first = FloatVector.fromArray(LANES, counted, at)
                        .mul(bias)
                        .sub(FloatVector.fromArray(LANES, targets, target));
                FloatVector second = FloatVector.fromArray(LANES, counted, at + WIDTH)
                        .mul(bias)
                        .sub(FloatVector.fromArray(LANES, targets, target + WIDTH));
                loss = first.mul(weight).fma(first, loss);
                more = second.mul(weight).fma(second, more);
                biasSum = biasSum.add(first.add(second));
            }
            biasSum.intoArray(biasLanes, feature * WIDTH);
        }
        loss.add(more).add(FloatVector.fromArray(LANES, lossLanes, 0)).intoArray(lossLanes, 0);
    }

    /**
     * Computes the gradients at the hidden units, and what the exceptions add to those of the decoder.
     *
     * @return what the closed form adds to the loss, times 2 / batch
     */
    private double propagate(InstanceParameters parameters, InstanceParameters gradients) {
        double loss = 0;
        if (kept.isEmpty()) {
            Arrays.fill(gradientLanes, 0);
        } else {
            if (!shared) {
                sumTargets();
            }
            loss = kept.addTile(hiddenLanes, hiddenRows, targetLanes, shared ? scales[0] : 1, gradientLanes);
        }
        TileProducts.gather(errors, mixed, parameters.decoder(), stride, gradientLanes, units);
        TileProducts.toRows(gradientLanes, units, gradientRows, stride);
        if (sparseKept.size() > 0) {
            loss -= 2 * subtractTargets(shared ? scales[0] : 1);
        }
        float[] decoder = parameters.decoder();
        keptExceptions.exchange(errors, decoder, gradientRows, hiddenRows, gradients.decoder(), stride);
        rareExceptions.exchange(errors, decoder, gradientRows, hiddenRows, gradients.decoder(), stride);
        TileProducts.correlate(errors, mixed, hiddenRows, stride, gradients.decoder());
        if (architecture.hidden() == Activation.RELU) {
            for (int at = 0; at < gradientRows.length; at++) {
                gradientRows[at] = hiddenRows[at] > 0 ? gradientRows[at] : 0;
            }
        }
        return closedLoss ? loss : 0;
    }

    private void sumTargets() {
        Arrays.fill(targetLanes, 0);
        TileProducts.gather(input.targets(), denseKept, kept.weighted(), stride, targetLanes, units);
        keptInputs.scatter(input.targets(), kept.weighted(), zeroRows, targetRows, stride);
    }

    /** Subtracts the sparse part of the targets and returns what it has in common with the hidden units. */
    private float subtractTargets(float factor) {
        FloatVector sum = FloatVector.zero(TileProducts.ROW);
        for (int at = 0; at < gradientRows.length; at += TileProducts.ROW.length()) {
            FloatVector target =
                    FloatVector.fromArray(TileProducts.ROW, targetRows, at).mul(factor);
            sum = target.fma(FloatVector.fromArray(TileProducts.ROW, hiddenRows, at), sum);
            FloatVector.fromArray(TileProducts.ROW, gradientRows, at)
                    .sub(target)
                    .intoArray(gradientRows, at);
        }
        sum.intoArray(lanes, 0);
        return TileProducts.sum(lanes, 0, TileProducts.ROW.length());
    }

    private void correlate(InstanceParameters gradients) {
        float[] samples = input.samples();
        float[] keptRows = gradientRows;
        if (shared) {
            float scale = scales[0];
            for (int at = 0; at < lessRows.length; at++) {
                lessRows[at] = gradientRows[at] - scale * hiddenRows[at];
            }
            keptRows = lessRows;
        } else {
            TileProducts.correlate(input.targets(), denseKept, hiddenRows, stride, kept.targetSums());
            keptInputs.collect(input.targets(), hiddenRows, kept.targetSums(), stride);
        }
        TileProducts.correlate(samples, denseKept, keptRows, stride, gradients.encoder());
        keptInputs.collect(samples, keptRows, gradients.encoder(), stride);
        TileProducts.correlate(samples, denseOther, gradientRows, stride, gradients.encoder());
        otherInputs.collect(samples, gradientRows, gradients.encoder(), stride);
    }

    private void finish(InstanceParameters parameters, InstanceParameters gradients) {
        for (int feature = 0; feature < features; feature++) {
            gradients.bias()[feature] = TileProducts.sumOfLanes(biasLanes, feature);
        }
        kept.addGradients(parameters, scales, gradients.decoder());
        for (int i = 0; closedLoss && i < kept.list().size(); i++) {
            int feature = kept.list().rows()[i];
            gradients.bias()[feature] += kept.hiddenSum(parameters, feature);
        }
        for (int feature = 0; feature < features; feature++) {
            gradients.bias()[feature] *= scales[feature];
        }
    }
}
