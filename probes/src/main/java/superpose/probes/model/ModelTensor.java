package superpose.probes.model;

import java.util.List;
import java.util.stream.Collectors;

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

    /** Returns the shape as text, as in {@code ? x 28 x 28}. */
    public String shapeText() {
        return shape.isEmpty()
                ? "scalar"
                : shape.stream()
                        .map(size -> size == VARYING ? "?" : Long.toString(size))
                        .collect(Collectors.joining(" x "));
    }
}
