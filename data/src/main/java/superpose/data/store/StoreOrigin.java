package superpose.data.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names and facts that say where a store's activations come from.
 *
 * @param facts by name, such as {@code model}, {@code model-sha256}, {@code tokenizer-sha256}, {@code input},
 *     {@code input-sha256}, {@code normalization}; kept in the order of the names
 */
public record StoreOrigin(SortedMap<String, String> facts) {

    static final int LONGEST_FACT = 10_000;

    /** Copies the facts and checks that they can be written. */
    public StoreOrigin {
        SortedMap<String, String> copy = new TreeMap<>();
        facts.forEach((name, fact) -> copy.put(
                WritableText.require(name, "the name of a fact", WritableText.LONGEST_NAME),
                WritableText.require(fact, "the fact " + name, LONGEST_FACT)));
        facts = Collections.unmodifiableSortedMap(copy);
    }
}
