package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;

/** Files go to numpy and come back: numpy is the reference for every type, order and byte order. */
class NumpyExchangeTest {

    @TempDir
    Path folder;

    @Test
    void everyTypeOrderAndByteOrderOfNumpyIsReadExactly() throws Exception {
        Surroundings.runPython(folder, """
                import numpy as np
                rng = np.random.default_rng(5)
                shapes = [(), (7,), (0,), (5, 3), (3, 0), (1, 9), (2, 3, 4), (4, 1, 2, 3)]
                n = 0
                for t in ['b1', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8']:
                    for end in '<>':
                        for order in 'CF':
                            for shape in shapes:
                                raw = rng.bytes(int(np.prod(shape)) * int(t[1]))
                                a = np.frombuffer(raw, dtype=np.dtype(t).newbyteorder(end)).reshape(shape)
                                if t == 'b1':
                                    a = rng.random(shape) < 0.5
                                a = np.asarray(a, order=order)
                                np.save(f'{n:04d}.npy', a)
                                with np.errstate(all='ignore'):
                                    expected = a.astype('<f4')
                                open(f'{n:04d}.expected', 'wb').write(expected.tobytes(order='C'))
                                n += 1
                for version in [(1, 0), (2, 0), (3, 0)]:
                    with open(f'{n:04d}.npy', 'wb') as f:
                        np.lib.format.write_array(f, np.arange(6.0).reshape(2, 3), version=version)
                    open(f'{n:04d}.expected', 'wb').write(np.arange(6, dtype='<f4').tobytes())
                    n += 1
                """);
        int compared = 0;
        for (Path file : files(".npy")) {
            float[] expected = floats(Files.readAllBytes(sibling(file, ".expected")));
            assertArrayEquals(
                    expected, ArrayFiles.array(file).matrix().toArray(), () -> Files.exists(file) + " " + file);
            compared++;
        }
        assertEquals(12 * 2 * 2 * 8 + 3, compared);
    }

    @Test
    void ourNpyFilesAreThoseOfNumpySave() throws Exception {
        Surroundings.runPython(folder, """
                import numpy as np
                for i, shape in enumerate([(), (1,), (12345,), (3, 4), (0, 7), (7, 0), (1000, 1), (1, 1000), (2, 3, 5)]):
                    np.save(f'{i}.npy', (np.arange(np.prod(shape)).reshape(shape) / 3).astype('<f4'))
                """);
        for (Path file : files(".npy")) {
            StoredArray array = NpyFile.read(file);
            Path ours = sibling(file, ".ours");
            NpyFile.write(ours, array);
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(ours), array.toString());
        }
    }

    @Test
    void archivesOfNumpyAreReadStoredDeflatedAndZip64() throws Exception {
        Surroundings.runPython(folder, """
                import io, zipfile
                import numpy as np
                rng = np.random.default_rng(6)
                arrays = {'W_enc': rng.normal(size=(30, 40)).astype('f4'), 'b': rng.normal(size=40),
                          'threshold': np.float64(0.25), 'zeros': np.zeros((100, 100)),
                          'words': np.array(['a', 'bc']), 'objects': np.array([{}], dtype=object),
                          'größe/x': np.asfortranarray(rng.normal(size=(3, 4, 5)))}
                np.savez('stored.npz', **arrays)
                np.savez_compressed('deflated.npz', **arrays)
                with zipfile.ZipFile('zip64.npz', 'w') as z:
                    for k, v in arrays.items():
                        with z.open(k + '.npy', 'w', force_zip64=True) as f:
                            np.lib.format.write_array(f, v)
                    z.writestr('notes.txt', 'not an array')
                for k in ['W_enc', 'b', 'zeros', 'größe/x']:
                    open(k.replace('/', '_') + '.expected', 'wb').write(arrays[k].astype('<f4').tobytes(order='C'))
                """);
        for (Path file : files(".npz")) {
            List<StoredArray> arrays = ArrayFiles.open(file);
            assertEquals(
                    List.of("W_enc", "b", "threshold", "zeros", "words", "objects", "größe/x"),
                    arrays.stream().map(StoredArray::name).toList());
            for (String name : List.of("W_enc", "b", "zeros", "größe/x")) {
                float[] expected = floats(Files.readAllBytes(folder.resolve(name.replace('/', '_') + ".expected")));
                assertArrayEquals(
                        expected, ArrayFiles.array(file, name).matrix().toArray(), file + " " + name);
            }
            assertEquals(0.25f, arrays.get(2).matrix().get(0, 0));
            Surroundings.refusal(() -> ArrayFiles.array(file, "words").matrix());
            Surroundings.refusal(() -> ArrayFiles.array(file, "objects").matrix());
        }
    }

    @Test
    void numpyReadsWhatWeWrite() throws Exception {
        Matrix matrix = Matrix.of(3, 2, 1, 2, 3, 4, 5, Float.NaN);
        NpzFile.write(
                folder.resolve("ours.npz"),
                List.of(
                        StoredArray.of("matrix", matrix),
                        StoredArray.vector("vector", 1, 2, 3),
                        StoredArray.scalar("scalar", 0.5f)));
        NpyFile.write(folder.resolve("ours.npy"), matrix);
        Surroundings.runPython(folder, """
                import numpy as np
                z = np.load('ours.npz')
                assert list(z) == ['matrix', 'vector', 'scalar']
                m = np.array([[1, 2], [3, 4], [5, np.nan]], dtype='f4')
                assert np.array_equal(z['matrix'], m, equal_nan=True) and z['matrix'].dtype == np.dtype('<f4')
                assert np.array_equal(z['vector'], [1, 2, 3]) and z['vector'].shape == (3,)
                assert z['scalar'].shape == () and z['scalar'] == 0.5
                assert np.array_equal(np.load('ours.npy', mmap_mode='r'), m, equal_nan=True)
                """);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(FileNames.stem(file) + suffix);
    }

    static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
