package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.ElementType;
import superpose.data.Matrix;
import superpose.data.Seed;

class NpyFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "64,128", "0,4", "4,0", "1000,1", "1,1000"})
    void whatIsWrittenIsReadBack(int rows, int columns) {
        var generator = new Seed(rows + 31L * columns).generator();
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(generator.nextInt());
        }
        Path file = folder.resolve("values.npy");
        NpyFile.write(file, Matrix.of(rows, columns, values));
        StoredArray array = NpyFile.read(file);
        assertEquals(List.of((long) rows, (long) columns), array.shape());
        assertEquals("values", array.name());
        assertArrayEquals(values, array.matrix().toArray());
    }

    @Test
    void headerIsThatOfNumpySave() {
        String header = new String(NpyFile.header(List.of(3L, 4L)), StandardCharsets.ISO_8859_1);
        assertEquals(128, header.length());
        assertTrue(
                header.startsWith("\u0093NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }"));
        assertTrue(header.endsWith(" \n"));
    }

    /** An npy file of version 1 with the given header and as many zero bytes of data. */
    static byte[] npy(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] file =
                Arrays.copyOf(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 10 + text.length + dataBytes);
        file[8] = (byte) text.length;
        file[9] = (byte) (text.length >> 8);
        System.arraycopy(text, 0, file, 10, text.length);
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{\"shape\": (2L, 3L,), \"descr\": \"<f4\", \"fortran_order\": True}   \n",
                "{'descr':'>i4','fortran_order':False,'shape':(6,)}",
                "{'descr': '<u8', 'fortran_order': False, 'shape': (3,)}",
                "{'descr': '<f2', 'fortran_order': True, 'shape': (2, 3, 2)}",
            })
    void wellFormedHeadersAreAccepted(String header) {
        StoredArray array = NpyFile.read("x", Surroundings.bytes(npy(header, 24)));
        float[] values = array.matrix().toArray();
        assertEquals(array.format().values(), values.length);
        assertArrayEquals(new float[values.length], values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), ",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } x",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'more': True}",
                "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': 6}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -3)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387910,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999999,)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 0, 999999999999999999)}",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3)}",
                "{'descr': 'f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{'descr': '|f4', 'fortran_order': False, 'shape': (2, 3)}",
                "{'descr': '<f\\x34', 'fortran_order': False, 'shape': (2, 3)}",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ((((((((2, 3))))))))}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,, 3)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}",
                "{'descr': '<f4', 'fortran_order': Falsehood, 'shape': (2, 3)}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
                "{'descr': '<f4 , 'fortran_order': False, 'shape': (2, 3)}",
            })
    void malformedOrLyingHeadersAreRefused(String header) {
        Surroundings.refusal(() -> NpyFile.read("x", Surroundings.bytes(npy(header, 24))));
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n", 24);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Surroundings.refusal(() -> NpyFile.read("x", Surroundings.bytes(cut)));
        }
    }

    @Test
    void deepNestingAndManyAxesAreRefusedWithoutRecursion() {
        for (String shape :
                List.of("(".repeat(60_000), "(" + "1, ".repeat(20_000) + ")", "(" + "9".repeat(60_000) + ",)")) {
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}";
            Surroundings.refusal(() -> NpyFile.read("x", Surroundings.bytes(npy(header, 4))));
        }
    }

    @Test
    void typesThatAreNoNumbersAreListedButNotRead() {
        for (String type : List.of("<U12", "|O", "<M8[ns]", "<c8", "|S7")) {
            String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (3,)}";
            StoredArray array = NpyFile.read("x", Surroundings.bytes(npy(header, 24)));
            assertEquals(type, array.format().type().name());
            assertTrue(Surroundings.refusal(array::matrix).contains(type));
        }
    }

    @Test
    void moreRowsOrColumnsThanAnIntHoldsAreRefused() {
        for (String shape : List.of("(3000000000, 0)", "(0, 3000000000)", "(60000, 60000, 0)")) {
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}";
            StoredArray array = NpyFile.read("x", Surroundings.bytes(npy(header, 0)));
            assertEquals(0, array.format().values());
            Surroundings.refusal(array::matrix);
        }
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (0, 60000, 60000)}";
        assertEquals(
                0,
                NpyFile.read("x", Surroundings.bytes(npy(header, 0))).matrix().rows());
    }

    @Test
    void columnMajorArraysOfManyAxesAreReadInTheOrderOfTheirIndices() {
        long[] sizes = {2, 3, 4};
        byte[] file = npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4)}", 24);
        int start = file.length - 24;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    file[(int) (start + i + sizes[0] * (j + sizes[1] * k))] = (byte) (100 * i + 10 * j + k);
                }
            }
        }
        StoredArray array = NpyFile.read("x", Surroundings.bytes(file));
        assertEquals(ElementType.U8, array.matrix().storedAs());
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    assertEquals(100 * i + 10 * j + k, array.matrix().get(3 * i + j, k));
                }
            }
        }
    }
}
