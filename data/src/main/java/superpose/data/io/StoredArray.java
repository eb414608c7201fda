package superpose.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import superpose.data.BadInputException;
import superpose.data.ElementType;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * A named array of numbers in a file, or one that is about to be written to a file.
 *
 * <p>Its values are found when they are asked for: where the file holds them plainly they stay there, memory-mapped.
 */
public final class StoredArray {

    private static final String MEMORY = "memory";

    private final String name;
    private final String origin;
    private final ArrayFormat format;
    private final Content content;

    private StoredArray(String name, String origin, ArrayFormat format, Content content) {
        this.name = name;
        this.origin = origin;
        this.format = format;
        this.content = content;
    }

    /** Where the values come from. */
    private sealed interface Content {

        /** Bytes that lie as the format says, found when they are asked for. */
        record Plain(Supplier<MemorySegment> bytes) implements Content {}

        /** A matrix, written as float32. */
        record Made(Matrix matrix) implements Content {}
    }

    /**
     * An array in a file.
     *
     * @param origin the file
     * @param bytes finds the bytes, exactly as many as the format asks for
     */
    static StoredArray inFile(String name, String origin, ArrayFormat format, Supplier<MemorySegment> bytes) {
        return new StoredArray(name, origin, format, new Content.Plain(bytes));
    }

    /** A matrix to be written, with two axes. */
    public static StoredArray of(String name, Matrix matrix) {
        return shaped(name, List.of((long) matrix.rows(), (long) matrix.columns()), matrix);
    }

    /** A vector to be written, with one axis; the values are not copied. */
    public static StoredArray vector(String name, float... values) {
        return shaped(name, List.of((long) values.length), Matrix.of(values.length, 1, values));
    }

    /** A single number to be written, with no axis. */
    public static StoredArray scalar(String name, float value) {
        return shaped(name, List.of(), Matrix.of(1, 1, value));
    }

    /** A vector of whole numbers to be written as I32, with one axis; the values are not copied. */
    public static StoredArray wholeNumbers(String name, int... values) {
        return whole(name, ElementType.I32, values.length, MemorySegment.ofArray(values));
    }

    /** A vector of whole numbers to be written as I64, with one axis; the values are not copied. */
    public static StoredArray wholeNumbers(String name, long... values) {
        return whole(name, ElementType.I64, values.length, MemorySegment.ofArray(values));
    }

    private static StoredArray whole(String name, ElementType type, int count, MemorySegment values) {
        requireName(name);
        return inFile(
                name,
                MEMORY,
                new ArrayFormat(
                        StoredType.of(type),
                        List.of((long) count),
                        ByteOrder.nativeOrder(),
                        ArrayFormat.Axes.ROW_MAJOR),
                () -> values);
    }

    private static StoredArray shaped(String name, List<Long> shape, Matrix matrix) {
        requireName(name);
        return new StoredArray(name, MEMORY, ArrayFormat.float32(shape), new Content.Made(matrix));
    }

    private static void requireName(String name) {
        Require.that(!name.isEmpty(), "a name for an array", "none", "give it one");
    }

    /** Checks that arrays can be told apart in one file. */
    static void requireDifferentNames(List<StoredArray> arrays) {
        Set<String> names = new HashSet<>();
        for (StoredArray array : arrays) {
            Require.that(
                    names.add(array.name()),
                    "different names for arrays in a file",
                    array.name(),
                    "rename one of them");
        }
    }

    /** Returns the name of the array in its file; for a file that holds one array without a name, the file's name. */
    public String name() {
        return name;
    }

    /** Returns the file the array is in. */
    public String origin() {
        return origin;
    }

    /** Returns how the values are stored. */
    public ArrayFormat format() {
        return format;
    }

    /** Returns the sizes of the axes. */
    public List<Long> shape() {
        return format.shape();
    }

    /**
     * Returns the values, [product of the leading axes, last axis]; rank 1 is [n, 1], rank 0 is [1, 1].
     *
     * @throws superpose.data.BadInputException if the values are of a type that cannot be read, if there are more than 2^31 - 1
     *     rows or columns, or if packed values turn out to be damaged
     */
    public Matrix matrix() {
        return switch (content) {
            case Content.Plain plain ->
                new MatrixLayout("array " + described(), format)
                        .over(plain.bytes().get());
            case Content.Made made -> made.matrix();
        };
    }

    private String described() {
        return Excerpt.of(name) + " of " + origin;
    }

    /**
     * Returns the values of a vector of whole numbers, exactly; a copy.
     *
     * @return [n]
     * @throws superpose.data.BadInputException if it is no vector of whole numbers that fit into 64 bits with a sign
     */
    public long[] longs() {
        MemorySegment bytes = wholeNumbers(Long.SIZE);
        ElementType type = format.type().elementType().orElseThrow();
        long[] numbers = new long[vectorLength()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type.readWhole(bytes, (long) i * type.bytes(), format.byteOrder());
        }
        return numbers;
    }

    /**
     * Returns the values of a vector of whole numbers, exactly; a copy.
     *
     * @return [n]
     * @throws superpose.data.BadInputException if it is no vector of whole numbers that fit into 32 bits with a sign
     */
    public int[] ints() {
        MemorySegment bytes = wholeNumbers(Integer.SIZE);
        ElementType type = format.type().elementType().orElseThrow();
        int[] numbers = new int[vectorLength()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.toIntExact(type.readWhole(bytes, (long) i * type.bytes(), format.byteOrder()));
        }
        return numbers;
    }

    private MemorySegment wholeNumbers(int bits) {
        boolean whole = format.type()
                .elementType()
                .map(type -> type.wholeBits() <= bits)
                .orElse(false);
        if (!whole || !(content instanceof Content.Plain plain)) {
            throw new BadInputException(
                    "whole numbers of at most " + bits + " bits in " + described(),
                    format.type().name(),
                    "write them as I" + bits);
        }
        return plain.bytes().get();
    }

    private int vectorLength() {
        Require.that(
                shape().size() == 1 && shape().getFirst() <= Integer.MAX_VALUE - Long.BYTES,
                "a vector of less than 2^31 whole numbers in " + described(),
                "shape " + Excerpt.of(shape()),
                "write it with one axis, or in several parts");
        return Math.toIntExact(shape().getFirst());
    }

    /** Returns how it is written to a file: vectors of I32 and I64 as they are, everything else as float32. */
    ArrayFormat writtenAs() {
        boolean whole = shape().size() == 1
                && content instanceof Content.Plain
                && format.type()
                        .elementType()
                        .filter(type -> type == ElementType.I32 || type == ElementType.I64)
                        .isPresent();
        return whole
                ? new ArrayFormat(format.type(), shape(), ByteOrder.LITTLE_ENDIAN, ArrayFormat.Axes.ROW_MAJOR)
                : ArrayFormat.float32(shape());
    }

    /**
     * Writes the values as {@link #writtenAs} says, little endian.
     *
     * @param out not closed
     */
    void writeTo(OutputStream out) throws IOException {
        switch (writtenAs().type().elementType().orElseThrow()) {
            case I32 -> LittleEndian.write(ints(), out);
            case I64 -> LittleEndian.write(longs(), out);
            default -> LittleEndian.write(matrix(), out);
        }
    }

    /** Returns name, type and shape. */
    @Override
    public String toString() {
        return name + " " + format.type().name() + " " + format.shape();
    }
}
