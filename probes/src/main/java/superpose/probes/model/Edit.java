package superpose.probes.model;

import java.util.function.UnaryOperator;
import superpose.data.Require;

/**
 * A change of an inner tensor while its model runs: what comes after it sees the changed one. Directions run along the
 * tensor's last axis, and every position is changed alike.
 */
public sealed interface Edit {

    /** Returns the name of the tensor. */
    String tensor();

    /**
     * Changes values.
     *
     * @param before what the model computed; may be changed
     * @return what comes instead, of the same shape
     */
    Tensor.Floats apply(Tensor.Floats before);

    /**
     * Adds a vector: steering. Where the vector is 0, the values keep their bits.
     *
     * @param vector [last axis], finite; not copied
     */
    record Add(String tensor, Tensor.Floats vector) implements Edit {

        /** Checks the vector. */
        public Add {
            Directions.requireFinite(vector.values());
        }

        @Override
        public Tensor.Floats apply(Tensor.Floats before) {
            float[] added = vector.values();
            Directions.requireWidth(tensor, added.length, before);
            float[] values = before.values();
            for (int i = 0; i < values.length; i++) {
                // Less the negative rather than more: -0 + 0 is 0, but -0 - 0 is -0.
                values[i] -= 0 - added[i % added.length];
            }
            return before;
        }
    }

    /**
     * Takes away what points along a direction: ablation of one direction.
     *
     * @param direction [last axis], of any length above 0
     */
    record ProjectOut(String tensor, Tensor.Floats direction) implements Edit {

        /** Scales the direction to length 1. */
        public ProjectOut {
            direction = Tensor.Floats.of(Directions.unit(direction.values()));
        }

        @Override
        public Tensor.Floats apply(Tensor.Floats before) {
            float[] unit = direction.values();
            Directions.requireWidth(tensor, unit.length, before);
            float[] values = before.values();
            for (int start = 0; start < values.length; start += unit.length) {
                float along = 0;
                for (int i = 0; i < unit.length; i++) {
                    along += values[start + i] * unit[i];
                }
                for (int i = 0; i < unit.length; i++) {
                    values[start + i] -= along * unit[i];
                }
            }
            return before;
        }
    }

    /**
     * Keeps every value within bounds.
     *
     * @param low at most {@code high}
     */
    record Clamp(String tensor, float low, float high) implements Edit {

        /** Checks the bounds. */
        public Clamp {
            Require.that(low <= high, "a lower bound of at most " + high, low, "swap them");
        }

        @Override
        public Tensor.Floats apply(Tensor.Floats before) {
            float[] values = before.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.clamp(values[i], low, high);
            }
            return before;
        }
    }

    /**
     * Puts other values in its place: patching.
     *
     * @param values of the shape that the model computes
     */
    record Replace(String tensor, Tensor.Floats values) implements Edit {

        @Override
        public Tensor.Floats apply(Tensor.Floats before) {
            return Directions.requireShape(tensor, before.shape().clone(), values);
        }
    }

    /**
     * Does what the caller says.
     *
     * @param function takes what the model computed, which it may change, and returns as many values of the same shape
     */
    record Apply(String tensor, UnaryOperator<Tensor.Floats> function) implements Edit {

        @Override
        public Tensor.Floats apply(Tensor.Floats before) {
            long[] shape = before.shape().clone();
            return Directions.requireShape(tensor, shape, function.apply(before));
        }
    }
}
