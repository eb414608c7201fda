package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Differentiates tiles of tied models in products over all features and samples, where too little is off to gain from
 * leaving it out: nothing is listed, and samples stand in lanes throughout.
 */
final class DensePass {

    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int WIDTH = LANES.length();

    /** Sums of more numbers than this, half a megabyte, would not stay in the second cache. */
    private static final int MOST_SUMS = 1 << 17;

    private final Activation activation;
    private final TileInput input;
    private final OutputErrors errors;
    private final FeatureList everyFeature;
    private final WeightPanel panel;

    /** Hidden units, the array that {@code errors} reads, and the gradients there: [units, TILE]. */
    private final float[] hidden;

    private final float[] gradients;
    private final LaneSums sums;

    /**
     * Makes room.
     *
     * @param model a model that {@link #suits}
     * @param input what tiles are drawn into
     * @param errors what compares the outputs
     * @param hidden the hidden units that {@code errors} reads, [units, TILE]
     * @param gradients room for the gradients there, [units, TILE]
     */
    DensePass(BottleneckModel model, TileInput input, OutputErrors errors, float[] hidden, float[] gradients) {
        activation = model.architecture().hidden();
        this.input = input;
        this.errors = errors;
        this.hidden = hidden;
        this.gradients = gradients;
        int features = model.shape().features();
        int rows = InstanceParameters.roundUp(features, InstanceParameters.BLOCK);
        int units = InstanceParameters.roundUp(model.shape().hidden(), InstanceParameters.BLOCK);
        everyFeature = FeatureList.ofFirst(features, rows, rows);
        panel = new WeightPanel(everyFeature, units);
        sums = new LaneSums(rows, units);
    }

    /** Returns whether a model can be dealt with so: its products with inputs and with errors make one sum, and that is small. */
    static boolean suits(BottleneckModel model) {
        int rows = InstanceParameters.roundUp(model.shape().features(), InstanceParameters.BLOCK);
        int units = InstanceParameters.roundUp(model.shape().hidden(), InstanceParameters.BLOCK);
        return model.architecture().tying() == Tying.TIED && LaneSums.size(rows, units) <= MOST_SUMS;
    }

    /** Starts a batch. */
    void start(InstanceParameters parameters) {
        sums.clear();
        // A decoder that is the encoder: one serves both products.
        panel.pack(parameters.encoder(), parameters.stride());
    }

    /**
     * Adds the gradients of the tile that was drawn last.
     *
     * @param encoded whether its hidden units have been computed already
     */
    void addTile(boolean encoded) {
        if (!encoded) {
            encode();
        }
        errors.compareOthers(everyFeature);
        Arrays.fill(gradients, 0);
        LaneProducts.gather(errors.gradients(), panel, gradients);
        if (activation == Activation.RELU) {
            FloatVector none = FloatVector.zero(LANES);
            for (int at = TileLayout.FIRST; at < hidden.length; at += WIDTH) {
                VectorMask<Float> on = FloatVector.fromArray(LANES, hidden, at).compare(VectorOperators.GT, 0);
                none.blend(FloatVector.fromArray(LANES, gradients, at), on).intoArray(gradients, at);
            }
        }
        sums.add(input.samples(), gradients, errors.gradients(), hidden);
    }

    private void encode() {
        Arrays.fill(hidden, 0);
        LaneProducts.gather(input.samples(), panel, hidden);
        if (activation == Activation.RELU) {
            for (int at = TileLayout.FIRST; at < hidden.length; at += WIDTH) {
                FloatVector.fromArray(LANES, hidden, at).max(0).intoArray(hidden, at);
            }
        }
    }

    /** Adds the gradients of all tiles since the last {@link #start}, but for those of the biases. */
    void addTo(InstanceParameters all) {
        sums.addTo(all.encoder(), all.stride(), all.hidden());
    }
}
