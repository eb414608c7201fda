package superpose.data.io;

import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;
import superpose.data.ElementType;
import superpose.data.Require;

/**
 * How an array lies in a file.
 *
 * @param type what one value is
 * @param shape the sizes of the axes, at most 64 axes; empty for a single number
 * @param byteOrder the byte order of one value
 * @param axes which axis runs fastest
 */
public record ArrayFormat(StoredType type, List<Long> shape, ByteOrder byteOrder, Axes axes) {

    /** The most axes an array may have; numpy's own limit. */
    static final int MOST_AXES = 64;

    static final String POSSIBLE_SHAPE = "a shape of at most 64 axes, none negative, with fewer than 2^50 values";

    private static final long MOST_VALUES = 1L << 50;

    /** The order of the values of an array. */
    public enum Axes {
        /** The last axis runs fastest: C order, numpy's default. */
        ROW_MAJOR,
        /** The first axis runs fastest: Fortran order. */
        COLUMN_MAJOR
    }

    /** Checks the shape. */
    public ArrayFormat {
        shape = List.copyOf(shape);
        Require.that(product(shape).isPresent(), POSSIBLE_SHAPE, Excerpt.of(shape), "check the shape");
    }

    /** Returns the format of float32 values in this machine's byte order, the last axis fastest. */
    static ArrayFormat float32(List<Long> shape) {
        return new ArrayFormat(StoredType.of(ElementType.F32), shape, ByteOrder.nativeOrder(), Axes.ROW_MAJOR);
    }

    /** Returns the number of values of a shape, or nothing when the shape is impossible. */
    static OptionalLong product(List<Long> shape) {
        if (shape.size() > MOST_AXES) {
            return OptionalLong.empty();
        }
        long product = 1;
        boolean empty = false;
        for (long size : shape) {
            empty |= size == 0;
            // Axes of size 0 do not hide an overflow among the others.
            if (size < 0 || (size > 0 && product >= MOST_VALUES / size)) {
                return OptionalLong.empty();
            }
            product *= Math.max(size, 1);
        }
        return OptionalLong.of(empty ? 0 : product);
    }

    /** Returns the number of values. */
    public long values() {
        return product(shape).orElseThrow();
    }

    /** Returns the number of bits that all values take; 2^50 values of 128 bits still fit in a long. */
    long bits() {
        return Math.multiplyExact(values(), type.bits());
    }

    /** Returns the number of bytes that all values of a readable type take. */
    long bytes() {
        return values() * (type.bits() / Byte.SIZE);
    }
}
