package superpose.data.store;

import java.util.List;

/**
 * What a store holds.
 *
 * @param rows number of rows of every tensor
 * @param inputs number of inputs, those without rows among them
 * @param shards number of shards
 * @param bytes size of all shards
 * @param nonFinite the values that are not finite, for each tensor in the plan's order
 */
public record StoreSummary(long rows, long inputs, int shards, long bytes, List<NonFinite> nonFinite) {

    /** Copies the list. */
    public StoreSummary {
        nonFinite = List.copyOf(nonFinite);
    }
}
