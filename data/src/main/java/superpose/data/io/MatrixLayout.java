package superpose.data.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import superpose.data.BadInputException;
import superpose.data.ElementType;
import superpose.data.Matrix;
import superpose.data.Require;

/** Lays an array of any rank out as a matrix: the last axis becomes the columns, all axes before it the rows. */
final class MatrixLayout {

    private final String what;
    private final ArrayFormat format;

    /**
     * Prepares a layout.
     *
     * @param what the array's name in messages
     */
    MatrixLayout(String what, ArrayFormat format) {
        this.what = what;
        this.format = format;
    }

    /**
     * Returns the values as a matrix: rank 0 as [1, 1], rank 1 as [n, 1].
     *
     * <p>Nothing is copied, except for column-major arrays of more than two axes, whose rows do not lie at equal distances.
     */
    Matrix over(MemorySegment bytes) {
        ElementType type = readableType();
        List<Long> shape = format.shape();
        int rank = shape.size();
        int columns = rank < 2 ? 1 : size(shape.getLast(), "columns");
        int rows = size(rank == 0 ? 1 : rank == 1 ? shape.getFirst() : productOf(shape.subList(0, rank - 1)), "rows");
        ByteOrder order = format.byteOrder();
        if (format.axes() == ArrayFormat.Axes.ROW_MAJOR || rank < 2) {
            return Matrix.over(bytes, type, order, rows, columns);
        }
        return rank == 2
                ? Matrix.overColumns(bytes, type, order, rows, columns)
                : Matrix.over(MemorySegment.ofArray(rowMajor(bytes)), type, order, rows, columns);
    }

    private ElementType readableType() {
        return format.type()
                .elementType()
                .orElseThrow(() -> new BadInputException(
                        "values of a type that can be read in " + what,
                        Excerpt.of(format.type().name()),
                        "write the array as float32 or another plain number type"));
    }

    private int size(long size, String axis) {
        Require.that(
                size <= Integer.MAX_VALUE,
                "at most " + Integer.MAX_VALUE + " " + axis + " in " + what,
                size + " in shape " + Excerpt.of(format.shape()),
                "split the array into several files");
        return (int) size;
    }

    private static long productOf(List<Long> sizes) {
        return ArrayFormat.product(sizes).orElseThrow();
    }

    /** Copies a column-major array value by value into row-major order. */
    private byte[] rowMajor(MemorySegment bytes) {
        int width = format.type().bits() / Byte.SIZE;
        Require.that(
                format.bytes() <= Integer.MAX_VALUE - Long.BYTES,
                "less than 2 GiB in column-major order with more than two axes in " + what,
                format.bytes() + " bytes",
                "write the array in C order (numpy.ascontiguousarray)");
        long[] sizes = format.shape().stream().mapToLong(Long::longValue).toArray();
        long[] stride = new long[sizes.length];
        stride[0] = width;
        for (int axis = 1; axis < sizes.length; axis++) {
            stride[axis] = stride[axis - 1] * sizes[axis - 1];
        }
        byte[] copy = new byte[(int) format.bytes()];
        MemorySegment target = MemorySegment.ofArray(copy);
        long[] position = new long[sizes.length];
        long source = 0;
        for (int offset = 0; offset < copy.length; offset += width) {
            MemorySegment.copy(bytes, source, target, offset, width);
            source += step(position, sizes, stride);
        }
        return copy;
    }

    /**
     * Moves to the next position in row-major order.
     *
     * @param position one index per axis, the last one running fastest. Modified.
     * @return the distance in the column-major source, in bytes
     */
    private static long step(long[] position, long[] sizes, long[] stride) {
        long distance = 0;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            if (++position[axis] < sizes[axis]) {
                return distance + stride[axis];
            }
            distance -= (sizes[axis] - 1) * stride[axis];
            position[axis] = 0;
        }
        return distance;
    }
}
