package superpose.probes.model;

import java.util.List;
import superpose.data.Require;

/**
 * What to read from a model while it runs, and what to change.
 *
 * @param taps names of tensors to read, each once; where one is changed, it is read after the change
 * @param edits changes; those of one tensor in the order of the list
 * @param threads that one run may use
 */
public record TapPlan(List<String> taps, List<Edit> edits, int threads) {

    /** Checks the plan. */
    public TapPlan {
        taps = List.copyOf(taps);
        edits = List.copyOf(edits);
        Require.that(!taps.isEmpty(), "at least one tensor to read", "none", "name one");
        Require.same(taps.size(), taps.stream().distinct().count(), "different tensors");
        Require.positive(threads, "threads");
    }

    /** Plans to read tensors of the model as it is, on one thread. */
    public static TapPlan reading(List<String> taps) {
        return new TapPlan(taps, List.of(), 1);
    }

    /** Returns a plan that also changes tensors. */
    public TapPlan with(List<Edit> more) {
        return new TapPlan(taps, more, threads);
    }
}
