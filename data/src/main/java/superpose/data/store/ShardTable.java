package superpose.data.store;

import java.util.List;
import superpose.data.ConsecutiveParts;
import superpose.data.Matrix;

/** The rows of a store by shard, in the store's order. */
final class ShardTable {

    /** For each tensor and each shard, [rows of the shard, width]. */
    private final Matrix[][] values;

    private final int[] widths;

    private final ConsecutiveParts rows;

    ShardTable(List<ShardFile> shards, List<StoreTensor> tensors) {
        this.values = tensors.stream()
                .map(tensor -> shards.stream()
                        .map(shard -> shard.values(tensor.name()))
                        .toArray(Matrix[]::new))
                .toArray(Matrix[][]::new);
        this.widths = tensors.stream().mapToInt(StoreTensor::width).toArray();
        this.rows = ConsecutiveParts.of(
                shards.stream().mapToLong(shard -> shard.shard().rows()).toArray());
    }

    int tensors() {
        return widths.length;
    }

    int width(int tensor) {
        return widths[tensor];
    }

    int shards() {
        return rows.count();
    }

    long rows() {
        return rows.rows();
    }

    long rows(int shard) {
        return rows.rows(shard);
    }

    /** Returns the first row of a shard. */
    long start(int shard) {
        return rows.start(shard);
    }

    int shardOf(long row) {
        return rows.partOf(row);
    }

    /** Returns the values of a tensor in a shard, [rows of the shard, width]. */
    Matrix values(int tensor, int shard) {
        return values[tensor][shard];
    }
}
