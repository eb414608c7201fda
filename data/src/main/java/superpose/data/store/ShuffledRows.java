package superpose.data.store;

import java.util.List;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * The rows of a store again and again, each once in an epoch, in an order that a seed decides.
 *
 * <p>In every epoch the shards come in another order; of {@value #WINDOW} shards at a time the rows are shuffled among each
 * other, so that only these are read from the disk. Which row comes when is computed from the seed and the position alone: a
 * stream that starts at a position goes on exactly like one that came there by reading.
 */
public final class ShuffledRows {

    /** How many shards are shuffled together. */
    public static final int WINDOW = 4;

    private final ShardTable shards;
    private final Seed seed;
    private long position;

    /** What stands where in the current epoch; replaced when the stream comes to another one. */
    private ShuffledEpoch epoch;

    private ShuffledRows(ShardTable shards, Seed seed, long position) {
        Require.that(position >= 0, "a position of at least 0", position, "count rows from 0");
        this.shards = shards;
        this.seed = seed;
        this.position = position;
        this.epoch = new ShuffledEpoch(shards, seed, position / shards.rows());
    }

    static ShuffledRows of(List<ShardFile> shards, List<StoreTensor> tensors, Seed seed) {
        ShardTable table = new ShardTable(shards, tensors);
        Require.that(table.rows() > 0, "a store with rows to shuffle", "none", "write some first");
        return new ShuffledRows(table, seed, 0);
    }

    /**
     * Returns a stream of the same order that starts at a position; this one stays where it is.
     *
     * @param start number of rows before it, over all epochs, at least 0
     */
    public ShuffledRows at(long start) {
        return new ShuffledRows(shards, seed, start);
    }

    /** Returns how many rows were read or skipped so far, over all epochs: where {@link #at} goes on. */
    public long position() {
        return position;
    }

    /** Returns the number of the next row in the store, in [0, rows), without moving on. */
    public long nextRow() {
        long number = position / shards.rows();
        if (epoch.number() != number) {
            epoch = new ShuffledEpoch(shards, seed, number);
        }
        return epoch.row(position % shards.rows());
    }

    /**
     * Reads the next rows, across the ends of epochs.
     *
     * @param blocks one for each tensor of the store, in its order, [batch * width], row-major; an empty one for a tensor that
     *     is not wanted. Modified.
     * @return the number of rows that were read: the batch
     */
    public int next(float[]... blocks) {
        int batch = batch(blocks);
        for (int i = 0; i < batch; i++) {
            long row = nextRow();
            int shard = shards.shardOf(row);
            for (int tensor = 0; tensor < blocks.length; tensor++) {
                if (blocks[tensor].length > 0) {
                    Matrix values = shards.values(tensor, shard);
                    values.copyRow((int) (row - shards.start(shard)), blocks[tensor], i * values.columns());
                }
            }
            position++;
        }
        return batch;
    }

    private int batch(float[][] blocks) {
        Require.same(shards.tensors(), blocks.length, "blocks, one for each tensor");
        int batch = 0;
        for (int tensor = 0; tensor < blocks.length; tensor++) {
            int width = shards.width(tensor);
            int rows = blocks[tensor].length / width;
            boolean fits = blocks[tensor].length % width == 0 && (rows == 0 || batch == 0 || rows == batch);
            Require.that(
                    fits,
                    "blocks for equally many whole rows, of " + width + " values each for tensor " + tensor,
                    blocks[tensor].length + " values",
                    "make each block batch x width long");
            batch = Math.max(batch, rows);
        }
        return batch;
    }
}
