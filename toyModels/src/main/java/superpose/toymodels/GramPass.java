package superpose.toymodels;

import java.util.Arrays;
import superpose.data.SampleStream;

/**
 * Differentiates batches in whose samples few features are active, by what each of these adds to every output.
 *
 * <p>Without an activation at the hidden units, with {@code G_ji = E_j D_i} an output before its activation is {@code z_i =
 * b_i + sum_j x_j G_ji}: a row of G for each active feature, where hidden units would cost a row of D for every feature,
 * active or not. Backwards likewise: with r the error at the outputs, zero where a ReLU is off, and {@code C_ji = sum_s x_j
 * r_i}, which again takes a row of r for each active feature, the gradients are {@code dE_j = sum_i c_i C_ji D_i} and {@code
 * dD_i = c_i sum_j C_ji E_j}, added up once in a batch.
 *
 * <p>This is done for one block of outputs after another, so that G, r and C of a block stay in the cache, and memory does
 * not grow with the square of the features. Samples in which nothing is active are all alike and are only counted.
 */
final class GramPass {

    /** Samples that are dealt with at once; more would not stay in the cache. */
    private static final int SAMPLES = 16 * SampleStream.TILE;

    /** Active entries that are dealt with at once: what is kept of them stays small, however large a model is. */
    private static final int ENTRIES = 14 * 1024;

    /** Outputs in a block stand where the samples of a tile do elsewhere. */
    private static final int OUTPUTS = SampleStream.TILE;

    /** Blocks have so many outputs or a quarter less: three or four of the widest vectors. */
    private static final int QUARTER = OUTPUTS / 4;

    private static final int BLOCK = InstanceParameters.BLOCK;

    /**
     * What it costs, in nanoseconds for each feature and sample, measured with vectors of 512 bits; only ratios matter.
     *
     * <p>First what every entry costs, then what an active one does, by itself and for each output.
     */
    private static final double ENTRY = 0.85;

    private static final double ACTIVE = 7.5;
    private static final double ACTIVE_OUTPUT = 0.061;

    /** What products of G and C cost, for each output and hidden unit, once for all samples. */
    private static final double PRODUCTS = 0.065;

    /** What other ways cost for an entry, at least, and for each hidden unit. */
    private static final double OTHER = 0.45;

    private static final double OTHER_UNIT = 0.1;

    private final int features;
    private final int hidden;
    private final int stride;
    private final TileInput input;
    private final FeatureList everyFeature;
    private final WeightPanel panel;
    private final ActiveEntries active;
    private final GramBlock block;

    /** Tiles that were taken in. */
    private int tiles;

    /** What the decoder has of a block: in lanes, [units, OUTPUTS], and times c_i in rows, [OUTPUTS, stride]. */
    private final float[] decoderLanes;

    private final float[] decoderRows;

    /** G of four features, [4, OUTPUTS]. */
    private final float[] four = TileLayout.room(BLOCK * OUTPUTS);

    private final float[] noBiases;

    /**
     * Makes room.
     *
     * @param model a model that {@link #suits}
     * @param input what tiles are drawn into: samples that have been taken in need it no more, and G stands there
     * @param lanes room for C, [rows, TILE], of which the last row is one of zeros and stays so
     * @param entries room for the entries of a tile
     */
    GramPass(BottleneckModel model, TileInput input, float[] lanes, SparseEntries entries) {
        this.input = input;
        features = model.shape().features();
        hidden = model.shape().hidden();
        InstanceParameters like = InstanceParameters.of(model);
        stride = like.stride();
        int rows = like.bias().length - 1;
        int units = InstanceParameters.roundUp(hidden, BLOCK);
        everyFeature = FeatureList.ofFirst(features, rows, rows);
        panel = new WeightPanel(everyFeature, units);
        active = new ActiveEntries(rows, entries);
        block = new GramBlock(model.architecture(), features, active, input.samples(), lanes);
        decoderLanes = TileLayout.room(units * OUTPUTS);
        decoderRows = new float[OUTPUTS * stride];
        noBiases = new float[rows + 1];
    }

    /** Returns whether a model can be dealt with so: its outputs before their activation are linear in its inputs. */
    static boolean suits(BottleneckModel model) {
        return model.architecture().hidden() == Activation.LINEAR
                && model.shape().features() < ActiveEntries.MOST;
    }

    /**
     * Returns whether it is cheaper than other ways.
     *
     * @param share of the entries that are active
     * @param batch samples in a batch
     */
    boolean isCheaper(double share, int batch) {
        double samples = Math.min(Math.min(batch, SAMPLES), ENTRIES / (share * features));
        double products = PRODUCTS * features * hidden / samples;
        double cost = ENTRY + products + share * (ACTIVE + ACTIVE_OUTPUT * features);
        return cost < OTHER + OTHER_UNIT * hidden;
    }

    /** Takes in the samples of the tile that was drawn last, if it is not {@link #isFull}. */
    void addTile(int count) {
        active.add(everyFeature, input.samples(), count);
        tiles++;
    }

    /** Returns whether the samples taken in must be differentiated before there is room for more. */
    boolean isFull() {
        int withOneMore = active.size() / tiles * (tiles + 1);
        return tiles * SampleStream.TILE == SAMPLES || withOneMore > ENTRIES;
    }

    /**
     * Adds the gradients of the samples taken in, and forgets these.
     *
     * @return the loss, summed over these samples
     */
    double addTo(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        active.sort();
        panel.pack(parameters.encoder(), stride);
        double loss = 0;
        int quarters = Math.ceilDiv(features, QUARTER);
        int blocks = Math.ceilDiv(quarters, 4);
        for (int first = 0; first < features; blocks--) {
            int ofThis = Math.clamp(Math.ceilDiv(quarters, Math.max(1, blocks)), 3, 4);
            loss += addOutputs(first, ofThis * QUARTER, objective, parameters, gradients);
            first += ofThis * QUARTER;
            quarters -= ofThis;
        }
        active.clear();
        tiles = 0;
        return loss;
    }

    private double addOutputs(
            int first, int width, Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        int outputs = Math.min(width, features - first);
        block.start(parameters.bias(), first, outputs);
        multiply(first, outputs, objective, parameters);
        block.compare(width);
        RowProducts.products(
                block.common(),
                TileLayout.FIRST,
                OUTPUTS,
                InstanceParameters.roundUp(outputs, 2),
                everyFeature,
                decoderRows,
                stride,
                gradients.encoder());
        Arrays.fill(decoderLanes, 0);
        LaneProducts.gather(block.common(), panel, decoderLanes);
        double loss = 0;
        for (int output = 0; output < outputs; output++) {
            int feature = first + output;
            float scale = objective.scale(feature);
            gradients.bias()[feature] += scale * block.errorSum(output);
            loss += objective.errorWeight(feature) * block.squareSum(output);
            for (int unit = 0; unit < hidden; unit++) {
                gradients.decoder()[feature * stride + unit] += scale * decoderLanes[TileLayout.lanesOf(unit) + output];
            }
        }
        return loss;
    }

    /** Computes G of a block. */
    private void multiply(int first, int outputs, Objective objective, InstanceParameters parameters) {
        Arrays.fill(decoderLanes, 0);
        Arrays.fill(decoderRows, 0);
        for (int output = 0; output < outputs; output++) {
            float scale = objective.scale(first + output);
            for (int unit = 0; unit < hidden; unit++) {
                float weight = parameters.decoder()[(first + output) * stride + unit];
                decoderLanes[TileLayout.lanesOf(unit) + output] = weight;
                decoderRows[output * stride + unit] = scale * weight;
            }
        }
        for (int i = 0; i < everyFeature.filledUp(); i += BLOCK) {
            LaneProducts.decode(
                    decoderLanes,
                    OUTPUTS,
                    hidden,
                    parameters.encoder(),
                    stride,
                    noBiases,
                    everyFeature.rows(),
                    i,
                    four);
            System.arraycopy(four, TileLayout.FIRST, block.gram(), TileLayout.lanesOf(i), BLOCK * OUTPUTS);
        }
    }
}
