package superpose.data.store;

import java.util.List;
import superpose.data.Matrix;

/** The rows of a store by shard, in the store's order. */
final class ShardTable {

    /** For each tensor and each shard, [rows of the shard, width]. */
    private final Matrix[][] values;

    private final int[] widths;

    /** The first row of each shard, and behind them the number of rows. */
    private final long[] starts;

    ShardTable(List<ShardFile> shards, List<StoreTensor> tensors) {
        this.values = tensors.stream()
                .map(tensor -> shards.stream()
                        .map(shard -> shard.values(tensor.name()))
                        .toArray(Matrix[]::new))
                .toArray(Matrix[][]::new);
        this.widths = tensors.stream().mapToInt(StoreTensor::width).toArray();
        this.starts =
                starts(shards.stream().mapToLong(shard -> shard.shard().rows()).toArray());
    }

    /** Returns where each of several parts starts, and behind them their sum. */
    static long[] starts(long[] rows) {
        long[] starts = new long[rows.length + 1];
        for (int part = 0; part < rows.length; part++) {
            starts[part + 1] = starts[part] + rows[part];
        }
        return starts;
    }

    /**
     * Returns the part that a row lies in: the last one that starts at it or before.
     *
     * @param starts where each part starts, ascending, and behind them the number of rows
     */
    static int partOf(long row, long[] starts) {
        int low = 0;
        int high = starts.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    int tensors() {
        return widths.length;
    }

    int width(int tensor) {
        return widths[tensor];
    }

    int shards() {
        return starts.length - 1;
    }

    long rows() {
        return starts[starts.length - 1];
    }

    long rows(int shard) {
        return starts[shard + 1] - starts[shard];
    }

    /** Returns the first row of a shard. */
    long start(int shard) {
        return starts[shard];
    }

    int shardOf(long row) {
        return partOf(row, starts);
    }

    /** Returns the values of a tensor in a shard, [rows of the shard, width]. */
    Matrix values(int tensor, int shard) {
        return values[tensor][shard];
    }
}
