package superpose.analysis.detection;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Require;

/** The AUROC of every single neuron, read as a score of the concept. */
public final class NeuronAurocs {

    /** Columns copied at once: one pass over the rows fetches whole cache lines for all of them. */
    private static final int TILE = 64;

    private NeuronAurocs() {}

    /**
     * Measures every neuron.
     *
     * @param activations [samples, neurons], finite
     * @param concept [samples], with and without the concept
     * @return [neurons], each in [0, 1]: below 0.5 where the neuron is lower with the concept, 0.5 for a constant one
     */
    public static double[] of(Matrix activations, Concept concept) {
        Require.same(activations.rows(), concept.samples(), "labels of " + concept.name() + " for the activations");
        concept.requireBothClasses("rows");
        double[] aurocs = new double[activations.columns()];
        for (int from = 0; from < aurocs.length; from += TILE) {
            int start = from;
            int count = Math.min(TILE, aurocs.length - from);
            long[][] keys = keys(activations, concept, start, count);
            IntStream.range(0, count).forEach(i -> aurocs[start + i] = auroc(keys[i], concept));
        }
        return aurocs;
    }

    /** Measures one score, [samples], finite, of a concept with both classes. */
    static double of(float[] scores, Concept concept) {
        long[] keys = new long[scores.length];
        for (int sample = 0; sample < keys.length; sample++) {
            keys[sample] = key(scores[sample], concept.in(sample));
        }
        return auroc(keys, concept);
    }

    /** Returns the keys of some columns, [count][samples]. */
    private static long[][] keys(Matrix activations, Concept concept, int from, int count) {
        long[][] keys = new long[count][activations.rows()];
        float[] row = new float[activations.columns()];
        for (int sample = 0; sample < activations.rows(); sample++) {
            activations.copyRow(sample, row, 0);
            boolean present = concept.in(sample);
            for (int i = 0; i < count; i++) {
                keys[i][sample] = key(row[from + i], present);
            }
        }
        return keys;
    }

    /** Packs a value with its label into a number that sorts as the value does. */
    private static long key(float value, boolean present) {
        // Adding 0 turns -0 into +0, which it equals.
        int bits = Float.floatToIntBits(value + 0f);
        int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) sortable << 1) | (present ? 1 : 0);
    }

    /** Sums the ranks of ties at once. Modified: the keys are sorted. */
    private static double auroc(long[] keys, Concept concept) {
        Arrays.sort(keys);
        double pairs = 0;
        long negativesBelow = 0;
        int place = 0;
        while (place < keys.length) {
            long value = keys[place] >> 1;
            long positives = 0;
            long negatives = 0;
            for (; place < keys.length && keys[place] >> 1 == value; place++) {
                positives += keys[place] & 1;
                negatives += 1 - (keys[place] & 1);
            }
            pairs += positives * (double) (2 * negativesBelow + negatives);
            negativesBelow += negatives;
        }
        return pairs / (2.0 * concept.positives() * concept.negatives());
    }
}
