package superpose.probes;

import static smile.linalg.Diag.NON_UNIT;
import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Side.LEFT;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.UPLO.LOWER;

import java.lang.foreign.MemorySegment;
import smile.linalg.blas.cblas_h;

/**
 * Solves one small triangular system whose answer is known: OpenBLAS 0.3.19 does it wrongly, and without a word, with the
 * kernels that it chooses for Intel processors with 512-bit vectors.
 */
final class TriangularSolve {

    /** Wrong from 8 rows on, where it is wrong. */
    private static final int ROWS = 64;

    private static final int COLUMNS = 4;
    private static final double TOLERANCE = 1e-9;

    private TriangularSolve() {}

    /** Tells whether the loaded library gives the right answer. */
    static boolean isRight() {
        double[] factor = new double[ROWS * ROWS];
        double[] answer = new double[ROWS * COLUMNS];
        double[] vectors = new double[ROWS * COLUMNS];
        for (int column = 0; column < ROWS; column++) {
            for (int row = column; row < ROWS; row++) {
                factor[column * ROWS + row] = row == column ? 2 : Math.sin(row + 3 * column) / ROWS;
            }
        }
        for (int i = 0; i < answer.length; i++) {
            answer[i] = Math.cos(i);
        }
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < ROWS; row++) {
                for (int k = 0; k <= row; k++) {
                    vectors[column * ROWS + row] += factor[k * ROWS + row] * answer[column * ROWS + k];
                }
            }
        }
        cblas_h.cblas_dtrsm(
                COL_MAJOR.blas(),
                LEFT.blas(),
                LOWER.blas(),
                NO_TRANSPOSE.blas(),
                NON_UNIT.blas(),
                ROWS,
                COLUMNS,
                1,
                MemorySegment.ofArray(factor),
                ROWS,
                MemorySegment.ofArray(vectors),
                ROWS);
        for (int i = 0; i < answer.length; i++) {
            if (!(Math.abs(vectors[i] - answer[i]) <= TOLERANCE)) {
                return false;
            }
        }
        return true;
    }
}
