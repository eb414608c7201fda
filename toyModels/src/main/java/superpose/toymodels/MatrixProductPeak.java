package superpose.toymodels;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.data.Require;

/**
 * How fast this machine multiplies matrices in single precision: what dense arithmetic could cost at best.
 *
 * @param size rows and columns of the three square matrices
 * @param threads threads of one product
 * @param gigaflops 10^9 multiplications and additions a second in the fastest of several products, above 0
 */
public record MatrixProductPeak(int size, int threads, double gigaflops) {

    private static final int SIZE = 1024;
    private static final int WARM_UP = 3;

    /** Checks the figures. */
    public MatrixProductPeak {
        Require.positive(size, "rows and columns");
        Require.positive(threads, "threads");
        Require.positive(gigaflops, "a speed");
    }

    /**
     * Measures the back end's own product, which is OpenBLAS on a CPU, on matrices of 1024 x 1024.
     *
     * <p>The fastest product counts, because everything that disturbs one makes it slower.
     *
     * @param threads set for the whole process, as {@link Backend#threads} does
     * @param products how many are timed, at least 1
     */
    public static MatrixProductPeak measured(int threads, int products) {
        Backend.threads(threads);
        Require.positive(products, "products");
        INDArray left = square().assign(0.5);
        INDArray right = square().assign(0.5);
        INDArray product = square();
        for (int run = 0; run < WARM_UP; run++) {
            Nd4j.gemm(left, right, product, false, false, 1, 0);
        }
        Nd4j.getExecutioner().commit();
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < products; run++) {
            long start = System.nanoTime();
            Nd4j.gemm(left, right, product, false, false, 1, 0);
            Nd4j.getExecutioner().commit();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return new MatrixProductPeak(SIZE, threads, 2.0 * SIZE * SIZE * SIZE / fastest);
    }

    /** Columns one after the other, as BLAS has them: nothing is copied. */
    private static INDArray square() {
        return Nd4j.create(DataType.FLOAT, new long[] {SIZE, SIZE}, 'f');
    }

    /**
     * Returns how long a step of the notebook's training would take if it were arithmetic alone, at this speed.
     *
     * <p>A step of the tied model holds five products for each sample and instance, of {@code 2 * features * hidden}
     * operations each: x W and h W^T forward; g W, g^T h and x^T (g W) backward. So {@code 10 * instances * batch * features *
     * hidden} operations, whatever the density.
     *
     * @param shape instances, features and hidden units
     * @param batch samples of each instance, at least 1
     * @return milliseconds a step
     */
    public double floorMillis(BottleneckShape shape, int batch) {
        double operations = 10.0
                * shape.instances()
                * Require.positive(batch, "samples in a batch")
                * shape.features()
                * shape.hidden();
        return operations / gigaflops / 1e6;
    }
}
