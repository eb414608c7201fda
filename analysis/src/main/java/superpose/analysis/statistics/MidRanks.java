package superpose.analysis.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import superpose.data.Require;

/** The rank of each value, from 1; equal values share the mean of their ranks. */
public final class MidRanks {

    private final double[] ranks;

    private MidRanks(double[] ranks) {
        this.ranks = ranks;
    }

    /**
     * Ranks values.
     *
     * @param values none NaN; not modified
     */
    public static MidRanks of(double[] values) {
        Require.that(Arrays.stream(values).noneMatch(Double::isNaN), "values that are numbers", "NaN", "check them");
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> values[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int start = 0;
        while (start < order.length) {
            int end = start;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            // Ranks start + 1 .. end, shared.
            for (int position = start; position < end; position++) {
                ranks[order[position]] = (start + 1 + end) / 2.0;
            }
            start = end;
        }
        return new MidRanks(ranks);
    }

    /** Returns the rank of the value at an index, in [1, values]. */
    public double of(int index) {
        return ranks[index];
    }

    /** Returns a copy of all ranks. */
    public double[] toArray() {
        return ranks.clone();
    }
}
