package superpose.data.store;

import java.util.List;
import java.util.Optional;

/**
 * What came out when everything in a store was computed again.
 *
 * @param complete whether the store has its last input
 * @param shards what was found in each shard
 * @param faults what is wrong with the manifest although each shard is right, one line each
 */
public record StoreCheck(boolean complete, List<ShardCheck> shards, List<String> faults) {

    /** Copies the lists. */
    public StoreCheck {
        shards = List.copyOf(shards);
        faults = List.copyOf(faults);
    }

    /**
     * What was found in a shard.
     *
     * @param shard what the manifest says of it
     * @param fault what is wrong with it, in one line; empty if nothing is
     */
    public record ShardCheck(StoreShard shard, Optional<String> fault) {}

    /** Tells whether everything is as the manifest says; a store that is not complete can be sound. */
    public boolean isSound() {
        return faults.isEmpty()
                && shards.stream().allMatch(shard -> shard.fault().isEmpty());
    }
}
