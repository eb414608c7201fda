package superpose.probes;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import smile.tensor.DenseMatrix;
import smile.tensor.SVD;
import smile.tensor.ScalarType;
import superpose.data.BadInputException;
import superpose.data.Seed;

class NativeAlgebraTest {

    @BeforeAll
    static void load() {
        NativeAlgebra.load();
    }

    @ParameterizedTest
    @EnumSource(names = {"Float32", "Float64"})
    void productEqualsPlainLoops(ScalarType type) {
        DenseMatrix a = random(type, 70, 90, "a");
        DenseMatrix b = random(type, 90, 80, "b");

        DenseMatrix product = a.mm(b);

        double tolerance = type == ScalarType.Float32 ? 1e-4 : 1e-12;
        for (int row = 0; row < 70; row++) {
            for (int column = 0; column < 80; column++) {
                double sum = 0;
                for (int k = 0; k < 90; k++) {
                    sum += a.get(row, k) * b.get(k, column);
                }
                assertEquals(sum, product.get(row, column), tolerance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Float32", "Float64"})
    void singularValuesAndVectorsGiveTheMatrixBack(ScalarType type) {
        DenseMatrix matrix = random(type, 12, 7, "svd");
        SVD svd = matrix.copy().svd(true);

        double tolerance = type == ScalarType.Float32 ? 1e-5 : 1e-12;
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 7; column++) {
                double sum = 0;
                for (int k = 0; k < 7; k++) {
                    sum += svd.U().get(row, k) * svd.s().get(k) * svd.Vt().get(k, column);
                }
                assertEquals(matrix.get(row, column), sum, tolerance);
            }
        }
    }

    @Test
    void loadingAgainIsHarmless() {
        assertDoesNotThrow(NativeAlgebra::load);
        assertDoesNotThrow(NativeAlgebra::load);
    }

    @Test
    void theLibraryInUseIsTheBundledOne() throws IOException {
        assertTrue(NativeAlgebra.library().startsWith("OpenBLAS 0.3.19"), NativeAlgebra.library());
        Path maps = Path.of("/proc/self/maps");
        if (Files.isReadable(maps)) {
            List<String> libraries = Files.readAllLines(maps).stream()
                    .filter(line -> line.contains("/lib"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
            List<String> loaded = libraries.stream()
                    .filter(library -> library.contains("libopenblas"))
                    .toList();
            // ND4J, where another test has loaded it, brings the same library a second time under another name.
            boolean nd4j = libraries.stream().anyMatch(library -> library.contains("libnd4j"));
            assertEquals(nd4j ? 2 : 1, loaded.size(), "copies of OpenBLAS in the process: " + loaded);
            assertTrue(loaded.stream().allMatch(library -> library.contains("javacpp")), loaded.toString());
        }
    }

    @Test
    void threadCountIsWhatWasSet() {
        int before = NativeAlgebra.threads();
        try {
            NativeAlgebra.useThreads(1);
            assertEquals(1, NativeAlgebra.threads());
        } finally {
            NativeAlgebra.useThreads(before);
        }
        assertThrows(BadInputException.class, () -> NativeAlgebra.useThreads(0));
    }

    @Test
    void nd4jSetsTheSameNumberOfThreads() {
        int before = NativeAlgebra.threads();
        try {
            for (int threads : new int[] {2, 1}) {
                NativeAlgebra.useThreads(3 - threads);
                Nd4j.factory().blas().setMaxThreads(threads);
                assertEquals(threads, NativeAlgebra.threads());
            }
        } finally {
            Nd4j.factory().blas().setMaxThreads(before);
        }
    }

    private static DenseMatrix random(ScalarType type, int rows, int columns, String name) {
        RandomGenerator generator = new Seed(1).child(name).generator();
        DenseMatrix matrix = DenseMatrix.zeros(type, rows, columns);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                matrix.set(row, column, generator.nextGaussian());
            }
        }
        return matrix;
    }
}
