package superpose.probes.model;

import java.util.Arrays;
import superpose.data.Require;

/** Checks of what edits are given. */
final class Directions {

    private Directions() {}

    static void requireFinite(float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            Require.that(
                    Float.isFinite(vector[i]),
                    "finite numbers in a vector",
                    vector[i] + " at " + i,
                    "check the vector");
        }
    }

    /** Returns a direction scaled to length 1. */
    static float[] unit(float[] direction) {
        requireFinite(direction);
        double squares = 0;
        for (float value : direction) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        Require.that(length > 0, "a direction of a length above 0", "zeros only", "give a direction");
        float[] unit = new float[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (direction[i] / length);
        }
        return unit;
    }

    static void requireWidth(String tensor, int width, Tensor.Floats values) {
        long[] shape = values.shape();
        long last = shape.length == 0 ? 1 : shape[shape.length - 1];
        Require.that(
                last == width,
                "a vector of " + last + " numbers, the last axis of " + tensor,
                width,
                "give as many numbers as the tensor has neurons");
    }

    static Tensor.Floats requireShape(String tensor, long[] shape, Tensor.Floats values) {
        Require.that(
                Arrays.equals(shape, values.shape()),
                "values of shape " + Arrays.toString(shape) + " for " + tensor,
                Arrays.toString(values.shape()),
                "keep the shape");
        return values;
    }
}
