package superpose.probes.model;

import superpose.data.Require;

/** Numbers with a shape, as a model takes and gives them; the last axis runs fastest. */
public sealed interface Tensor {

    /** Returns the sizes of the axes; not a copy. */
    long[] shape();

    /** Real numbers. */
    final class Floats implements Tensor {

        private final long[] shape;
        private final float[] values;

        /**
         * Gives numbers a shape.
         *
         * @param shape sizes of the axes; not copied
         * @param values as many as the shape says; not copied
         */
        public Floats(long[] shape, float[] values) {
            Require.same(size(shape), values.length, "values for the shape");
            this.shape = shape;
            this.values = values;
        }

        /** Returns a vector; the numbers are not copied. */
        public static Floats of(float... values) {
            return new Floats(new long[] {values.length}, values);
        }

        @Override
        public long[] shape() {
            return shape;
        }

        /** Returns the numbers; not a copy. */
        public float[] values() {
            return values;
        }
    }

    /** Whole numbers, such as token ids. */
    final class Integers implements Tensor {

        private final long[] shape;
        private final long[] values;

        /**
         * Gives numbers a shape.
         *
         * @param shape sizes of the axes; not copied
         * @param values as many as the shape says; not copied
         */
        public Integers(long[] shape, long[] values) {
            Require.same(size(shape), values.length, "values for the shape");
            this.shape = shape;
            this.values = values;
        }

        @Override
        public long[] shape() {
            return shape;
        }

        /** Returns the numbers; not a copy. */
        public long[] values() {
            return values;
        }
    }

    /** Returns how many numbers a shape holds; 1 for no axes. */
    static long size(long[] shape) {
        long size = 1;
        for (long axis : shape) {
            size = Math.multiplyExact(size, axis);
        }
        return size;
    }
}
