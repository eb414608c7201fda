package superpose.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import superpose.data.Matrix;

/** numpy's file of one array, {@code .npy}: versions 1 to 3 are read, memory-mapped; version 1 is written. */
public final class NpyFile {

    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC_OF_VERSION_1 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** numpy leaves room for the first axis to grow to this many digits. */
    private static final int GROWTH_DIGITS = 21;

    private NpyFile() {}

    /**
     * Opens a file; its values are read when they are asked for.
     *
     * @throws superpose.data.BadInputException if it is no npy file, is cut short or holds more than its header says
     */
    public static StoredArray read(Path file) {
        return read(FileNames.stem(file), FileBytes.map(file));
    }

    static StoredArray read(String name, FileBytes bytes) {
        NpyHeader header = NpyHeader.parse(bytes);
        bytes.require(
                header.fileSize() < 0 || header.fileSize() == bytes.size(),
                header.fileSize() + " bytes for values of type "
                        + header.format().type().name() + " in shape "
                        + Excerpt.of(header.format().shape()),
                bytes.size() + " bytes",
                "the file is cut short or holds more than one array: write it again with numpy.save");
        return StoredArray.inFile(
                name,
                bytes.origin(),
                header.format(),
                () -> bytes.slice(header.size(), bytes.size() - header.size()).segment());
    }

    /** Writes a matrix as float32, byte for byte as numpy.save writes it. */
    public static void write(Path file, Matrix matrix) {
        write(file, StoredArray.of("array", matrix));
    }

    /** Writes an array as float32 in C order, byte for byte as numpy.save writes it. */
    public static void write(Path file, StoredArray array) {
        AtomicFile.write(file, out -> write(out, array));
    }

    static void write(OutputStream out, StoredArray array) throws IOException {
        out.write(header(array.shape()));
        LittleEndian.write(array.matrix(), out);
    }

    /** Returns the header of a float32 array in C order, padded to a multiple of 64 bytes. */
    static byte[] header(List<Long> shape) {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String tuple = "(" + sizes + (shape.size() == 1 ? ",)" : ")");
        String growth = shape.isEmpty()
                ? ""
                : " ".repeat(GROWTH_DIGITS - shape.getFirst().toString().length());
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple + ", }" + growth;
        int unpadded = MAGIC_OF_VERSION_1.length + Short.BYTES + dictionary.length() + 1;
        int padding = ALIGNMENT - unpadded % ALIGNMENT;
        byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = new byte[MAGIC_OF_VERSION_1.length + Short.BYTES + text.length];
        System.arraycopy(MAGIC_OF_VERSION_1, 0, header, 0, MAGIC_OF_VERSION_1.length);
        header[8] = (byte) text.length;
        header[9] = (byte) (text.length >> 8);
        System.arraycopy(text, 0, header, 10, text.length);
        return header;
    }
}
