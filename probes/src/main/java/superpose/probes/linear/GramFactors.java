package superpose.probes.linear;

import static smile.linalg.Diag.NON_UNIT;
import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Side.LEFT;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;
import static smile.linalg.UPLO.LOWER;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import smile.linalg.Transpose;
import smile.linalg.blas.cblas_h;
import smile.tensor.DenseMatrix;

/**
 * Factors of {@code 2^k X^T X + I} for whole k, shared by all concepts and penalties whose curvature is near that scale.
 *
 * <p>Between two powers the right matrix differs from the nearer one by at most the square root of two in any direction,
 * which an iterative search makes up for at once.
 */
final class GramFactors {

    private static final int MOST = 32;

    private final Gram gram;
    private final Map<Integer, DenseMatrix> factors;

    /**
     * Factors nothing yet.
     *
     * @param mostBytes how much may be kept; one factor always is
     */
    GramFactors(Gram gram, long mostBytes) {
        this.gram = gram;
        long each = (long) gram.neurons() * gram.neurons() * Double.BYTES;
        int most = Math.clamp(mostBytes / each, 1, MOST);
        this.factors = new LinkedHashMap<>(MOST, 1, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, DenseMatrix> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns the k whose power of two is nearest to a scale above 0. */
    static int nearest(double scale) {
        return (int) Math.rint(Math.log(scale) / Math.log(2));
    }

    /** Returns the lower triangle L of {@code L L^T = 2^k X^T X + I}. */
    synchronized DenseMatrix of(int k) {
        return factors.computeIfAbsent(
                k, any -> gram.factor(Math.scalb(1.0, k), 1).lu());
    }

    /**
     * Solves {@code L L^T x = y} for many y.
     *
     * @param factor L
     * @param vectors y one after the other, become x. Modified.
     * @param count how many
     */
    static void solve(DenseMatrix factor, double[] vectors, int count) {
        half(NO_TRANSPOSE, factor, vectors, count);
        half(TRANSPOSE, factor, vectors, count);
    }

    private static void half(Transpose transpose, DenseMatrix factor, double[] vectors, int count) {
        cblas_h.cblas_dtrsm(
                COL_MAJOR.blas(),
                LEFT.blas(),
                LOWER.blas(),
                transpose.blas(),
                NON_UNIT.blas(),
                factor.nrow(),
                count,
                1,
                factor.memory(),
                factor.ld(),
                MemorySegment.ofArray(vectors),
                factor.nrow());
    }
}
