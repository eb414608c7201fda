package superpose.toymodels;

import superpose.data.FeatureDirections;
import superpose.data.Matrix;

/** What one instance has learned after a step of its training; a copy that stays as it is while the training goes on. */
public final class Snapshot {

    private final int step;
    private final int instance;
    private final double loss;
    private final Matrix encoder;
    private final Matrix decoder;
    private final float[] bias;

    /** Copies the parameters; the loss is that of the step. */
    Snapshot(int step, int instance, double loss, InstanceParameters parameters) {
        this.step = step;
        this.instance = instance;
        this.loss = loss;
        encoder = parameters.encoderMatrix();
        decoder = parameters.tying() == Tying.TIED ? encoder : parameters.decoderMatrix();
        bias = parameters.biasOfFeatures();
    }

    /** Returns the steps taken so far, from 1 on. */
    public int step() {
        return step;
    }

    /** Returns which instance this is. */
    public int instance() {
        return instance;
    }

    /** Returns its loss on the samples of the step, before it was taken. */
    public double loss() {
        return loss;
    }

    /** Returns the directions that it reads features along, the rows of its encoder. */
    public FeatureDirections directions() {
        return new FeatureDirections(encoder);
    }

    /** Returns the directions that it writes features along; those of {@link #directions} when tied. */
    public FeatureDirections decoder() {
        return new FeatureDirections(decoder);
    }

    /** Returns its output biases, [features]; a copy. */
    public float[] bias() {
        return bias.clone();
    }
}
