package superpose.toymodels;

import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Differentiates models with many features and hidden units, doing as little as exactness allows.
 *
 * <p>With {@code v = z - y} for the pre-activation z and the target y, and c the weight of an error's gradient, the gradient
 * at an output is {@code g = c v} where its ReLU is on and 0 where it is off. Most features are nearly always on (those a
 * model ignores: a positive bias) or nearly always off. So a feature counts as <em>kept on</em> when its ReLU was on in
 * nearly all of the first tile of the batch, and as kept off when it was on in hardly any; of these only the exceptions are
 * dealt with one by one: the entries that are on of features kept off, and, taken off again, the entries that are off of
 * features kept on. Of the others, which are mixed, every entry is computed. For features kept on all entries together are
 * linear in h, {@code z_i = D_i h + b_i}, and their sums over features or samples need no entry at all:
 *
 * <pre>
 * sum_i c_i v_i D_i = (sum_i c_i D_i D_i^T) h + sum_i c_i b_i D_i - sum_i c_i y_i D_i
 * sum_s c_i v_i h   = c_i (sum_s h h^T) D_i + c_i b_i sum_s h - c_i sum_s y_i h
 * </pre>
 *
 * <p>What is left of y are sums over the entries that are not zero; where few are, they too are dealt with one by one.
 */
final class WideKernel implements GradientKernel {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileProducts.LANES;
    private static final int WIDTH = LANES.length();

    /** Features with fewer entries on than this share are dealt with entry by entry; measured. */
    private static final double SPARSE = 0.06;

    /** Features with fewer exceptions than this share are dealt with exception by exception; measured. */
    private static final double RARE = 0.2;

    /** Keeping features on pays when more than this share of them is; measured. */
    private static final double MANY = 0.6;

    private final BottleneckArchitecture architecture;
    private final int features;
    private final int hidden;
    private final int rows;
    private final int units;
    private final int stride;

    /** Whether {@code sum_i c_i y_i D_i} is a part of h before its activation, which then need not be computed again. */
    private boolean shared;

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

    private final float[] outputs = new float[InstanceParameters.BLOCK * TILE];
    private final float[] scales;
    private final boolean[] keptOn;

    /** Features whose ReLU is now on, now off: they are computed entry by entry in lanes. */
    private final boolean[] mixed;

    private int[] mixedList = {};

    /** Rows to add for targets: {@code -c_i D_i} of features kept on or, when shared, {@code c W_i} of the others. */
    private final float[] targetRows;

    /** Over features kept on, {@code sum_i c_i D_i D_i^T}, [units, stride], and below it {@code sum_i c_i b_i D_i}. */
    private final float[] decoderSquares;

    /** Over samples, {@code sum_s h h^T}, [units, stride], and below it {@code sum_s h}. */
    private final float[] hiddenSquares;

    /** {@code sum_s y_i h} of features kept on, [rows, stride]; not needed when shared. */
    private final float[] targetSums;

    private final float[] keptGradient;

    private final float[] biasLanes;
    private final float[] lossLanes = new float[WIDTH];

    /** Which samples of the tile count, as numbers to multiply with. */
    private final float[] counted = new float[TILE];

    /** Errors before the activation, {@code z - y}, in lanes; of mixed features only where their ReLU is on. */
    private final float[] errors;

    /** The samples in which a feature is not zero, and those in which its ReLU is on; one bit each. */
    private final long[] active;

    private final long[] on;
    private final int[] everyUnit;

    /** Which features are dealt with entry by entry, and lists of the others, filled up with a row of zeros. */
    private final boolean[] sparse;

    private int[] denseKept = {};
    private int[] denseOther = {};
    private boolean anySparse;
    private boolean anyKept;

    /** Makes room for the instances of a model. */
    WideKernel(BottleneckModel model) {
        architecture = model.architecture();
        features = model.shape().features();
        hidden = model.shape().hidden();
        InstanceParameters like = InstanceParameters.of(model);
        rows = like.bias().length;
        stride = like.stride();
        units = InstanceParameters.roundUp(hidden, InstanceParameters.BLOCK);
        input = new TileInput(features, architecture.target(), rows);
        // One more block of rows, of which the first is all ones.
        sumLanes = new float[(units + InstanceParameters.BLOCK) * TILE];
        Arrays.fill(sumLanes, units * TILE, (units + 1) * TILE, 1);
        hiddenLanes = architecture.hidden() == Activation.LINEAR ? sumLanes : sumLanes.clone();
        gradientLanes = new float[units * TILE];
        hiddenRows = new float[TILE * stride];
        gradientRows = new float[TILE * stride];
        lessRows = new float[TILE * stride];
        scales = new float[rows];
        keptOn = new boolean[rows];
        mixed = new boolean[rows];
        targetRows = new float[rows * stride];
        decoderSquares = new float[(units + InstanceParameters.BLOCK) * stride];
        hiddenSquares = new float[(units + InstanceParameters.BLOCK) * stride];
        keptGradient = new float[stride];
        targetSums = new float[rows * stride];
        biasLanes = new float[rows * WIDTH];
        errors = new float[rows * TILE];
        active = new long[rows];
        on = new long[rows];
        everyUnit = IntStream.range(0, units + InstanceParameters.BLOCK).toArray();
        sparse = new boolean[rows];
    }

    @Override
    public double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        shared =
                architecture.tying() == Tying.TIED && architecture.target() == Target.IDENTITY && objective.isUniform();
        gradients.clear();
        for (float[] sums : new float[][] {hiddenSquares, targetSums, biasLanes, lossLanes}) {
            Arrays.fill(sums, 0);
        }
        for (int feature = 0; feature < features; feature++) {
            scales[feature] = objective.scale(feature);
        }
        for (int done = 0; done < objective.batch(); done += TILE) {
            int count = Math.min(TILE, objective.batch() - done);
            input.draw(objective.samples(), count);
            if (done == 0) {
                prepare(parameters, count);
            }
            encode(parameters);
            compare(objective, parameters, count);
            propagate(parameters, gradients);
            correlate(gradients);
        }
        finish(parameters, gradients);
        return TileProducts.sumOfLanes(lossLanes, 0) / (double) objective.batch();
    }

    /** Chooses from the first tile how each feature is dealt with in the whole batch. */
    private void prepare(InstanceParameters parameters, int count) {
        anySparse = false;
        for (int feature = 0; feature < features; feature++) {
            sparse[feature] = Long.bitCount(TileProducts.nonZero(input.samples(), feature * TILE)) < SPARSE * count;
            anySparse |= sparse[feature];
        }
        Arrays.fill(keptOn, false);
        chooseLists();
        encode(parameters);
        boolean linear = architecture.output() == Activation.LINEAR;
        int kept = 0;
        for (int feature = 0; feature < features; feature++) {
            int place = feature % InstanceParameters.BLOCK;
            if (place == 0) {
                decode(parameters, feature);
            }
            int on = linear ? count : positiveIn(outputs, place * TILE);
            keptOn[feature] = on > (1 - RARE) * count;
            mixed[feature] = !keptOn[feature] && on >= RARE * count;
            kept += keptOn[feature] ? 1 : 0;
        }
        anyKept = kept > MANY * features;
        for (int feature = 0; !anyKept && feature < features; feature++) {
            mixed[feature] |= keptOn[feature];
            keptOn[feature] = false;
        }
        chooseLists();
        mixedList = whole(IntStream.range(0, features).filter(feature -> mixed[feature]));
        sumDecoder(parameters);
    }

    private static int positiveIn(float[] lanes, int start) {
        int on = 0;
        for (int at = start; at < start + TILE; at += WIDTH) {
            on += FloatVector.fromArray(LANES, lanes, at)
                    .compare(VectorOperators.GT, 0)
                    .trueCount();
        }
        return on;
    }

    private void chooseLists() {
        denseKept = dense(true);
        denseOther = dense(false);
    }

    private int[] dense(boolean kept) {
        return whole(IntStream.range(0, features).filter(feature -> !sparse[feature] && keptOn[feature] == kept));
    }

    /** Fills a list up to whole blocks with the row of zeros behind the features. */
    private int[] whole(IntStream list) {
        int[] chosen = list.toArray();
        int[] whole = Arrays.copyOf(chosen, InstanceParameters.roundUp(chosen.length, InstanceParameters.BLOCK));
        Arrays.fill(whole, chosen.length, whole.length, rows - 1);
        return whole;
    }

    /** Sums over features kept on, which the whole batch shares. */
    private void sumDecoder(InstanceParameters parameters) {
        float[] decoder = parameters.decoder();
        Arrays.fill(targetRows, 0);
        Arrays.fill(decoderSquares, 0);
        for (int feature = 0; feature < features; feature++) {
            int row = feature * stride;
            if (keptOn[feature]) {
                for (int unit = 0; unit < hidden; unit++) {
                    TileProducts.addRow(
                            scales[feature] * decoder[row + unit], decoder, row, decoderSquares, unit * stride, stride);
                }
                TileProducts.addRow(
                        scales[feature] * parameters.bias()[feature],
                        decoder,
                        row,
                        decoderSquares,
                        units * stride,
                        stride);
            }
            if (keptOn[feature] != shared) {
                TileProducts.addRow(shared ? scales[feature] : -scales[feature], decoder, row, targetRows, row, stride);
            }
        }
    }

    private void encode(InstanceParameters parameters) {
        Arrays.fill(sumLanes, 0, units * TILE, 0);
        TileProducts.gather(input.samples(), denseKept, parameters.encoder(), stride, sumLanes, units);
        TileProducts.gather(input.samples(), denseOther, parameters.encoder(), stride, sumLanes, units);
        Arrays.fill(hiddenRows, 0);
        if (anySparse) {
            for (int feature = 0; feature < features; feature++) {
                if (sparse[feature]) {
                    int lane = feature * TILE;
                    active[feature] = TileProducts.nonZero(input.samples(), lane);
                    TileProducts.scatter(
                            input.samples(),
                            lane,
                            active[feature],
                            1,
                            parameters.encoder(),
                            feature * stride,
                            hiddenRows,
                            stride);
                }
            }
            TileProducts.addToLanes(hiddenRows, stride, sumLanes, units);
        }
        boolean relu = architecture.hidden() == Activation.RELU;
        if (relu) {
            for (int at = 0; at < units * TILE; at += WIDTH) {
                FloatVector.fromArray(LANES, sumLanes, at).max(0).intoArray(hiddenLanes, at);
            }
        }
        if (relu || denseKept.length + denseOther.length > 0) {
            TileProducts.toRows(hiddenLanes, units, hiddenRows, stride);
        }
    }

    private void decode(InstanceParameters parameters, int feature) {
        TileProducts.decode(hiddenLanes, hidden, parameters.decoder(), stride, parameters.bias(), feature, outputs);
    }

    /** Compares outputs with targets: errors, losses, sums for the biases, and where ReLUs are on. */
    private void compare(Objective objective, InstanceParameters parameters, int count) {
        Arrays.fill(counted, 0, count, 1);
        Arrays.fill(counted, count, TILE, 0);
        boolean relu = architecture.output() == Activation.RELU;
        for (int feature = 0; feature < features; feature += InstanceParameters.BLOCK) {
            decode(parameters, feature);
            int end = Math.min(features, feature + InstanceParameters.BLOCK);
            for (int one = feature; one < end; one++) {
                int start = (one - feature) * TILE;
                if (relu) {
                    compareRelu(objective.errorWeight(one), one, start);
                } else {
                    compareLinear(objective.errorWeight(one), one, start);
                }
                if (mixed[one]) {
                    clearOff(one);
                }
            }
        }
    }

    private void compareRelu(float weight, int feature, int start) {
        float[] targets = input.targets();
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, 0);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
        long bits = 0;
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector output = FloatVector.fromArray(LANES, outputs, start + at);
            FloatVector target = FloatVector.fromArray(LANES, targets, feature * TILE + at);
            FloatVector valid = FloatVector.fromArray(LANES, counted, at);
            FloatVector linear = output.sub(target).mul(valid);
            VectorMask<Float> positive = output.compare(VectorOperators.GT, 0);
            // Java's max cares for signed zeros and costs several instructions; the mask is needed anyway.
            FloatVector error = target.mul(valid).neg().blend(linear, positive);
            loss = error.mul(weight).fma(error, loss);
            biasSum = biasSum.add(linear, positive);
            linear.intoArray(errors, feature * TILE + at);
            bits |= positive.toLong() << at;
        }
        on[feature] = bits;
        loss.intoArray(lossLanes, 0);
        biasSum.intoArray(biasLanes, feature * WIDTH);
    }

    private void compareLinear(float weight, int feature, int start) {
        float[] targets = input.targets();
        FloatVector loss = FloatVector.fromArray(LANES, lossLanes, 0);
        FloatVector biasSum = FloatVector.fromArray(LANES, biasLanes, feature * WIDTH);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector error = FloatVector.fromArray(LANES, outputs, start + at)
                    .sub(FloatVector.fromArray(LANES, targets, feature * TILE + at))
                    .mul(FloatVector.fromArray(LANES, counted, at));
            loss = error.mul(weight).fma(error, loss);
            biasSum = biasSum.add(error);
        }
        on[feature] = -1;
        loss.intoArray(lossLanes, 0);
        biasSum.intoArray(biasLanes, feature * WIDTH);
    }

    /** Leaves of the errors of a mixed feature its gradients. */
    private void clearOff(int feature) {
        FloatVector none = FloatVector.zero(LANES);
        for (int at = 0; at < TILE; at += WIDTH) {
            int place = feature * TILE + at;
            VectorMask<Float> positive = VectorMask.fromLong(LANES, on[feature] >>> at);
            FloatVector gradient = FloatVector.fromArray(LANES, errors, place).mul(scales[feature]);
            none.blend(gradient, positive).intoArray(errors, place);
        }
    }

    /** Computes the gradients at the hidden units, and what the exceptions add to those of the decoder. */
    private void propagate(InstanceParameters parameters, InstanceParameters gradients) {
        if (anyKept || mixedList.length > 0) {
            Arrays.fill(gradientLanes, 0);
            TileProducts.gather(errors, mixedList, parameters.decoder(), stride, gradientLanes, units);
            if (anyKept) {
                addKept();
            }
            TileProducts.toRows(gradientLanes, units, gradientRows, stride);
        } else {
            Arrays.fill(gradientRows, 0);
        }
        if (anyKept && anySparse) {
            scatterTargets();
        }
        TileProducts.correlate(errors, mixedList, hiddenRows, stride, gradients.decoder());
        for (int feature = 0; feature < features; feature++) {
            if (!mixed[feature]) {
                long exceptions = keptOn[feature] ? ~on[feature] : on[feature];
                float scale = keptOn[feature] ? -scales[feature] : scales[feature];
                int lane = feature * TILE;
                int row = feature * stride;
                TileProducts.scatter(errors, lane, exceptions, scale, parameters.decoder(), row, gradientRows, stride);
                TileProducts.collect(errors, lane, exceptions, scale, hiddenRows, stride, gradients.decoder(), row);
            }
        }
        if (architecture.hidden() == Activation.RELU) {
            for (int at = 0; at < gradientRows.length; at++) {
                gradientRows[at] = hiddenRows[at] > 0 ? gradientRows[at] : 0;
            }
        }
    }

    /** Adds what is left of the targets of sparse features. */
    private void scatterTargets() {
        for (int feature = 0; feature < features; feature++) {
            if (sparse[feature] && keptOn[feature] != shared) {
                TileProducts.scatter(
                        input.targets(),
                        feature * TILE,
                        active[feature],
                        1,
                        targetRows,
                        feature * stride,
                        gradientRows,
                        stride);
            }
        }
    }

    /** Adds what the features that are kept on give, up to their exceptions. */
    private void addKept() {
        TileProducts.gather(hiddenLanes, everyUnit, decoderSquares, stride, gradientLanes, units);
        TileProducts.gather(input.targets(), shared ? denseOther : denseKept, targetRows, stride, gradientLanes, units);
        if (shared) {
            subtractScaled(sumLanes, gradientLanes);
        }
    }

    private void subtractScaled(float[] from, float[] result) {
        float scale = scales[0];
        for (int at = 0; at < result.length; at++) {
            result[at] -= scale * from[at];
        }
    }

    private void correlate(InstanceParameters gradients) {
        float[] keptRows = gradientRows;
        if (shared && anyKept) {
            System.arraycopy(gradientRows, 0, lessRows, 0, lessRows.length);
            subtractScaled(hiddenRows, lessRows);
            keptRows = lessRows;
        } else {
            TileProducts.correlate(input.targets(), denseKept, hiddenRows, stride, targetSums);
        }
        TileProducts.correlate(input.samples(), denseKept, keptRows, stride, gradients.encoder());
        TileProducts.correlate(input.samples(), denseOther, gradientRows, stride, gradients.encoder());
        for (int feature = 0; anySparse && feature < features; feature++) {
            if (sparse[feature]) {
                int lane = feature * TILE;
                int row = feature * stride;
                float[] units = keptOn[feature] ? keptRows : gradientRows;
                TileProducts.collect(
                        input.samples(), lane, active[feature], 1, units, stride, gradients.encoder(), row);
                if (keptOn[feature] && !shared) {
                    TileProducts.collect(
                            input.targets(), lane, active[feature], 1, hiddenRows, stride, targetSums, row);
                }
            }
        }
        if (anyKept) {
            TileProducts.correlate(hiddenLanes, everyUnit, hiddenRows, stride, hiddenSquares);
        }
    }

    private void finish(InstanceParameters parameters, InstanceParameters gradients) {
        for (int feature = 0; feature < features; feature++) {
            float scale = scales[feature];
            gradients.bias()[feature] = scale * TileProducts.sumOfLanes(biasLanes, feature);
            if (keptOn[feature]) {
                finishKept(feature, parameters, gradients.decoder());
            }
        }
    }

    /** Adds what a feature kept on gives, summed apart: near an optimum it nearly cancels with what the targets give. */
    private void finishKept(int feature, InstanceParameters parameters, float[] gradient) {
        int row = feature * stride;
        Arrays.fill(keptGradient, 0);
        TileProducts.addRow(parameters.bias()[feature], hiddenSquares, units * stride, keptGradient, 0, stride);
        for (int unit = 0; unit < hidden; unit++) {
            TileProducts.addRow(
                    parameters.decoder()[row + unit], hiddenSquares, unit * stride, keptGradient, 0, stride);
        }
        if (!shared) {
            TileProducts.addRow(-1, targetSums, row, keptGradient, 0, stride);
        }
        TileProducts.addRow(scales[feature], keptGradient, 0, gradient, row, stride);
    }
}
