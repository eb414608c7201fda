package superpose.probes.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;

/** Shapes and types as this package writes them. */
final class Shapes {

    private Shapes() {}

    /** Returns a shape as text, as in {@code 32 x 784}. */
    static String text(long[] shape) {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }

    /** Tells whether an array may have a shape in which some sizes are {@link ModelTensor#VARYING}. */
    static boolean fits(List<Long> expected, long[] shape) {
        if (expected.size() != shape.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (expected.get(i) != ModelTensor.VARYING && expected.get(i) != shape[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the name of a type of real numbers. */
    static String typeName(DataType type) {
        return "float" + 8 * type.width();
    }
}
