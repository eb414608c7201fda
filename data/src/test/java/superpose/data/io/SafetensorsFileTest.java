package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.ElementType;
import superpose.data.Matrix;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    /** A file with the given header and data. */
    static byte[] safetensors(String header, byte... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    private static SafetensorsFile read(byte[] file) {
        return SafetensorsFile.read(Surroundings.bytes(file));
    }

    @Test
    void writtenBytesAreThoseOfTheReferenceLayout() throws Exception {
        Path file = folder.resolve("x.safetensors");
        SafetensorsFile.write(
                file,
                List.of(
                        StoredArray.vector("b", 3, 4),
                        StoredArray.of("W", Matrix.of(1, 2, 1, 2)),
                        StoredArray.scalar("s", 5)),
                Map.of("format", "pt"));
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},\"W\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                        + "\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(new float[] {1, 2, 3, 4, 5});
        assertArrayEquals(safetensors(padded, data.array()), Files.readAllBytes(file));
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Path file = folder.resolve("x.safetensors");
        Path again = folder.resolve("again.safetensors");
        Matrix matrix = Matrix.of(2, 3, 1, -2, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 6);
        List<StoredArray> arrays = List.of(
                StoredArray.of("W", matrix),
                StoredArray.of("empty \"quoted\" größe", Matrix.of(0, 4)),
                StoredArray.scalar("s", 0.5f));
        Map<String, String> metadata = Map.of("b", "2", "a", "line\nbreak");
        SafetensorsFile.write(file, arrays, metadata);
        SafetensorsFile read = SafetensorsFile.read(file);
        assertEquals(metadata, read.metadata());
        assertArrayEquals(matrix.toArray(), ArrayFiles.array(file, "W").matrix().toArray());
        assertEquals(
                List.of(0L, 4L),
                ArrayFiles.array(file, "empty \"quoted\" größe").shape());
        SafetensorsFile.write(again, read.arrays(), read.metadata());
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void wholeNumbersAreWrittenAndReadExactlyInTheReferenceOrder() throws Exception {
        Path file = folder.resolve("x.safetensors");
        long[] longs = {Long.MIN_VALUE, -1, 0, (1L << 53) + 1, Long.MAX_VALUE};
        int[] ints = {Integer.MIN_VALUE, -1, 0, (1 << 24) + 1, Integer.MAX_VALUE};
        List<StoredArray> arrays = List.of(
                StoredArray.wholeNumbers("a", ints),
                StoredArray.vector("b", 1),
                StoredArray.wholeNumbers("z", longs),
                StoredArray.wholeNumbers("none", new int[0]));
        SafetensorsFile.write(file, arrays, Map.of());
        SafetensorsFile read = SafetensorsFile.read(file);
        // By falling alignment, then by name.
        assertEquals(
                List.of("z I64 [5]", "a I32 [5]", "b F32 [1]", "none I32 [0]"),
                read.arrays().stream().map(StoredArray::toString).toList());
        assertArrayEquals(longs, ArrayFiles.array(file, "z").longs());
        assertArrayEquals(ints, ArrayFiles.array(file, "a").ints());
        assertArrayEquals(
                IntStream.of(ints).asLongStream().toArray(),
                ArrayFiles.array(file, "a").longs());
        Path again = folder.resolve("again.safetensors");
        SafetensorsFile.write(again, read.arrays(), Map.of());
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void wholeNumbersAreNotTakenFromOtherValues() {
        StoredArray fractions = StoredArray.vector("b", 1, 2);
        assertTrue(Surroundings.refusal(fractions::longs).contains("F32"));
        StoredArray wide = StoredArray.wholeNumbers("w", 1L << 40);
        assertTrue(Surroundings.refusal(wide::ints).contains("32 bits"));
        byte[] unsigned = safetensors("{\"x\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]);
        Surroundings.refusal(() -> read(unsigned).arrays().getFirst().longs());
        byte[] square = safetensors("{\"x\":{\"dtype\":\"I8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}", new byte[4]);
        Surroundings.refusal(() -> read(square).arrays().getFirst().ints());
        byte[] high = safetensors(
                "{\"x\":{\"dtype\":\"U32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[] {-1, -1, -1, -1});
        assertArrayEquals(
                new long[] {4294967295L}, read(high).arrays().getFirst().longs());
        Surroundings.refusal(() -> read(high).arrays().getFirst().ints());
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL,1,1",
        "U8,255,255",
        "I8,255,-1",
        "U16,65535,65535",
        "I16,65535,-1",
        "F16,15361,1.0009765625",
        "F16,1,5.9604644775390625E-8",
        "F16,64512,-Infinity",
        "BF16,16256,1",
        "BF16,1,9.183549615799121E-41",
        "U32,4294967295,4294967296",
        "I32,4294967295,-1",
        "F32,1065353216,1",
        "I64,-1,-1",
        "U64,-1,18446744073709551616",
        "F64,4607182418800017408,1"
    })
    void everyReadableTypeIsDecoded(String type, long bits, float value) {
        int bytes = StoredType.of(ElementType.valueOf(type)).bits() / 8;
        byte[] data = Arrays.copyOf(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(bits)
                        .array(),
                bytes);
        String header = "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0," + bytes + "]}}";
        assertEquals(
                value,
                read(safetensors(header, data)).arrays().getFirst().matrix().get(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"F8_E5M2,3,3", "F8_E4M3,3,3", "F8_E8M0,3,3", "F4,6,3", "F6_E2M3,4,3", "F6_E3M2,8,6", "C64,1,8"})
    void typesKnownByNameAreListedButNotRead(String type, int values, int bytes) {
        String header =
                "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[" + values + "],\"data_offsets\":[0," + bytes + "]}}";
        StoredArray array = read(safetensors(header, new byte[bytes])).arrays().getFirst();
        assertEquals(type, array.format().type().name());
        assertTrue(Surroundings.refusal(array::matrix).contains(type));
    }

    @Test
    void emptyFilesAndOddSpacesAreAcceptedAsByTheReferenceReader() {
        assertTrue(read(safetensors("{}")).arrays().isEmpty());
        String header = "{ \"x\" : {\"shape\":[2, 0],\"data_offsets\":[0,0],\"dtype\":\"I64\"} }   ";
        assertEquals(2, read(safetensors(header)).arrays().getFirst().matrix().rows());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " {}",
                "[]",
                "{",
                "{} x",
                "{}{}",
                "{'x':1}",
                "{\"x\":1}",
                "{\"x\":{}}",
                "{\"x\":null}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"},\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":{\"a\":1},\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":\"a\",\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,0]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[-4,0]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4,8]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4.0]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":\"0,4\"}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":4,\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[-4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[-2,-2],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[[4]],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"data_offsets\":[0,4]}}",
                "{\"x\":{\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U9\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4],\"note\":1}}",
                "{\"x\":{\"dtype\":8,\"shape\":[4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F4\",\"shape\":[7],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[18446744073709551616],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999999999999],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[9223372036854775803,9223372036854775807]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"y\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},\"y\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
                "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"y\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
            })
    void malformedOrLyingHeadersAreRefused(String header) {
        byte[] file = safetensors(header, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        Surroundings.refusal(() -> read(file));
    }

    @Test
    void headersBeyondTheFileOrTheLimitAreRefused() {
        for (long size :
                new long[] {3, 100_000_000, 100_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            byte[] file = safetensors("{}");
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(size);
            Surroundings.refusal(() -> read(file));
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = safetensors("{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}", new byte[4]);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Surroundings.refusal(() -> read(cut));
        }
    }

    @Test
    void manyNotesAreRefusedBeforeTheyFillTheMemory() {
        StringBuilder notes = new StringBuilder("{\"__metadata__\":{\"\":\"\"");
        for (int i = 0; i <= 1_000_000; i++) {
            notes.append(",\"").append(i).append("\":\"\"");
        }
        assertTrue(
                Surroundings.refusal(() -> read(safetensors(notes.append("}}").toString())))
                        .contains("notes"));
    }

    @Test
    void nestingManyTensorsAndTextThatIsNotUtf8AreRefused() {
        Surroundings.refusal(() -> read(safetensors("{\"x\":" + "[".repeat(1_000_000))));
        Surroundings.refusal(() -> read(safetensors("{\"x\":{\"note\":" + "{\"a\":".repeat(1_000_000))));
        byte[] latin = safetensors("{\"__metadata__\":{\"a\":\"x\"}}");
        latin[latin.length - 4] = (byte) 0xE4;
        Surroundings.refusal(() -> read(latin));
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i <= 200_000; i++) {
            many.append("\"").append(i).append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");
        }
        many.setCharAt(many.length() - 1, '}');
        Surroundings.refusal(() -> read(safetensors(many.toString())));
    }
}
