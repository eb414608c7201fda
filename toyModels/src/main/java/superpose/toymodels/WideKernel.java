package superpose.toymodels;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
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
 * <p>Likewise the inputs: features that are zero in most samples are read one by one where they are not. Where all of that
 * would cost more than it saves, a batch is dealt with by {@link DensePass}, and where only few features of a sample are
 * active, by {@link GramPass}.
 */
final class WideKernel implements GradientKernel {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int WIDTH = LANES.length();

    /** The closed form pays when it serves more features than so many times the hidden units; measured. */
    private static final double MANY = 2;

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

    private final KeptOn kept;

    private final FeatureRoles roles;

    /** Weights of the lists that products sum over. */
    private final WeightPanel keptPanel;

    private final WeightPanel otherPanel;
    private final WeightPanel targetPanel;
    private final WeightPanel mixedPanel;

    /** Inputs that are read one by one: of features kept on, and of others. */
    private final SparseEntries keptInputs;

    private final SparseEntries otherInputs;

    /** Outputs whose gradients are dealt with one by one. */
    private final SparseEntries keptExceptions;

    private final SparseEntries rareExceptions;

    private final OutputErrors errors;

    /** What deals with batches in which too little is off, where the model has one, and whether this batch is such. */
    private final Optional<DensePass> dense;

    private boolean isDense;

    /** What deals with batches in whose samples few features are active, where the model has one. */
    private final Optional<GramPass> gram;

    /** The only way in which batches are dealt with, where a model has it; otherwise the cheapest is found. */
    private final Optional<Way> only;

    /** How a batch is dealt with. */
    enum Way {
        /** Each feature as suits it. */
        SORTED,
        /** By {@link DensePass}. */
        DENSE,
        /** By {@link GramPass}. */
        GRAM
    }

    /** Room for a vector. */
    private final float[] lanes = TileLayout.room(WIDTH);

    /** Makes room for the instances of a model. */
    WideKernel(BottleneckModel model) {
        this(model, Optional.empty());
    }

    /**
     * Makes room for the instances of a model.
     *
     * @param only the only way in which batches are dealt with, where the model has it; otherwise the cheapest is found
     */
    WideKernel(BottleneckModel model, Optional<Way> only) {
        this.only = only;
        architecture = model.architecture();
        features = model.shape().features();
        limit = architecture.output() == Activation.RELU ? 0 : Float.NEGATIVE_INFINITY;
        InstanceParameters like = InstanceParameters.of(model);
        int rows = like.bias().length;
        stride = like.stride();
        units = InstanceParameters.roundUp(like.hidden(), InstanceParameters.BLOCK);
        input = new TileInput(features, architecture.target(), rows);
        sumLanes = TileLayout.room(units * TILE);
        hiddenLanes = architecture.hidden() == Activation.LINEAR ? sumLanes : sumLanes.clone();
        gradientLanes = TileLayout.room(units * TILE);
        targetLanes = TileLayout.room(units * TILE);
        hiddenRows = new float[TILE * stride];
        gradientRows = new float[TILE * stride];
        lessRows = new float[TILE * stride];
        targetRows = new float[TILE * stride];
        sparseRows = new float[TILE * stride];
        zeroRows = new float[TILE * stride];
        kept = new KeptOn(like);
        roles = new FeatureRoles(features, rows, kept);
        keptPanel = new WeightPanel(roles.denseKept(), units);
        otherPanel = new WeightPanel(roles.denseOther(), units);
        targetPanel = new WeightPanel(roles.denseKept(), units);
        mixedPanel = new WeightPanel(roles.mixed(), units);
        keptInputs = new SparseEntries(rows);
        otherInputs = new SparseEntries(rows);
        keptExceptions = new SparseEntries(rows);
        rareExceptions = new SparseEntries(rows);
        errors = new OutputErrors(like, hiddenLanes, input.targets(), limit);
        dense = DensePass.suits(model)
                ? Optional.of(new DensePass(model, input, errors, hiddenLanes, gradientLanes))
                : Optional.empty();
        gram = GramPass.suits(model)
                ? Optional.of(new GramPass(model, input, errors.gradients(), otherInputs))
                : Optional.empty();
    }

    @Override
    public double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        gradients.clear();
        int first = Math.min(TILE, objective.batch());
        input.draw(objective.samples(), first);
        if (gram.isPresent() && isCheapest(gram.get(), first, objective.batch())) {
            return differentiate(gram.get(), objective, parameters, gradients);
        }
        shared =
                architecture.tying() == Tying.TIED && architecture.target() == Target.IDENTITY && objective.isUniform();
        errors.startBatch(objective, parameters);
        double loss = 0;
        for (int done = 0; done < objective.batch(); done += TILE) {
            int count = Math.min(TILE, objective.batch() - done);
            errors.startTile(count);
            if (done == 0) {
                sort(parameters);
            } else {
                input.draw(objective.samples(), count);
            }
            // Sorting computed the hidden units of the first tile; features kept on need parts of them.
            boolean encoded = done == 0 && kept.isEmpty();
            if (isDense) {
                dense.orElseThrow().addTile(encoded);
            } else {
                if (!encoded) {
                    encode(parameters);
                }
                compare();
                loss += propagate(parameters, gradients) * objective.batch() / 2;
                correlate(gradients);
            }
            loss += errors.loss();
        }
        if (isDense) {
            dense.orElseThrow().addTo(gradients);
        }
        finish(parameters, gradients);
        return loss / objective.batch();
    }

    /** Returns whether the first tile of a batch, of which so many samples count, suggests to deal with it so. */
    private boolean isCheapest(GramPass pass, int count, int batch) {
        return only.map(Way.GRAM::equals).orElseGet(() -> pass.isCheaper(input.activeShare(count), batch));
    }

    /** Deals with a batch whose first tile has been drawn. */
    private double differentiate(
            GramPass pass, Objective objective, InstanceParameters parameters, InstanceParameters gradients) {
        double loss = 0;
        for (int done = 0; done < objective.batch(); done += TILE) {
            int count = Math.min(TILE, objective.batch() - done);
            if (done > 0) {
                input.draw(objective.samples(), count);
            }
            pass.addTile(count);
            if (pass.isFull() || done + TILE >= objective.batch()) {
                loss += pass.addTo(objective, parameters, gradients);
            }
        }
        return loss / objective.batch();
    }

    /** Chooses from the first tile how each feature is dealt with in the whole batch. */
    private void sort(InstanceParameters parameters) {
        roles.start(input.samples());
        packInputs(parameters);
        encode(parameters);
        FeatureList all = roles.others();
        for (int i = 0; i < all.filledUp(); i += InstanceParameters.BLOCK) {
            errors.decode(all, i);
            for (int feature = i; feature < Math.min(features, i + InstanceParameters.BLOCK); feature++) {
                if (roles.see(feature, errors.on(feature - i))) {
                    errors.addSquares(feature, feature - i);
                }
            }
        }
        boolean linear = architecture.output() == Activation.LINEAR;
        if (!linear && kept.list().size() < MANY * parameters.hidden()) {
            kept.clear();
        }
        isDense = dense.isPresent()
                && only.map(Way.DENSE::equals)
                        .orElseGet(() -> roles.work(parameters.hidden()).favoursDense());
        if (isDense) {
            dense.orElseThrow().start(parameters);
            kept.clear();
            return;
        }
        closedLoss = errors.leaveMuchUnexplained();
        roles.list();
        packInputs(parameters);
        mixedPanel.pack(parameters.decoder(), stride);
        if (!kept.isEmpty()) {
            kept.prepare(parameters, errors.scales(), hiddenLanes, limit);
            if (!shared) {
                targetPanel.pack(kept.weighted(), stride);
            }
        }
    }

    private void packInputs(InstanceParameters parameters) {
        keptPanel.pack(parameters.encoder(), stride);
        otherPanel.pack(parameters.encoder(), stride);
    }

    private void encode(InstanceParameters parameters) {
        float[] encoder = parameters.encoder();
        Arrays.fill(sumLanes, 0);
        LaneProducts.gather(input.samples(), keptPanel, sumLanes);
        if (shared) {
            System.arraycopy(sumLanes, 0, targetLanes, 0, sumLanes.length);
        }
        LaneProducts.gather(input.samples(), otherPanel, sumLanes);
        // Also where there are none, or those of the instance before would stay.
        keptInputs.find(roles.sparseKept(), input.samples());
        otherInputs.find(roles.sparseOther(), input.samples());
        if (roles.anySparse()) {
            float[] keptRows = shared ? targetRows : sparseRows;
            keptInputs.scatter(input.samples(), encoder, zeroRows, keptRows, stride);
            otherInputs.scatter(input.samples(), encoder, keptRows, sparseRows, stride);
            TileLayout.addToLanes(sparseRows, stride, sumLanes, units);
        }
        if (architecture.hidden() == Activation.RELU) {
            for (int at = TileLayout.FIRST; at < sumLanes.length; at += WIDTH) {
                FloatVector.fromArray(LANES, sumLanes, at).max(0).intoArray(hiddenLanes, at);
            }
        }
        if (roles.denseKept().size() + roles.denseOther().size() > 0 || architecture.hidden() == Activation.RELU) {
            TileLayout.toRows(hiddenLanes, units, hiddenRows, stride);
        } else {
            System.arraycopy(sparseRows, 0, hiddenRows, 0, hiddenRows.length);
        }
    }

    private void compare() {
        if (closedLoss) {
            errors.compareInClosedForm(kept);
        } else {
            errors.compareKept(kept.list());
        }
        errors.compareOthers(roles.others());
        keptExceptions.find(errors.exceptional(), errors.gradients());
        rareExceptions.find(roles.rare(), errors.gradients());
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
            loss = kept.addTile(hiddenLanes, hiddenRows, targetLanes, shared ? errors.scales()[0] : 1, gradientLanes);
        }
        LaneProducts.gather(errors.gradients(), mixedPanel, gradientLanes);
        TileLayout.toRows(gradientLanes, units, gradientRows, stride);
        if (roles.sparseKept().size() > 0) {
            loss -= 2 * subtractTargets(shared ? errors.scales()[0] : 1);
        }
        float[] decoder = parameters.decoder();
        keptExceptions.exchange(errors.gradients(), decoder, gradientRows, hiddenRows, gradients.decoder(), stride);
        rareExceptions.exchange(errors.gradients(), decoder, gradientRows, hiddenRows, gradients.decoder(), stride);
        RowProducts.correlate(errors.gradients(), roles.mixed(), hiddenRows, stride, gradients.decoder());
        if (architecture.hidden() == Activation.RELU) {
            for (int at = 0; at < gradientRows.length; at++) {
                gradientRows[at] = hiddenRows[at] > 0 ? gradientRows[at] : 0;
            }
        }
        return closedLoss ? loss : 0;
    }

    private void sumTargets() {
        Arrays.fill(targetLanes, 0);
        LaneProducts.gather(input.targets(), targetPanel, targetLanes);
        keptInputs.scatter(input.targets(), kept.weighted(), zeroRows, targetRows, stride);
    }

    /** Subtracts the sparse part of the targets and returns what it has in common with the hidden units. */
    private float subtractTargets(float factor) {
        FloatVector sum = FloatVector.zero(TileLayout.ROW);
        for (int at = 0; at < gradientRows.length; at += TileLayout.ROW.length()) {
            FloatVector target =
                    FloatVector.fromArray(TileLayout.ROW, targetRows, at).mul(factor);
            sum = target.fma(FloatVector.fromArray(TileLayout.ROW, hiddenRows, at), sum);
            FloatVector.fromArray(TileLayout.ROW, gradientRows, at).sub(target).intoArray(gradientRows, at);
        }
        sum.intoArray(lanes, TileLayout.FIRST);
        return TileLayout.sum(lanes, TileLayout.FIRST, TileLayout.FIRST + TileLayout.ROW.length());
    }

    private void correlate(InstanceParameters gradients) {
        float[] samples = input.samples();
        float[] keptRows = gradientRows;
        if (shared && !kept.isEmpty()) {
            float scale = errors.scales()[0];
            for (int at = 0; at < lessRows.length; at++) {
                lessRows[at] = gradientRows[at] - scale * hiddenRows[at];
            }
            keptRows = lessRows;
        } else {
            RowProducts.correlate(input.targets(), roles.denseKept(), hiddenRows, stride, kept.targetSums());
            keptInputs.collect(input.targets(), hiddenRows, kept.targetSums(), stride);
        }
        RowProducts.correlate(samples, roles.denseKept(), keptRows, stride, gradients.encoder());
        keptInputs.collect(samples, keptRows, gradients.encoder(), stride);
        RowProducts.correlate(samples, roles.denseOther(), gradientRows, stride, gradients.encoder());
        otherInputs.collect(samples, gradientRows, gradients.encoder(), stride);
    }

    private void finish(InstanceParameters parameters, InstanceParameters gradients) {
        for (int feature = 0; feature < features; feature++) {
            gradients.bias()[feature] = errors.biasSum(feature);
        }
        kept.addGradients(parameters, errors.scales(), gradients.decoder());
        for (int i = 0; closedLoss && i < kept.list().size(); i++) {
            int feature = kept.list().rows()[i];
            gradients.bias()[feature] += kept.hiddenSum(parameters, feature);
        }
        for (int feature = 0; feature < features; feature++) {
            gradients.bias()[feature] *= errors.scales()[feature];
        }
    }
}
