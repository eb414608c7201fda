package superpose.probes.dictionary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.ElementType;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

/** Sets our dictionaries beside scikit-learn's; skipped where there is no Python with scikit-learn. */
@Tag("slow")
class ScikitLearnTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Seed SEED = new Seed(8);
    private static final PlantedFeatures WORLD = PlantedFeatures.random(64, 32, SEED);

    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @TempDir
    private Path folder;

    @BeforeEach
    void needsScikitLearn() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON) && run("import sklearn") == 0, "no scikit-learn at " + PYTHON);
    }

    @Test
    void ourDictionaryExplainsAtLeastAsMuch() throws IOException, InterruptedException {
        write("samples", WORLD.samples());
        int code = run("""
                import numpy as np
                from sklearn.decomposition import MiniBatchDictionaryLearning
                x = np.fromfile('samples', '<f4').reshape(-1, 32)
                d = MiniBatchDictionaryLearning(64, batch_size=256, max_iter=12, max_no_improvement=None,
                    transform_algorithm='omp', alpha=0.1, random_state=0).fit(x)
                a = d.components_ / np.linalg.norm(d.components_, axis=1, keepdims=True)
                a.astype('<f4').tofile('atoms')
                """);
        assertEquals(0, code);
        FeatureDirections theirs = new FeatureDirections(read("atoms", 64, 32));
        FeatureDirections ours = OnlineDictionaryLearning.of(64, 5)
                .fit(WORLD.samples(), SEED)
                .dictionary()
                .atoms();
        double ourShare = explained(ours);
        double theirShare = explained(theirs);
        System.Logger log = System.getLogger(ScikitLearnTest.class.getName());
        log.log(
                System.Logger.Level.INFO,
                () -> "explained variance: ours " + ourShare + ", scikit-learn " + theirShare + "; max cosine: ours "
                        + WORLD.meanMaxCosine(ours) + ", scikit-learn " + WORLD.meanMaxCosine(theirs));
        assertTrue(ourShare > theirShare - 0.01, () -> "ours " + ourShare + ", scikit-learn " + theirShare);
    }

    @Test
    void pursuitsAgree() throws IOException, InterruptedException {
        write("samples", WORLD.samples().rows(0, 500));
        write("atoms", WORLD.directions().matrix());
        int code = run("""
                import numpy as np
                from sklearn.decomposition import sparse_encode
                x = np.fromfile('samples', '<f4').reshape(-1, 32).astype('f8')
                a = np.fromfile('atoms', '<f4').reshape(-1, 32).astype('f8')
                sparse_encode(x, a, algorithm='omp', n_nonzero_coefs=3).astype('<f4').tofile('codes')
                """);
        assertEquals(0, code);
        Matrix theirs = read("codes", 500, 64);
        Matrix ours = new OrthogonalMatchingPursuit(3, 1e-5, CodeSign.ANY)
                .over(WORLD.directions())
                .encode(WORLD.samples().rows(0, 500))
                .toMatrix();
        for (int sample = 0; sample < 500; sample++) {
            assertArrayEquals(theirs.row(sample), ours.row(sample), 1e-4f);
        }
    }

    private static double explained(FeatureDirections atoms) {
        Encoder encoder = OrthogonalMatchingPursuit.of(5).withTolerance(1e-5).over(atoms);
        return DictionaryScore.of(Dictionary.of(atoms, new float[32], encoder), WORLD.samples())
                .explainedVariance();
    }

    private int run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(PYTHON.toString(), "-W", "ignore", "-c", script);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.directory(folder.toFile()).inheritIO().start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        return process.exitValue();
    }

    private void write(String name, Matrix matrix) throws IOException {
        MemorySegment bytes = MemorySegment.ofArray(new byte[4 * matrix.rows() * matrix.columns()]);
        float[] values = matrix.toArray();
        for (int i = 0; i < values.length; i++) {
            bytes.setAtIndex(LITTLE_ENDIAN, i, values[i]);
        }
        Files.write(folder.resolve(name), bytes.toArray(ValueLayout.JAVA_BYTE));
    }

    private Matrix read(String name, int rows, int columns) throws IOException {
        MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(folder.resolve(name)));
        return Matrix.over(bytes, ElementType.F32, ByteOrder.LITTLE_ENDIAN, rows, columns);
    }
}
