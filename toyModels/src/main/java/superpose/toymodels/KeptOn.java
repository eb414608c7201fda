package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Features whose ReLU is on in nearly every sample, as it is for those that a model ignores; as if it were on in all.
 *
 * <p>Then z = D h + b is linear in h. With the target y and c the weight of an error's gradient, sums over samples or
 * features need no outputs at all:
 *
 * <pre>
 * g := sum_i c_i (z_i - y_i) D_i    = A h + q - t   with A = sum_i c_i D_i D_i^T, q = sum_i c_i b_i D_i, t = sum_i c_i y_i D_i
 * sum_s (z_i - y_i) h               = H D_i + b_i sum_s h - sum_s y_i h   with H = sum_s h h^T
 * sum_i c_i (z_i - y_i)^2           = h (g + q - t) + sum_i c_i (b_i - y_i)^2
 * </pre>
 *
 * <p>What the samples give in which the ReLU is off after all has to be taken off again. Most features cannot be off: with
 * m the mean of h, {@code z_i >= D_i m + b_i - |D_i| |h - m|} by Cauchy and Schwarz, so a look at the longest h - m tells
 * which.
 */
final class KeptOn {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int WIDTH = LANES.length();

    /** Samples of a tile that are looked at apart: no more than the widest vector has lanes. */
    static final int OUTLIERS = 16;

    /** Outliers of the first tile: fewer, for other tiles have more or fewer. */
    private static final int TYPICAL_OUTLIERS = 10;

    private final int hidden;
    private final int units;
    private final int stride;

    private final boolean[] member;
    private final FeatureList list;

    /** Members that may be off in this tile, and those that may be so only in few samples. */
    private final FeatureList uncertain;

    private final FeatureList uncertainInOutliers;

    /** How far h of each sample is from its middle, squared. */
    private final float[] distances = TileLayout.room(TILE);

    /** Samples that are at least this far are outliers. */
    private float near;

    private final int[] outliers = new int[OUTLIERS];
    private final float[] outlierLanes;

    /** Room for a vector. */
    private final float[] lanes = TileLayout.room(WIDTH);

    /** Every hidden unit, for products with all of them. */
    private final FeatureList everyUnit;

    /** A, [units, stride], and packed. */
    private final float[] decoderSquares;

    private final WeightPanel squaresPanel;

    /** q, [stride]. */
    private final float[] biasSums;

    /** {@code c_i D_i} of the members, [rows, stride]. */
    private final float[] weighted;

    /** H, [units, stride]. */
    private final float[] hiddenSquares;

    /** {@code sum_s h}, [stride], and its lanes, [units, WIDTH]. */
    private final float[] hiddenSums;

    private final float[] hiddenSumLanes;

    /** {@code sum_s y_i h}, [rows, stride]. */
    private final float[] targetSums;

    /** {@code H D_i} of the members, [rows, stride]. */
    private final float[] products;

    /** The middle of h: its mean in the first tile, [stride]. */
    private final float[] middle;

    /** The square of how far h may be from its middle before a feature can be off, [rows]; negative if it always can. */
    private final float[] reach;

    /** Makes room for a model whose parameters are laid out as the given ones. */
    KeptOn(InstanceParameters like) {
        hidden = like.hidden();
        stride = like.stride();
        units = InstanceParameters.roundUp(hidden, InstanceParameters.BLOCK);
        int rows = like.bias().length;
        member = new boolean[rows];
        list = new FeatureList(rows, rows - 1);
        uncertain = new FeatureList(rows, rows - 1);
        uncertainInOutliers = new FeatureList(rows, rows - 1);
        outlierLanes = TileLayout.room(units * OUTLIERS);
        everyUnit = FeatureList.ofFirst(units, units, 0);
        decoderSquares = new float[units * stride];
        squaresPanel = new WeightPanel(everyUnit, units);
        biasSums = new float[stride];
        weighted = new float[rows * stride];
        hiddenSquares = new float[units * stride];
        hiddenSums = new float[stride];
        hiddenSumLanes = TileLayout.room(units * WIDTH);
        targetSums = new float[rows * stride];
        middle = new float[stride];
        reach = new float[rows];
        products = new float[rows * stride];
    }

    /** Lets all features go and forgets what was summed. */
    void clear() {
        Arrays.fill(member, false);
        list.clear();
        for (float[] sums :
                new float[][] {weighted, decoderSquares, biasSums, hiddenSquares, hiddenSumLanes, targetSums, products
                }) {
            Arrays.fill(sums, 0);
        }
    }

    /** Takes a feature in, for this batch. */
    void add(int feature) {
        member[feature] = true;
        list.add(feature);
    }

    boolean contains(int feature) {
        return member[feature];
    }

    FeatureList list() {
        return list;
    }

    boolean isEmpty() {
        return list.size() == 0;
    }

    /** Returns {@code c_i D_i} of the members, [rows, stride]; not a copy. */
    float[] weighted() {
        return weighted;
    }

    /** Returns {@code sum_s y_i h} of the members, [rows, stride], for the caller to add to. */
    float[] targetSums() {
        return targetSums;
    }

    /**
     * Sums over the members once they are known.
     *
     * @param scales c
     * @param hiddenLanes h in the first tile
     * @param limit outputs up to this before their activation are off
     */
    void prepare(InstanceParameters parameters, float[] scales, float[] hiddenLanes, float limit) {
        for (int unit = 0; unit < hidden; unit++) {
            middle[unit] = TileLayout.sumOfTile(hiddenLanes, unit, lanes) / TILE;
        }
        measure(hiddenLanes);
        Arrays.sort(distances, TileLayout.lanesOf(0), TileLayout.lanesOf(1));
        near = distances[TileLayout.lanesOf(1) - TYPICAL_OUTLIERS];
        float[] decoder = parameters.decoder();
        for (int i = 0; i < list.size(); i++) {
            int feature = list.rows()[i];
            int start = feature * stride;
            for (int unit = start; unit < start + hidden; unit++) {
                weighted[unit] = scales[feature] * decoder[unit];
            }
            reach[feature] = reach(decoder, start, parameters.bias()[feature] - limit);
        }
        int rows = member.length - 1;
        for (int unit = 0; unit < hidden; unit++) {
            RowProducts.addRows(decoder, unit, stride, rows, weighted, stride, decoderSquares, unit * stride);
        }
        squaresPanel.pack(decoderSquares, stride);
        RowProducts.addRows(parameters.bias(), 0, 1, rows, weighted, stride, biasSums, 0);
    }

    private float reach(float[] decoder, int start, float aboveLimit) {
        float length = RowProducts.dot(decoder, start, decoder, start, stride, lanes);
        float least = aboveLimit + RowProducts.dot(decoder, start, middle, 0, stride, lanes);
        return least > 0 ? least * least / length : -1;
    }

    /**
     * Looks which members can be off in which samples of a tile, at most.
     *
     * @param hiddenLanes h
     * @param count how many samples there are
     */
    void look(float[] hiddenLanes, int count) {
        float farthest = measure(hiddenLanes);
        int samples = findOutliers(count);
        uncertain.clear();
        uncertainInOutliers.clear();
        for (int i = 0; i < list.size(); i++) {
            int feature = list.rows()[i];
            if (!(reach[feature] > farthest)) {
                boolean onlyInOutliers = samples <= OUTLIERS && reach[feature] > near;
                (onlyInOutliers ? uncertainInOutliers : uncertain).add(feature);
            }
        }
        if (uncertainInOutliers.size() > 0) {
            gatherOutliers(hiddenLanes, samples);
        }
    }

    /** Measures how far h lies from its middle in each sample, squared, and returns the most. */
    private float measure(float[] hiddenLanes) {
        FloatVector most = FloatVector.zero(LANES);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector squares = FloatVector.zero(LANES);
            for (int unit = 0; unit < hidden; unit++) {
                FloatVector away = FloatVector.fromArray(LANES, hiddenLanes, TileLayout.lanesOf(unit) + at)
                        .sub(middle[unit]);
                squares = away.fma(away, squares);
            }
            // A little more than rounding can take from what the bound promises.
            squares = squares.mul(1.001f);
            squares.intoArray(distances, TileLayout.FIRST + at);
            most = most.max(squares);
        }
        return most.reduceLanes(VectorOperators.MAX);
    }

    /** Finds the samples whose h lies far from the middle, and returns how many there are; only so many fit are kept. */
    private int findOutliers(int count) {
        int found = 0;
        for (int sample = 0; sample < count; sample++) {
            if (!(distances[TileLayout.FIRST + sample] < near)) {
                outliers[Math.min(found, OUTLIERS - 1)] = sample;
                found++;
            }
        }
        return found;
    }

    private void gatherOutliers(float[] hiddenLanes, int samples) {
        for (int unit = 0; unit < hidden; unit++) {
            int to = TileLayout.FIRST + unit * OUTLIERS;
            for (int i = 0; i < samples; i++) {
                outlierLanes[to + i] = hiddenLanes[TileLayout.lanesOf(unit) + outliers[i]];
            }
            // No feature in question is off in the middle.
            Arrays.fill(outlierLanes, to + samples, to + OUTLIERS, middle[unit]);
        }
    }

    /** Returns the members that may be off in any sample. */
    FeatureList uncertain() {
        return uncertain;
    }

    /** Returns the members that may be off in outliers alone. */
    FeatureList uncertainInOutliers() {
        return uncertainInOutliers;
    }

    /** Returns the sample of an outlier. */
    int outlier(int number) {
        return outliers[number];
    }

    /** Returns h of the outliers, [units, OUTLIERS]; not a copy. */
    float[] outlierLanes() {
        return outlierLanes;
    }

    /**
     * Computes the gradients at the hidden units, and sums what the end of the batch needs.
     *
     * @param hiddenLanes h
     * @param hiddenRows h, in rows
     * @param targetLanes t divided by {@code factor}, or a part of it
     * @param gradientLanes overwritten with g
     * @return {@code sum_s h (g + q - t)}
     */
    float addTile(float[] hiddenLanes, float[] hiddenRows, float[] targetLanes, float factor, float[] gradientLanes) {
        Arrays.fill(gradientLanes, 0);
        LaneProducts.gather(hiddenLanes, squaresPanel, gradientLanes);
        RowProducts.correlate(hiddenLanes, everyUnit, hiddenRows, stride, hiddenSquares);
        FloatVector sum = FloatVector.zero(LANES);
        for (int unit = 0; unit < hidden; unit++) {
            FloatVector ofUnit = FloatVector.fromArray(LANES, hiddenSumLanes, TileLayout.sumsAt(unit));
            FloatVector bias = FloatVector.broadcast(LANES, biasSums[unit]);
            for (int at = TileLayout.lanesOf(unit); at < TileLayout.lanesOf(unit + 1); at += WIDTH) {
                FloatVector h = FloatVector.fromArray(LANES, hiddenLanes, at);
                FloatVector square = FloatVector.fromArray(LANES, gradientLanes, at);
                FloatVector rest =
                        bias.sub(FloatVector.fromArray(LANES, targetLanes, at).mul(factor));
                FloatVector gradient = square.add(rest);
                sum = h.fma(gradient.add(rest), sum);
                ofUnit = ofUnit.add(h);
                gradient.intoArray(gradientLanes, at);
            }
            ofUnit.intoArray(hiddenSumLanes, TileLayout.sumsAt(unit));
        }
        sum.intoArray(lanes, TileLayout.FIRST);
        return TileLayout.sumOfLanes(lanes, 0);
    }

    /**
     * Adds the gradients of the members' rows of the decoder; summed apart, for near an optimum they nearly cancel with what
     * the targets give.
     */
    void addGradients(InstanceParameters parameters, float[] scales, float[] gradients) {
        for (int unit = 0; unit < hidden; unit++) {
            hiddenSums[unit] = TileLayout.sumOfLanes(hiddenSumLanes, unit);
        }
        RowProducts.products(parameters.decoder(), 0, stride, units, list, hiddenSquares, stride, products);
        for (int i = 0; i < list.size(); i++) {
            int feature = list.rows()[i];
            float bias = parameters.bias()[feature];
            float scale = scales[feature];
            int start = feature * stride;
            for (int unit = 0; unit < hidden; unit++) {
                gradients[start + unit] +=
                        scale * (products[start + unit] + (bias * hiddenSums[unit] - targetSums[start + unit]));
            }
        }
    }

    /** Returns {@code sum_s D_i h} for a feature, once the gradients have been added. */
    float hiddenSum(InstanceParameters parameters, int feature) {
        return RowProducts.dot(parameters.decoder(), feature * stride, hiddenSums, 0, stride, lanes);
    }
}
