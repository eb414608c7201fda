package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Activations;
import superpose.data.Matrix;

class ArrayFilesTest {

    private static final Matrix MATRIX = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);

    @TempDir
    Path folder;

    @Test
    void theContentDecidesAndNotTheName() throws IOException {
        Path npy = folder.resolve("a.txt");
        NpyFile.write(npy, MATRIX);
        Path npz = folder.resolve("b.npy");
        NpzFile.write(npz, List.of(StoredArray.of("W", MATRIX)));
        Path safetensors = folder.resolve("c.npz");
        SafetensorsFile.write(safetensors, List.of(StoredArray.of("W", MATRIX)), Map.of());
        for (Path file : List.of(npy, npz, safetensors)) {
            assertArrayEquals(
                    MATRIX.toArray(), ArrayFiles.activations(file).values().toArray());
        }
        Path idx = Files.write(folder.resolve("d.safetensors"), IdxFileTest.IMAGES);
        Path gz = Files.write(folder.resolve("e"), IdxFileTest.gzip(IdxFileTest.IMAGES));
        assertEquals(6, ArrayFiles.activations(idx).neurons());
        assertEquals(6, ArrayFiles.activations(gz).neurons());
    }

    @Test
    void activationsAreNamedByTensorOrFileAndKnowTheirOrigin() {
        Path npy = folder.resolve("blocks.2.hook_resid_post.npy");
        NpyFile.write(npy, MATRIX);
        Activations activations = ArrayFiles.activations(npy);
        assertEquals("blocks.2.hook_resid_post", activations.name());
        assertEquals(npy.toString(), activations.origin());
        Path npz = folder.resolve("many.npz");
        NpzFile.write(npz, List.of(StoredArray.of("W_enc", MATRIX), StoredArray.vector("b_enc", 1, 2)));
        assertEquals("W_enc", ArrayFiles.activations(npz, "W_enc").name());
        assertEquals(2, ArrayFiles.activations(npz, "b_enc").samples());
    }

    @Test
    void severalArraysAndNoChoiceNamesThem() {
        Path npz = folder.resolve("many.npz");
        NpzFile.write(npz, List.of(StoredArray.of("W_enc", MATRIX), StoredArray.vector("b_enc", 1, 2)));
        assertTrue(Surroundings.refusal(() -> ArrayFiles.activations(npz)).contains("W_enc, b_enc"));
        assertTrue(
                Surroundings.refusal(() -> ArrayFiles.activations(npz, "W_emc")).contains("did you mean W_enc"));
    }

    @Test
    void missingEmptyUnknownFilesAndFoldersAreRefusedInPlainWords() throws IOException {
        NpyFile.write(folder.resolve("activations.npy"), MATRIX);
        Path misspelt = folder.resolve("activation.npy");
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(misspelt)).contains("did you mean activations.npy"));
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(folder.resolve("no/where.npy")))
                .contains("folder"));
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(folder)).contains("folder"));
        Path empty = Files.createFile(folder.resolve("empty.npy"));
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(empty)).contains("empty"));
        Path text = Files.writeString(folder.resolve("text.npy"), "1,2,3");
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(text)).contains("31 2c 32 2c"));
        Path one = Files.writeString(folder.resolve("one.npy"), "x");
        Surroundings.refusal(() -> ArrayFiles.open(one));
        Path none = folder.resolve("none.safetensors");
        SafetensorsFile.write(none, List.of(), Map.of());
        Surroundings.refusal(() -> ArrayFiles.activations(none));
        Path noRows = folder.resolve("norows.npy");
        NpyFile.write(noRows, Matrix.of(0, 3));
        Surroundings.refusal(() -> ArrayFiles.activations(noRows));
    }

    @Test
    void referencesPreferExistingFiles() throws IOException {
        Path npz = folder.resolve("many.npz");
        NpzFile.write(npz, List.of(StoredArray.of("a:b", MATRIX), StoredArray.vector("c", 1)));
        assertEquals(new ArrayReference(npz, Optional.empty()), ArrayReference.parse(npz.toString()));
        assertEquals(new ArrayReference(npz, Optional.of("c")), ArrayReference.parse(npz + ":c"));
        assertEquals(new ArrayReference(npz, Optional.of("a:b")), ArrayReference.parse(npz + ":a:b"));
        assertEquals(
                3, ArrayFiles.activations(ArrayReference.parse(npz + ":a:b")).neurons());
        Path colon = Files.write(folder.resolve("many.npz:c"), new byte[] {1});
        assertEquals(new ArrayReference(colon, Optional.empty()), ArrayReference.parse(colon.toString()));
        Path missing = folder.resolve("mony.npz");
        assertEquals(new ArrayReference(missing, Optional.of("c")), ArrayReference.parse(missing + ":c"));
        assertEquals(new ArrayReference(Path.of("plain"), Optional.empty()), ArrayReference.parse("plain"));
        Surroundings.refusal(() -> ArrayReference.parse("a\0b"));
    }
}
