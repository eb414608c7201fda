package superpose.probes.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import superpose.data.Require;

/**
 * A tensor of a model, as far as it is known before the model runs.
 *
 * @param name as the model's file names it
 * @param role what it is to the model
 * @param type of a value, such as {@code float32} or {@code int64}
 * @param shape sizes of the axes, {@link #VARYING} where they depend on the input
 * @param madeBy the kind of operation or layer it comes from; empty for inputs
 */
public record ModelTensor(String name, Role role, String type, List<Long> shape, String madeBy) {

    /** Stands for the size of an axis that depends on the input. */
    public static final long VARYING = -1;

    private static final int LARGEST_BATCH = 1 << 16;

    /** What a tensor is to its model. */
    public enum Role {
        INPUT,
        INNER,
        OUTPUT
    }

    /** Copies the shape. */
    public ModelTensor {
        shape = List.copyOf(shape);
    }

    /**
     * Returns the size of the first axis, of an input how many are taken at once; nothing where it varies.
     *
     * @throws superpose.data.BadInputException if no batch has this size
     */
    Optional<Integer> fixedBatch() {
        if (shape.isEmpty() || shape.getFirst() == VARYING) {
            return Optional.empty();
        }
        long size = shape.getFirst();
        Require.that(
                size >= 1 && size <= LARGEST_BATCH,
                "a model that takes from 1 to " + LARGEST_BATCH + " inputs at once",
                size + " in the first axis of " + name,
                "export it with a first axis that varies");
        return Optional.of((int) size);
    }

    /** Returns the shape as text, as in {@code ? x 28 x 28}. */
    public String shapeText() {
        return shape.isEmpty()
                ? "scalar"
                : shape.stream()
                        .map(size -> size == VARYING ? "?" : Long.toString(size))
                        .collect(Collectors.joining(" x "));
    }
}
