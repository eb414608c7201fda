package superpose.toymodels;

import java.util.Arrays;
import superpose.data.Matrix;

/**
 * Numbers for each parameter of one instance: the parameters themselves, their gradients, or Adam's moments.
 *
 * <p>Rows are padded with zeros to a whole number of vectors; a row of zeros stands behind the last feature, for blocks that
 * are not full.
 */
final class InstanceParameters {

    /** Features and hidden units are worked on in blocks of this many. */
    static final int BLOCK = 4;

    /** Hidden units in a row come in multiples of this, the lanes of a 256-bit vector. */
    static final int ROW_LANES = 8;

    private final int features;
    private final int hidden;
    private final int stride;
    private final float[] encoder;
    private final float[] decoder;
    private final float[] bias;

    /** Starts at zeros; the decoder is the encoder when tied. */
    private InstanceParameters(int features, int hidden, Tying tying) {
        this.features = features;
        this.hidden = hidden;
        stride = roundUp(hidden, ROW_LANES);
        int rows = roundUp(features, BLOCK) + 1;
        encoder = new float[Math.multiplyExact(rows, stride)];
        decoder = tying == Tying.TIED ? encoder : new float[encoder.length];
        bias = new float[rows];
    }

    /** Makes room for an instance of a model. */
    static InstanceParameters of(BottleneckModel model) {
        return new InstanceParameters(
                model.shape().features(),
                model.shape().hidden(),
                model.architecture().tying());
    }

    /** Sets all to zero. */
    void clear() {
        Arrays.fill(encoder, 0);
        Arrays.fill(decoder, 0);
        Arrays.fill(bias, 0);
    }

    /** Returns whether every number is finite. */
    boolean isFinite() {
        return isFinite(encoder) && isFinite(decoder) && isFinite(bias);
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    Tying tying() {
        return isTied() ? Tying.TIED : Tying.UNTIED;
    }

    @SuppressWarnings("ReferenceEquality") // tied means one array
    private boolean isTied() {
        return encoder == decoder;
    }

    int features() {
        return features;
    }

    int hidden() {
        return hidden;
    }

    /** Returns the distance between two rows of the encoder, at least the hidden units. */
    int stride() {
        return stride;
    }

    /** Returns rows of hidden units, [rows, stride]; not a copy. */
    float[] encoder() {
        return encoder;
    }

    /** Returns rows of hidden units, [rows, stride]; not a copy, the encoder itself when tied. */
    float[] decoder() {
        return decoder;
    }

    /** Returns one number for each row; not a copy. */
    float[] bias() {
        return bias;
    }

    /** Returns a copy of the encoder without its padding, [features, hidden]. */
    Matrix encoderMatrix() {
        return withoutPadding(encoder);
    }

    /** Returns a copy of the decoder without its padding, [features, hidden]. */
    Matrix decoderMatrix() {
        return withoutPadding(decoder);
    }

    /** Returns a copy of the biases without their padding, [features]. */
    float[] biasOfFeatures() {
        return Arrays.copyOf(bias, features);
    }

    private Matrix withoutPadding(float[] rows) {
        float[] values = new float[Math.multiplyExact(features, hidden)];
        writeRows(rows, values, 0);
        return Matrix.of(features, hidden, values);
    }

    /**
     * Copies the numbers of an instance out of the flat array of a whole network, laid out as {@link BottleneckParameters}
     * says.
     */
    void read(float[] flat, int start, BottleneckShape shape, int instance) {
        int weights = Math.toIntExact(shape.weights());
        int from = start + instance * features * hidden;
        readRows(flat, from, encoder);
        if (!isTied()) {
            readRows(flat, from + weights, decoder);
        }
        System.arraycopy(flat, biasStart(start, shape, instance), bias, 0, features);
    }

    /** Copies the numbers back to where {@link #read} took them from. */
    void write(float[] flat, int start, BottleneckShape shape, int instance) {
        int weights = Math.toIntExact(shape.weights());
        int from = start + instance * features * hidden;
        writeRows(encoder, flat, from);
        if (!isTied()) {
            writeRows(decoder, flat, from + weights);
        }
        System.arraycopy(bias, 0, flat, biasStart(start, shape, instance), features);
    }

    private int biasStart(int start, BottleneckShape shape, int instance) {
        int matrices = isTied() ? 1 : 2;
        return start + matrices * Math.toIntExact(shape.weights()) + instance * features;
    }

    private void readRows(float[] flat, int from, float[] rows) {
        for (int row = 0; row < features; row++) {
            System.arraycopy(flat, from + row * hidden, rows, row * stride, hidden);
        }
    }

    private void writeRows(float[] rows, float[] flat, int from) {
        for (int row = 0; row < features; row++) {
            System.arraycopy(rows, row * stride, flat, from + row * hidden, hidden);
        }
    }

    static int roundUp(int count, int multiple) {
        return Math.multiplyExact(Math.ceilDiv(count, multiple), multiple);
    }
}
