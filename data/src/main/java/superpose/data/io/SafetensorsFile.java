package superpose.data.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import superpose.data.Require;

/**
 * Hugging Face's file of named tensors, {@code .safetensors}: memory-mapped, and checked as strictly as by its own library.
 *
 * <p>Source: Hugging Face, safetensors, README section "Format".
 */
public final class SafetensorsFile {

    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private final List<StoredArray> arrays;
    private final Map<String, String> metadata;

    private SafetensorsFile(List<StoredArray> arrays, Map<String, String> metadata) {
        this.arrays = arrays;
        this.metadata = metadata;
    }

    /**
     * Opens a file.
     *
     * @throws superpose.data.BadInputException if the header is malformed or the tensors do not fill the file exactly once
     */
    public static SafetensorsFile read(Path file) {
        return read(FileBytes.map(file));
    }

    static SafetensorsFile read(FileBytes bytes) {
        long size = bytes.u64(0);
        bytes.require(
                size <= SafetensorsHeader.LARGEST,
                "a safetensors header of at most " + SafetensorsHeader.LARGEST + " bytes",
                size,
                "the file is damaged or no safetensors file");
        FileBytes text = bytes.slice(Long.BYTES, size);
        bytes.require(text.startsWith('{'), "a safetensors header that begins with {", "other bytes", "check the file");
        SafetensorsHeader header = SafetensorsHeader.parse(text);
        FileBytes data = bytes.slice(Long.BYTES + size, bytes.size() - Long.BYTES - size);
        requireFilled(data, header.tensors());
        List<StoredArray> arrays = header.tensors().stream()
                .map(tensor -> StoredArray.inFile(
                        tensor.name(),
                        bytes.origin(),
                        tensor.format(),
                        () -> data.slice(tensor.begin(), tensor.end() - tensor.begin())
                                .segment()))
                .toList();
        return new SafetensorsFile(arrays, Collections.unmodifiableMap(header.metadata()));
    }

    static boolean startsLike(FileBytes bytes) {
        // The top half of the header's length is zero, since a header has at most 100,000,000 bytes.
        return bytes.size() > Long.BYTES && bytes.u32(4) == 0 && bytes.u8(8) == '{';
    }

    /** Checks that the tensors cover the data without holes, overlaps or a rest. */
    private static void requireFilled(FileBytes data, List<SafetensorsHeader.Tensor> tensors) {
        List<SafetensorsHeader.Tensor> inOrder = tensors.stream()
                .sorted(Comparator.comparingLong(SafetensorsHeader.Tensor::begin)
                        .thenComparingLong(SafetensorsHeader.Tensor::end))
                .toList();
        long filled = 0;
        for (SafetensorsHeader.Tensor tensor : inOrder) {
            data.require(
                    tensor.begin() == filled,
                    "tensors without holes and overlaps, the next at byte " + filled,
                    Excerpt.of(tensor.name()) + " at byte " + tensor.begin(),
                    "the header is damaged: write or download the file again");
            filled = tensor.end();
        }
        data.require(
                filled == data.size(),
                filled + " bytes of tensors",
                data.size(),
                "the file is cut short or has bytes too many: write or download it again");
    }

    /** Returns the tensors in the header's order. */
    public List<StoredArray> arrays() {
        return arrays;
    }

    /** Returns the file's own notes, unmodifiable. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Writes arrays as {@link #write(OutputStream, List, Map)} does, to a file that appears whole or not at all.
     *
     * @param arrays with different names, none called {@code __metadata__}
     * @param metadata notes, written in the order of their keys; left out when empty
     */
    public static void write(Path file, List<StoredArray> arrays, Map<String, String> metadata) {
        StoredArray.requireDifferentNames(arrays);
        AtomicFile.write(file, out -> write(out, arrays, metadata));
    }

    /**
     * Writes arrays in the order of the reference writer (by falling alignment, then by name); the same arrays give the same
     * bytes. Vectors of I32 and I64 are written as they are, everything else as float32.
     *
     * @param out not closed
     * @param arrays with different names, none called {@code __metadata__}
     * @param metadata notes, written in the order of their keys; left out when empty
     */
    public static void write(OutputStream out, List<StoredArray> arrays, Map<String, String> metadata)
            throws IOException {
        StoredArray.requireDifferentNames(arrays);
        List<StoredArray> inOrder = arrays.stream()
                .sorted(Comparator.comparingInt(SafetensorsFile::alignment)
                        .reversed()
                        .thenComparing(SafetensorsFile::utf8, Arrays::compareUnsigned))
                .toList();
        out.write(header(inOrder, metadata));
        for (StoredArray array : inOrder) {
            array.writeTo(out);
        }
    }

    private static int alignment(StoredArray array) {
        return array.writtenAs().type().bits();
    }

    private static byte[] utf8(StoredArray array) {
        return array.name().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] header(List<StoredArray> arrays, Map<String, String> metadata) throws IOException {
        var text = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> note : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(note.getKey(), note.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (StoredArray array : arrays) {
                long end = offset + array.writtenAs().bytes();
                writeTensor(json, array, new long[] {offset, end});
                offset = end;
            }
            json.writeEndObject();
        }
        while (text.size() % ALIGNMENT != 0) {
            text.write(' ');
        }
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.size())
                .array();
        byte[] header = Arrays.copyOf(length, length.length + text.size());
        System.arraycopy(text.toByteArray(), 0, header, length.length, text.size());
        return header;
    }

    private static void writeTensor(JsonGenerator json, StoredArray array, long[] offsets) throws IOException {
        Require.that(
                !array.name().equals(SafetensorsHeader.METADATA), "the name of a tensor", array.name(), "rename it");
        json.writeObjectFieldStart(array.name());
        json.writeStringField("dtype", array.writtenAs().type().name());
        json.writeFieldName("shape");
        json.writeArray(
                array.shape().stream().mapToLong(Long::longValue).toArray(),
                0,
                array.shape().size());
        json.writeFieldName("data_offsets");
        json.writeArray(offsets, 0, offsets.length);
        json.writeEndObject();
    }
}
