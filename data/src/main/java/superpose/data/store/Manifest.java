package superpose.data.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the file {@code manifest.json} says of a store.
 *
 * @param plan what the store is to hold
 * @param complete whether the last input is in it
 * @param shards in their order
 * @param statistics for each tensor in the plan's order
 */
record Manifest(StorePlan plan, boolean complete, List<StoreShard> shards, List<TensorStatistics> statistics) {

    static final String FILE = "manifest.json";

    /** What the manifest calls its format. */
    static final String FORMAT = "superpose-activations";

    /** Rises when the format changes. */
    static final int VERSION = 1;

    Manifest {
        shards = List.copyOf(shards);
        statistics = List.copyOf(statistics);
    }

    /** Returns the manifest of a store without shards. */
    static Manifest empty(StorePlan plan) {
        return new Manifest(
                plan,
                false,
                List.of(),
                plan.tensors().stream().map(TensorStatistics::none).toList());
    }

    /**
     * Returns the manifest after one more shard.
     *
     * @param found the statistics of the shard's rows, for each tensor in the plan's order
     */
    Manifest with(StoreShard shard, List<TensorStatistics> found) {
        List<StoreShard> more = new ArrayList<>(shards);
        more.add(shard);
        return new Manifest(plan, complete, more, merged(statistics, found));
    }

    static List<TensorStatistics> merged(List<TensorStatistics> earlier, List<TensorStatistics> later) {
        return IntStream.range(0, earlier.size())
                .mapToObj(tensor -> earlier.get(tensor).and(later.get(tensor)))
                .toList();
    }

    Manifest completed() {
        return new Manifest(plan, true, shards, statistics);
    }

    static Path in(Path folder) {
        return folder.resolve(FILE);
    }

    long rows() {
        return shards.stream().mapToLong(StoreShard::rows).sum();
    }

    long inputs() {
        return shards.isEmpty()
                ? 0
                : shards.getLast().firstInput() + shards.getLast().inputs();
    }

    long bytes() {
        return shards.stream().mapToLong(StoreShard::bytes).sum();
    }

    StoreSummary summary() {
        return new StoreSummary(
                rows(),
                inputs(),
                shards.size(),
                bytes(),
                statistics.stream().map(TensorStatistics::nonFinite).toList());
    }
}
