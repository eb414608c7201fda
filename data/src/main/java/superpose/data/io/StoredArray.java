package superpose.data.io;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * A named array of numbers in a file, or one that is about to be written to a file.
 *
 * <p>Its values are found when they are asked for: where the file holds them plainly they stay there, memory-mapped.
 */
public final class StoredArray {

    private final String name;
    private final String origin;
    private final ArrayFormat format;
    private final Supplier<Matrix> values;

    private StoredArray(String name, String origin, ArrayFormat format, Supplier<Matrix> values) {
        this.name = name;
        this.origin = origin;
        this.format = format;
        this.values = values;
    }

    /**
     * An array in a file.
     *
     * @param origin the file
     * @param bytes finds the bytes, exactly as many as the format asks for
     */
    static StoredArray inFile(String name, String origin, ArrayFormat format, Supplier<MemorySegment> bytes) {
        var layout = new MatrixLayout("array " + Excerpt.of(name) + " of " + origin, format);
        return new StoredArray(name, origin, format, () -> layout.over(bytes.get()));
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

    private static StoredArray shaped(String name, List<Long> shape, Matrix matrix) {
        Require.that(!name.isEmpty(), "a name for an array", "none", "give it one");
        return new StoredArray(name, "memory", ArrayFormat.float32(shape), () -> matrix);
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
        return values.get();
    }

    /** Returns name, type and shape. */
    @Override
    public String toString() {
        return name + " " + format.type().name() + " " + format.shape();
    }
}
