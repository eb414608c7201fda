package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;

class NpzFileTest {

    private static final byte[] ARRAY =
            NpyFileTest.npy("{'descr': '|u1', 'fortran_order': False, 'shape': (40, 50), }\n", 2000);
    private static final int CENTRAL = 0x02014B50;

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackAndTheSameArraysGiveTheSameBytes() throws Exception {
        Matrix matrix = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);
        List<StoredArray> arrays = List.of(StoredArray.of("W", matrix), StoredArray.vector("größe", 7, 8));
        Path one = folder.resolve("one.npz");
        Path other = folder.resolve("other.npz");
        NpzFile.write(one, arrays);
        NpzFile.write(other, arrays);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
        assertArrayEquals(matrix.toArray(), ArrayFiles.array(one, "W").matrix().toArray());
        assertEquals(List.of(2L), ArrayFiles.array(one, "größe").shape());
        // Written again from the file itself, by way of an array that is read from the mapped file.
        NpzFile.write(other, NpzFile.read(one));
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
    }

    @Test
    void storedAndDeflatedEntriesHoldTheSameArray() {
        byte[] archive = new Zip()
                .stored("a.npy", ARRAY)
                .deflated("b.npy", ARRAY)
                .stored("c.txt", ARRAY)
                .bytes();
        List<StoredArray> arrays = NpzFile.read(Surroundings.bytes(archive));
        assertEquals(List.of("a", "b"), arrays.stream().map(StoredArray::name).toList());
        for (StoredArray array : arrays) {
            assertArrayEquals(new float[2000], array.matrix().toArray());
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] archive =
                new Zip().stored("a.npy", ARRAY).deflated("b.npy", ARRAY).bytes();
        for (int length = 0; length < archive.length; length++) {
            byte[] cut = Arrays.copyOf(archive, length);
            Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(cut)));
        }
    }

    @Test
    void archivesWithoutArraysAreRefused() {
        Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(new Zip().bytes())));
        byte[] torch = new Zip().stored("archive/data.pkl", new byte[3]).bytes();
        assertTrue(Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(torch)))
                .contains("archive/data.pkl"));
    }

    @Test
    void entriesOfOneNameAreRefused() {
        byte[] archive = new Zip().stored("a.npy", ARRAY).stored("b.npy", ARRAY).bytes();
        byte[] twice = Zip.replaced(archive, "b.npy", "a.npy");
        assertTrue(Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(twice)))
                .contains("two of a.npy"));
    }

    @Test
    void overlappingEntriesAreRefused() {
        byte[] archive = new Zip().stored("a.npy", ARRAY).stored("b.npy", ARRAY).bytes();
        // The second record of the directory is made to point to the first entry, which takes its name.
        int second = last(archive, CENTRAL);
        at(archive).putInt(second + 42, 0);
        archive[second + 46] = 'c';
        Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(archive)));
        archive[30] = 'c';
        archive[first(archive, CENTRAL) + 46] = 'c';
        archive[second + 46] = 'c';
        Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(archive)));
    }

    @Test
    void entriesThatOverlapTheDirectoryAreRefused() {
        byte[] archive = new Zip().stored("a.npy", ARRAY).bytes();
        int record = first(archive, CENTRAL);
        at(archive).putInt(record + 20, ARRAY.length + 10).putInt(record + 24, ARRAY.length + 10);
        Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(archive)));
    }

    @Test
    void sizesThatLieAreRefused() {
        for (int size : new int[] {0, 1, ARRAY.length - 1, ARRAY.length + 1, 1 << 30, -1}) {
            for (boolean packedToo : new boolean[] {false, true}) {
                byte[] archive = new Zip().deflated("a.npy", ARRAY).bytes();
                int record = first(archive, CENTRAL);
                at(archive).putInt(record + 24, size);
                if (packedToo) {
                    at(archive).putInt(record + 20, size);
                }
                Surroundings.refusal(() ->
                        NpzFile.read(Surroundings.bytes(archive)).getFirst().matrix());
            }
        }
    }

    @Test
    void entriesThatUnpackToMoreOrLessThanTheirHeaderPromisesAreRefused() {
        for (int data : new int[] {0, 1999, 2001, 1_000_000}) {
            byte[] liar = NpyFileTest.npy("{'descr': '|u1', 'fortran_order': False, 'shape': (40, 50), }\n", data);
            byte[] archive = new Zip().deflated("a.npy", liar).bytes();
            Surroundings.refusal(() -> NpzFile.read(Surroundings.bytes(archive)));
            // Now the archive tells the size that the npy header promises.
            at(archive).putInt(first(archive, CENTRAL) + 24, ARRAY.length);
            Surroundings.refusal(
                    () -> NpzFile.read(Surroundings.bytes(archive)).getFirst().matrix());
        }
    }

    @Test
    void hugePromisesAreRefusedBeforeMemoryIsTaken() {
        byte[] bomb =
                NpyFileTest.npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000), }\n", 1_000_000);
        byte[] archive = new Zip().deflated("a.npy", bomb).bytes();
        at(archive).putInt(first(archive, CENTRAL) + 24, -16);
        Surroundings.refusal(
                () -> NpzFile.read(Surroundings.bytes(archive)).getFirst().matrix());
    }

    @Test
    void damagedDeflatedDataAreRefused() {
        byte[] content = ARRAY.clone();
        for (int i = 80; i < content.length; i++) {
            content[i] = (byte) (i * i);
        }
        byte[] archive = new Zip().deflated("a.npy", content).bytes();
        int record = first(archive, CENTRAL);
        at(archive).putInt(record + 16, 12345);
        assertTrue(Surroundings.refusal(() ->
                        NpzFile.read(Surroundings.bytes(archive)).getFirst().matrix())
                .contains("checksum"));
    }

    @Test
    void arraysOfOneNameAreNotWritten() {
        Path file = folder.resolve("x.npz");
        List<StoredArray> twice = List.of(StoredArray.scalar("a", 1), StoredArray.scalar("a", 2));
        Surroundings.refusal(() -> NpzFile.write(file, twice));
        Surroundings.refusal(() -> SafetensorsFile.write(file, twice, Map.of()));
        assertTrue(Files.notExists(file));
    }

    private static ByteBuffer at(byte[] archive) {
        return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int first(byte[] archive, int signature) {
        int at = 0;
        while (at(archive).getInt(at) != signature) {
            at++;
        }
        return at;
    }

    private static int last(byte[] archive, int signature) {
        int at = archive.length - 4;
        while (at(archive).getInt(at) != signature) {
            at--;
        }
        return at;
    }
}
