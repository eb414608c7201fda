package superpose.reports.probing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import superpose.data.Matrix;
import superpose.probes.linear.TrainingActivations;

/**
 * Neurons that can say nothing of their own: constant ones, and exact copies of others.
 *
 * @param neurons how many there are
 * @param constant how many have one value in every training row
 * @param firstConstant the first few of those, by index
 * @param copies how many have in every training row the value of an earlier neuron, and are not constant
 * @param firstCopies the first few of those
 */
public record NeuronHealth(int neurons, int constant, List<Integer> firstConstant, int copies, List<Copy> firstCopies) {

    /** How many are named. */
    private static final int NAMED = 5;

    /** Copies the lists. */
    public NeuronHealth {
        firstConstant = List.copyOf(firstConstant);
        firstCopies = List.copyOf(firstCopies);
    }

    /**
     * A neuron that repeats another.
     *
     * @param neuron its index
     * @param of the first neuron with these values
     */
    public record Copy(int neuron, int of) {}

    /** Looks at the training rows once; two neurons are copies where their 64-bit hashes agree. */
    public static NeuronHealth of(TrainingActivations training) {
        long[] hashes = hashes(training.values());
        List<Integer> constant = new ArrayList<>();
        List<Copy> copies = new ArrayList<>();
        Map<Long, Integer> seen = new HashMap<>();
        for (int neuron = 0; neuron < hashes.length; neuron++) {
            if (training.standardization().scale(neuron) == 0) {
                constant.add(neuron);
                continue;
            }
            Integer first = seen.putIfAbsent(hashes[neuron], neuron);
            if (first != null) {
                copies.add(new Copy(neuron, first));
            }
        }
        return new NeuronHealth(hashes.length, constant.size(), firstOf(constant), copies.size(), firstOf(copies));
    }

    private static <T> List<T> firstOf(List<T> all) {
        return all.subList(0, Math.min(NAMED, all.size()));
    }

    private static long[] hashes(Matrix values) {
        long[] hashes = new long[values.columns()];
        float[] row = new float[hashes.length];
        for (int sample = 0; sample < values.rows(); sample++) {
            values.copyRow(sample, row, 0);
            for (int neuron = 0; neuron < row.length; neuron++) {
                // Adding 0 turns -0 into +0, which it equals. The multiplier and the shift are those of MurmurHash2.
                long mixed = (hashes[neuron] ^ Float.floatToIntBits(row[neuron] + 0f)) * 0xC6A4A7935BD1E995L;
                hashes[neuron] = mixed ^ (mixed >>> 47);
            }
        }
        return hashes;
    }
}
