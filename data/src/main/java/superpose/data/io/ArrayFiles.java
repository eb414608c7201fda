package superpose.data.io;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.NearNames;
import superpose.data.Require;

/** The front door to files of arrays: looks at the content, not at the name, and picks the reader. */
public final class ArrayFiles {

    private static final int NAMED_ARRAYS = 12;

    private ArrayFiles() {}

    /**
     * Lists the arrays of an npy, npz, safetensors, Parquet or idx file; their values are read when they are asked for.
     *
     * @throws BadInputException if the file is not there, is no file of arrays, or is damaged
     */
    public static List<StoredArray> open(Path file) {
        FileBytes bytes = FileBytes.map(file);
        return ParquetFile.startsLike(bytes) ? ParquetFile.read(file, bytes) : open(FileNames.stem(file), bytes);
    }

    static List<StoredArray> open(String name, FileBytes bytes) {
        if (NpyHeader.startsLike(bytes)) {
            return List.of(NpyFile.read(name, bytes));
        }
        if (ZipDirectory.startsLike(bytes)) {
            return NpzFile.read(bytes);
        }
        if (SafetensorsFile.startsLike(bytes)) {
            return SafetensorsFile.read(bytes).arrays();
        }
        if (IdxFile.isPacked(bytes) || IdxFile.startsLike(bytes)) {
            return List.of(IdxFile.read(name, bytes));
        }
        throw bytes.bad(
                "arrays as npy, npz, safetensors, Parquet or idx",
                "a file that begins with " + beginning(bytes),
                "write the arrays with numpy.save or as safetensors");
    }

    private static String beginning(FileBytes bytes) {
        byte[] first = new byte[(int) Math.min(4, bytes.size())];
        for (int i = 0; i < first.length; i++) {
            first[i] = (byte) bytes.u8(i);
        }
        return "bytes " + HexFormat.ofDelimiter(" ").formatHex(first);
    }

    /**
     * Finds an array by its name.
     *
     * @throws BadInputException if there is none of that name; the message offers those that are there
     */
    public static StoredArray array(Path file, String name) {
        List<StoredArray> arrays = open(file);
        return arrays.stream()
                .filter(array -> array.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "an array of " + Excerpt.of(file),
                        Excerpt.of(name),
                        NearNames.remedy(
                                name,
                                arrays.stream().map(StoredArray::name).toList(),
                                "choose one of " + names(arrays))));
    }

    /**
     * Finds the only array of a file.
     *
     * @throws BadInputException if there are none or several; the message names them
     */
    public static StoredArray array(Path file) {
        List<StoredArray> arrays = open(file);
        Require.that(
                arrays.size() == 1,
                "one array in " + Excerpt.of(file) + ", or the name of the one that is meant",
                arrays.isEmpty() ? "none" : arrays.size() + ": " + names(arrays),
                arrays.isEmpty() ? "check the file" : "add a colon and its name to the file");
        return arrays.getFirst();
    }

    /** Finds the array that a reference means. */
    public static StoredArray array(ArrayReference reference) {
        return reference.array().map(name -> array(reference.file(), name)).orElseGet(() -> array(reference.file()));
    }

    private static String names(List<StoredArray> arrays) {
        String first = arrays.stream()
                .limit(NAMED_ARRAYS)
                .map(array -> Excerpt.of(array.name()))
                .collect(Collectors.joining(", "));
        int more = arrays.size() - NAMED_ARRAYS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /**
     * Reads the only array of a file as activations, [samples, neurons].
     *
     * @throws BadInputException if the file has several arrays, or none, or no values
     */
    public static Activations activations(Path file) {
        return activations(array(file), file);
    }

    /** Reads one array of a file as activations, [samples, neurons]. */
    public static Activations activations(Path file, String tensor) {
        return activations(array(file, tensor), file);
    }

    /** Reads the array that a reference means as activations, [samples, neurons]. */
    public static Activations activations(ArrayReference reference) {
        return activations(array(reference), reference.file());
    }

    private static Activations activations(StoredArray array, Path file) {
        Matrix values = array.matrix();
        Require.that(
                values.rows() > 0 && values.columns() > 0,
                "activations with at least one sample and one neuron in " + array.origin(),
                Excerpt.of(array),
                "choose an array with values");
        return new Activations(array.name(), values, file.toString());
    }
}
