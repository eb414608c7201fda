package superpose.data.store;

import superpose.data.Require;
import superpose.data.io.Excerpt;

/**
 * One tapped tensor: rows are samples (tokens, images), columns neurons; float32.
 *
 * @param name as in the model, such as {@code blocks.2.hook_resid_post}; not beginning with {@code row:}
 * @param width number of neurons, at least 1
 */
public record StoreTensor(String name, int width) {

    /** Names that begin like this are those of the row index in a shard. */
    static final String RESERVED = "row:";

    /** Checks name and width. */
    public StoreTensor {
        WritableText.require(name, "the name of a tensor", WritableText.LONGEST_NAME);
        Require.that(
                !name.startsWith(RESERVED) && !name.equals("__metadata__"),
                "a tensor whose name neither begins with " + RESERVED + " nor is __metadata__",
                Excerpt.of(name),
                "rename it");
        Require.positive(width, "neurons in " + Excerpt.of(name));
    }
}
