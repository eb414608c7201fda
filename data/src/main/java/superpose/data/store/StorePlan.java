package superpose.data.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import superpose.data.Require;
import superpose.data.io.Excerpt;

/**
 * What a store is to hold.
 *
 * @param origin where the activations come from
 * @param tensors with different names, at least one; their order is that of {@link StoreRows#values()}
 * @param shardRows least rows of a shard before it is closed, at least 1
 */
public record StorePlan(StoreOrigin origin, List<StoreTensor> tensors, int shardRows) {

    /** Keeps the moments of all columns small enough to be rewritten with every shard. */
    private static final long MOST_COLUMNS = 1 << 22;

    /** Checks the parts. */
    public StorePlan {
        tensors = List.copyOf(tensors);
        Require.positive(tensors.size(), "tensors in a store");
        Require.positive(shardRows, "rows of a shard");
        Set<String> names = new HashSet<>();
        for (StoreTensor tensor : tensors) {
            Require.that(
                    names.add(tensor.name()),
                    "tensors with different names",
                    Excerpt.of(tensor.name()) + " twice",
                    "leave one of them out");
        }
        long columns = tensors.stream().mapToLong(StoreTensor::width).sum();
        Require.that(
                columns <= MOST_COLUMNS,
                "at most " + MOST_COLUMNS + " columns in all tensors of a store",
                columns,
                "write several stores");
    }

    /** Returns in words what another plan has differently, the first difference only; nothing if the plans are equal. */
    Optional<String> difference(StorePlan other) {
        List<String> differences = new ArrayList<>();
        Set<String> facts = new TreeSet<>(origin.facts().keySet());
        facts.addAll(other.origin.facts().keySet());
        for (String fact : facts) {
            add(
                    differences,
                    fact,
                    origin.facts().get(fact),
                    other.origin.facts().get(fact));
        }
        add(differences, "tensors", named(tensors), named(other.tensors));
        add(differences, "rows of a shard", shardRows, other.shardRows);
        return differences.stream().findFirst();
    }

    private static void add(List<String> differences, String what, @Nullable Object expected, @Nullable Object came) {
        if (!Objects.equals(expected, came)) {
            differences.add(Excerpt.of(what) + " " + shown(expected) + " instead of " + shown(came));
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "none" : Excerpt.of(value);
    }

    private static String named(List<StoreTensor> tensors) {
        return tensors.stream()
                .map(tensor -> tensor.name() + " [" + tensor.width() + "]")
                .toList()
                .toString();
    }
}
