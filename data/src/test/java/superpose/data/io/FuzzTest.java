package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

/** Mutated files either open, and then all their values can be read, or are refused as bad input; nothing else happens. */
class FuzzTest {

    private static final int MUTATIONS = 3000;
    private static final long READ_WHOLE = 100_000;

    private static final byte[] NPY =
            NpyFileTest.npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4, 2), }          \n", 96);
    private static final byte[] NPY_COLUMNS =
            NpyFileTest.npy("{'descr': '>i2', 'fortran_order': True, 'shape': (3, 4, 2), }\n", 48);
    private static final byte[] SAFETENSORS = SafetensorsFileTest.safetensors(
            "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                    + "\"b\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[24,32]},"
                    + "\"c\":{\"dtype\":\"F4\",\"shape\":[0],\"data_offsets\":[32,32]}}   ",
            new byte[32]);

    @TempDir
    Path folder;

    /** What is tried with a mutated file. */
    private interface Reader {
        void read(byte[] file);
    }

    @Test
    void npy() {
        fuzz("npy", NPY, FuzzTest::openAndRead);
        fuzz("npy in column-major order", NPY_COLUMNS, FuzzTest::openAndRead);
    }

    @Test
    void npz() {
        byte[] archive =
                new Zip().stored("a.npy", NPY).deflated("b.npy", NPY_COLUMNS).bytes();
        fuzz("npz", archive, FuzzTest::openAndRead);
    }

    @Test
    void npzAroundMutatedArrays() {
        fuzz(
                "deflated npy",
                NPY,
                npy -> openAndRead(new Zip().deflated("a.npy", npy).bytes()));
    }

    @Test
    void safetensors() {
        fuzz("safetensors", SAFETENSORS, FuzzTest::openAndRead);
    }

    @Test
    void idx() throws IOException {
        fuzz("idx", IdxFileTest.IMAGES, file -> read(List.of(IdxFile.read("x", Surroundings.bytes(file)))));
        fuzz("idx.gz", IdxFileTest.gzip(IdxFileTest.IMAGES), FuzzTest::openAndRead);
    }

    @Test
    void labelTables() {
        byte[] csv = "text,position,label\r\n0,0,1\r\n0,1,\"0\"\r\n1,0,\r\n\"1\",1,\"a\"\"b\"\r\n"
                .getBytes(StandardCharsets.UTF_8);
        LabelTable whole = LabelTable.read("whole", Surroundings.bytes(csv));
        fuzz("csv", csv, file -> {
            LabelTable table = LabelTable.read("mutated", Surroundings.bytes(file));
            tryJoin(table);
            LabelledRows.join(table.rows(), List.of(table)).groups();
            LabelledRows.join(whole.rows(), List.of(whole, table)).groups("text");
        });
    }

    /** Joins by input and position; most mutated keys are refused. */
    private static void tryJoin(LabelTable table) {
        RowIndex index = RowIndex.of("rows", 2, new long[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}, new int[4]);
        try {
            LabelledRows.join(index, List.of(table)).groups();
        } catch (BadInputException e) {
            Surroundings.requireOneLine(e);
        }
    }

    @Test
    void parquet() throws IOException {
        Path plain = ParquetTables.write(
                folder.resolve("plain"), "SELECT i::FLOAT AS a, 't' AS t, [i, 2]::DOUBLE[] AS v FROM range(50) t(i)");
        Path packed = ParquetTables.write(
                folder.resolve("packed"),
                "SELECT i % 7 AS a, i % 3 = 0 AS b, [i % 5, 2]::UTINYINT[] AS v FROM range(5000) t(i)",
                ", COMPRESSION zstd, ROW_GROUP_SIZE 2048");
        for (Path file : List.of(plain, packed)) {
            fuzz(
                    "parquet " + file.getFileName(),
                    Files.readAllBytes(file),
                    MUTATIONS / 20,
                    mutated -> read(ArrayFiles.open(written(mutated))));
        }
    }

    @Test
    void parquetCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(
                ParquetTables.write(folder.resolve("whole"), "SELECT [i, 2]::FLOAT[] AS v FROM range(99) t(i)"));
        for (int length = 1; length < whole.length; length += 7) {
            Path cut = written(Arrays.copyOf(whole, length));
            Surroundings.refusal(() -> ArrayFiles.open(cut));
        }
    }

    @Test
    void images() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_INDEXED}) {
            for (String format : List.of("png", "jpg", "bmp", "gif")) {
                byte[] image = ImageFilesTest.encoded(format, ImageFilesTest.image(type, 30, 20));
                fuzz(
                        format + type,
                        image,
                        MUTATIONS / 3,
                        mutated -> read(List.of(ImageFiles.read(written(mutated), 1 + 2 * (mutated.length % 2)))));
            }
        }
    }

    private Path written(byte[] content) {
        try {
            return Files.write(folder.resolve("mutated"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void openAndRead(byte[] file) {
        read(ArrayFiles.open("x", Surroundings.bytes(file)));
    }

    private static void read(List<StoredArray> arrays) {
        for (StoredArray array : arrays) {
            if (array.format().type().elementType().isEmpty()) {
                continue;
            }
            Matrix matrix = array.matrix();
            if ((long) matrix.rows() * matrix.columns() <= READ_WHOLE && matrix.rows() <= READ_WHOLE) {
                matrix.toArray();
            }
        }
    }

    private static void fuzz(String name, byte[] valid, Reader reader) {
        fuzz(name, valid, MUTATIONS, reader);
    }

    private static void fuzz(String name, byte[] valid, int mutations, Reader reader) {
        reader.read(valid);
        int opened = 0;
        for (int number = 0; number < mutations; number++) {
            byte[] mutated = Mutations.of(valid, new Seed(number).child(name).generator());
            try {
                reader.read(mutated);
                opened++;
            } catch (BadInputException e) {
                Surroundings.requireOneLine(e);
            } catch (RuntimeException | Error e) {
                fail(name + ", mutation " + number + ": " + e, e);
            }
        }
        int all = opened;
        assertTrue(opened > 0 && opened < mutations, () -> name + ": " + all + " opened, so nothing was tried");
    }
}
