package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * A block of outputs, and what they have in common with the active features of some samples; see {@link GramPass}.
 *
 * <p>Every sum is gathered in registers from rows that are only read: adding to rows in memory, a sample at a time, took
 * several times as long. What is summed is written out because Java has no array of registers.
 */
final class GramBlock {

    private static final int OUTPUTS = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int WIDTH = LANES.length();

    private final Target target;

    /** Outputs up to this before their activation are off. */
    private final float limit;

    private final int features;
    private final ActiveEntries active;

    /** The first output, and how many count. */
    private int first;

    private int outputs;

    /** G and C, [rows, OUTPUTS]. */
    private final float[] gram;

    private final float[] common;

    /** Of every place, its targets and then its errors r, [places, OUTPUTS]; grows with them. */
    private float[] errors = {};

    /** Of every output, its bias and what its errors and their squares sum up to. */
    private final float[] biases = TileLayout.room(OUTPUTS);

    private final float[] errorSums = TileLayout.room(OUTPUTS);
    private final float[] squareSums = TileLayout.room(OUTPUTS);

    /**
     * Makes room for the outputs of a model.
     *
     * @param gram room for G, [rows, OUTPUTS]
     * @param common room for C, as large; its last row is one of zeros and stays so
     */
    GramBlock(BottleneckArchitecture architecture, int features, ActiveEntries active, float[] gram, float[] common) {
        target = architecture.target();
        limit = architecture.output() == Activation.RELU ? 0 : Float.NEGATIVE_INFINITY;
        this.features = features;
        this.active = active;
        this.gram = gram;
        this.common = common;
    }

    /**
     * Starts a block.
     *
     * @param ofAll biases of all outputs
     * @param begin the first output of the block
     * @param count how many it has, at most OUTPUTS
     */
    void start(float[] ofAll, int begin, int count) {
        first = begin;
        outputs = count;
        Arrays.fill(biases, 0);
        System.arraycopy(ofAll, begin, biases, TileLayout.FIRST, count);
    }

    /** Returns G, [rows, OUTPUTS], for the caller to fill; not a copy. */
    float[] gram() {
        return gram;
    }

    /** Returns C, [rows, OUTPUTS]; not a copy. */
    float[] common() {
        return common;
    }

    /** Returns the sum of an output's errors before they are scaled, zero where its ReLU is off. */
    float errorSum(int output) {
        return errorSums[TileLayout.FIRST + output] + active.silent() * outputOfNothing(output);
    }

    /** Returns the sum of the squares of an output's errors. */
    double squareSum(int output) {
        double nothing = outputOfNothing(output);
        return squareSums[TileLayout.FIRST + output] + active.silent() * nothing * nothing;
    }

    /** Returns an output where nothing is active, which is also its error. */
    private float outputOfNothing(int output) {
        float bias = biases[TileLayout.FIRST + output];
        return bias <= limit ? 0 : bias;
    }

    /**
     * Compares the outputs with their targets and correlates their errors with the active features.
     *
     * @param width outputs with what fills their vectors up, 48 or 64
     */
    void compare(int width) {
        fillTargets();
        if (width % (4 * WIDTH) == 0) {
            for (int at = 0; at < width; at += 4 * WIDTH) {
                compareFour(at);
                correlateFour(at);
            }
        } else {
            for (int at = 0; at < width; at += 3 * WIDTH) {
                compareThree(at);
                correlateThree(at);
            }
        }
    }

    private void fillTargets() {
        int end = TileLayout.lanesOf(active.places());
        if (errors.length < end) {
            errors = new float[end];
        }
        Arrays.fill(errors, 0, end, 0);
        int[] starts = active.featureStarts();
        char[] rows = active.placesOfFeatures();
        float[] values = active.valuesOfFeatures();
        for (int output = 0; output < outputs; output++) {
            for (int i = starts[first + output]; i < starts[first + output + 1]; i++) {
                errors[TileLayout.lanesOf(rows[i]) + output] = target.of(values[i]);
            }
        }
    }

    private void compareFour(int at) {
        int[] starts = active.starts();
        int[] ends = active.ends();
        char[] rows = active.features();
        float[] values = active.values();
        int begin = TileLayout.FIRST + at;
        FloatVector none = FloatVector.zero(LANES);
        FloatVector b0 = FloatVector.fromArray(LANES, biases, begin);
        FloatVector b1 = FloatVector.fromArray(LANES, biases, begin + WIDTH);
        FloatVector b2 = FloatVector.fromArray(LANES, biases, begin + 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(LANES, biases, begin + 3 * WIDTH);
        FloatVector e0 = none;
        FloatVector e1 = none;
        FloatVector e2 = none;
        FloatVector e3 = none;
        FloatVector q0 = none;
        FloatVector q1 = none;
        FloatVector q2 = none;
        FloatVector q3 = none;
        for (int place = 0, of = begin; place < active.places(); place++, of += OUTPUTS) {
            int start = starts[place];
            int end = ends[place];
            FloatVector z0 = b0;
            FloatVector z1 = b1;
            FloatVector z2 = b2;
            FloatVector z3 = b3;
            for (int i = start; i < end; i++) {
                FloatVector x = FloatVector.broadcast(LANES, values[i]);
                int row = rows[i] * OUTPUTS + begin;
                z0 = x.fma(FloatVector.fromArray(LANES, gram, row), z0);
                z1 = x.fma(FloatVector.fromArray(LANES, gram, row + WIDTH), z1);
                z2 = x.fma(FloatVector.fromArray(LANES, gram, row + 2 * WIDTH), z2);
                z3 = x.fma(FloatVector.fromArray(LANES, gram, row + 3 * WIDTH), z3);
            }
            VectorMask<Float> off;
            FloatVector y;
            off = z0.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of);
            z0 = z0.sub(y);
            y = z0.blend(y, off);
            q0 = y.fma(y, q0);
            z0 = z0.blend(none, off);
            e0 = e0.add(z0);
            z0.intoArray(errors, of);
            off = z1.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of + WIDTH);
            z1 = z1.sub(y);
            y = z1.blend(y, off);
            q1 = y.fma(y, q1);
            z1 = z1.blend(none, off);
            e1 = e1.add(z1);
            z1.intoArray(errors, of + WIDTH);
            off = z2.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of + 2 * WIDTH);
            z2 = z2.sub(y);
            y = z2.blend(y, off);
            q2 = y.fma(y, q2);
            z2 = z2.blend(none, off);
            e2 = e2.add(z2);
            z2.intoArray(errors, of + 2 * WIDTH);
            off = z3.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of + 3 * WIDTH);
            z3 = z3.sub(y);
            y = z3.blend(y, off);
            q3 = y.fma(y, q3);
            z3 = z3.blend(none, off);
            e3 = e3.add(z3);
            z3.intoArray(errors, of + 3 * WIDTH);
        }
        e0.intoArray(errorSums, begin);
        e1.intoArray(errorSums, begin + WIDTH);
        e2.intoArray(errorSums, begin + 2 * WIDTH);
        e3.intoArray(errorSums, begin + 3 * WIDTH);
        q0.intoArray(squareSums, begin);
        q1.intoArray(squareSums, begin + WIDTH);
        q2.intoArray(squareSums, begin + 2 * WIDTH);
        q3.intoArray(squareSums, begin + 3 * WIDTH);
    }

    private void correlateFour(int at) {
        int[] starts = active.featureStarts();
        char[] rows = active.placesOfFeatures();
        float[] values = active.valuesOfFeatures();
        int begin = TileLayout.FIRST + at;
        for (int feature = 0, to = begin; feature < features; feature++, to += OUTPUTS) {
            FloatVector c0 = FloatVector.zero(LANES);
            FloatVector c1 = FloatVector.zero(LANES);
            FloatVector c2 = FloatVector.zero(LANES);
            FloatVector c3 = FloatVector.zero(LANES);
            int end = starts[feature + 1];
            for (int i = starts[feature]; i < end; i++) {
                FloatVector x = FloatVector.broadcast(LANES, values[i]);
                int row = rows[i] * OUTPUTS + begin;
                c0 = x.fma(FloatVector.fromArray(LANES, errors, row), c0);
                c1 = x.fma(FloatVector.fromArray(LANES, errors, row + WIDTH), c1);
                c2 = x.fma(FloatVector.fromArray(LANES, errors, row + 2 * WIDTH), c2);
                c3 = x.fma(FloatVector.fromArray(LANES, errors, row + 3 * WIDTH), c3);
            }
            c0.intoArray(common, to);
            c1.intoArray(common, to + WIDTH);
            c2.intoArray(common, to + 2 * WIDTH);
            c3.intoArray(common, to + 3 * WIDTH);
        }
    }

    private void compareThree(int at) {
        int[] starts = active.starts();
        int[] ends = active.ends();
        char[] rows = active.features();
        float[] values = active.values();
        int begin = TileLayout.FIRST + at;
        FloatVector none = FloatVector.zero(LANES);
        FloatVector b0 = FloatVector.fromArray(LANES, biases, begin);
        FloatVector b1 = FloatVector.fromArray(LANES, biases, begin + WIDTH);
        FloatVector b2 = FloatVector.fromArray(LANES, biases, begin + 2 * WIDTH);
        FloatVector e0 = none;
        FloatVector e1 = none;
        FloatVector e2 = none;
        FloatVector q0 = none;
        FloatVector q1 = none;
        FloatVector q2 = none;
        for (int place = 0, of = begin; place < active.places(); place++, of += OUTPUTS) {
            int start = starts[place];
            int end = ends[place];
            FloatVector z0 = b0;
            FloatVector z1 = b1;
            FloatVector z2 = b2;
            for (int i = start; i < end; i++) {
                FloatVector x = FloatVector.broadcast(LANES, values[i]);
                int row = rows[i] * OUTPUTS + begin;
                z0 = x.fma(FloatVector.fromArray(LANES, gram, row), z0);
                z1 = x.fma(FloatVector.fromArray(LANES, gram, row + WIDTH), z1);
                z2 = x.fma(FloatVector.fromArray(LANES, gram, row + 2 * WIDTH), z2);
            }
            VectorMask<Float> off;
            FloatVector y;
            off = z0.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of);
            z0 = z0.sub(y);
            y = z0.blend(y, off);
            q0 = y.fma(y, q0);
            z0 = z0.blend(none, off);
            e0 = e0.add(z0);
            z0.intoArray(errors, of);
            off = z1.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of + WIDTH);
            z1 = z1.sub(y);
            y = z1.blend(y, off);
            q1 = y.fma(y, q1);
            z1 = z1.blend(none, off);
            e1 = e1.add(z1);
            z1.intoArray(errors, of + WIDTH);
            off = z2.compare(VectorOperators.LE, limit);
            y = FloatVector.fromArray(LANES, errors, of + 2 * WIDTH);
            z2 = z2.sub(y);
            y = z2.blend(y, off);
            q2 = y.fma(y, q2);
            z2 = z2.blend(none, off);
            e2 = e2.add(z2);
            z2.intoArray(errors, of + 2 * WIDTH);
        }
        e0.intoArray(errorSums, begin);
        e1.intoArray(errorSums, begin + WIDTH);
        e2.intoArray(errorSums, begin + 2 * WIDTH);
        q0.intoArray(squareSums, begin);
        q1.intoArray(squareSums, begin + WIDTH);
        q2.intoArray(squareSums, begin + 2 * WIDTH);
    }

    private void correlateThree(int at) {
        int[] starts = active.featureStarts();
        char[] rows = active.placesOfFeatures();
        float[] values = active.valuesOfFeatures();
        int begin = TileLayout.FIRST + at;
        for (int feature = 0, to = begin; feature < features; feature++, to += OUTPUTS) {
            FloatVector c0 = FloatVector.zero(LANES);
            FloatVector c1 = FloatVector.zero(LANES);
            FloatVector c2 = FloatVector.zero(LANES);
            int end = starts[feature + 1];
            for (int i = starts[feature]; i < end; i++) {
                FloatVector x = FloatVector.broadcast(LANES, values[i]);
                int row = rows[i] * OUTPUTS + begin;
                c0 = x.fma(FloatVector.fromArray(LANES, errors, row), c0);
                c1 = x.fma(FloatVector.fromArray(LANES, errors, row + WIDTH), c1);
                c2 = x.fma(FloatVector.fromArray(LANES, errors, row + 2 * WIDTH), c2);
            }
            c0.intoArray(common, to);
            c1.intoArray(common, to + WIDTH);
            c2.intoArray(common, to + 2 * WIDTH);
        }
    }
}
