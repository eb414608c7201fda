package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Require;

/** The numbers of neurons at which a probe is measured. */
public final class NeuronCounts {

    private NeuronCounts() {}

    /**
     * Halves down to 1, rounding up: evenly spaced from the whole on.
     *
     * @param last the largest, at least 1
     * @return ascending, from 1 to {@code last}
     */
    public static List<Integer> halvings(int last) {
        List<Integer> counts = new ArrayList<>();
        for (int count = last; count > 1; count = (count + 1) / 2) {
            counts.add(count);
        }
        counts.add(1);
        return counts.reversed();
    }

    /**
     * Returns {@code first}, twice that, four times, ... up to a last count, which is always in.
     *
     * @param first at least 1
     * @param last at least 1
     * @return ascending
     */
    public static List<Integer> doublings(int first, int last) {
        List<Integer> counts = new ArrayList<>();
        for (long count = Require.positive(first, "neurons"); count < last; count *= 2) {
            counts.add((int) count);
        }
        counts.add(last);
        return counts;
    }
}
