package superpose.data.store;

import java.util.Arrays;
import superpose.data.ConsecutiveParts;
import superpose.data.Seed;

/** The order of one epoch of {@link ShuffledRows}: the shards shuffled, and in each window of shards the rows. */
final class ShuffledEpoch {

    private final ShardTable shards;
    private final Seed seed;
    private final long number;

    /** The shards in the order of the epoch. */
    private final int[] order;

    /** Where in the epoch each shard of the order lies. */
    private final ConsecutiveParts places;

    /** The window that the last place was in. */
    private Window window;

    /** Places {@code [start, end)} of the epoch, whose rows are shuffled among each other. */
    private record Window(long start, long end, StatelessPermutation rows) {

        boolean has(long place) {
            return place >= start && place < end;
        }
    }

    ShuffledEpoch(ShardTable shards, Seed seed, long number) {
        this.shards = shards;
        this.seed = seed.child("epoch").child(number);
        this.number = number;
        this.order = this.seed.child("shards").permutation(shards.shards());
        this.places =
                ConsecutiveParts.of(Arrays.stream(order).mapToLong(shards::rows).toArray());
        this.window = window(0);
    }

    private Window window(int first) {
        long start = places.start(first);
        long end = places.start(Math.min(order.length, first + ShuffledRows.WINDOW));
        return new Window(
                start,
                end,
                new StatelessPermutation(
                        Math.max(1, end - start), seed.child("rows").child(first)));
    }

    long number() {
        return number;
    }

    /** Returns the row of the store that stands at a place in the epoch. */
    long row(long place) {
        if (!window.has(place)) {
            int part = places.partOf(place);
            window = window(part - part % ShuffledRows.WINDOW);
        }
        long shuffled = window.start + window.rows.at(place - window.start);
        int part = places.partOf(shuffled);
        return shards.start(order[part]) + shuffled - places.start(part);
    }
}
