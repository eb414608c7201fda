package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.UPLO.LOWER;

import smile.linalg.blas.cblas_h;
import smile.tensor.Cholesky;
import smile.tensor.DenseMatrix;
import smile.tensor.ScalarType;
import superpose.data.Matrix;

/** The inner products of standardised neurons, {@code X^T X}, [neurons, neurons]; the lower triangle is kept. */
final class Gram {

    private static final double SINGULAR = 1e-13;

    private final DenseMatrix lower;

    private Gram(DenseMatrix lower) {
        this.lower = lower;
    }

    static Gram of(Matrix values, Standardization standardization) {
        int neurons = values.columns();
        DenseMatrix gram =
                DenseMatrix.zeros(ScalarType.Float64, neurons, neurons).withUplo(LOWER);
        SampleBlock block = new SampleBlock(neurons);
        SampleBlock.forEach(values.rows(), (from, count) -> {
            block.readStandardized(values, from, count, standardization);
            cblas_h.cblas_dsyrk(
                    COL_MAJOR.blas(),
                    LOWER.blas(),
                    NO_TRANSPOSE.blas(),
                    neurons,
                    count,
                    1,
                    block.memory(),
                    neurons,
                    1,
                    gram.memory(),
                    gram.ld());
        });
        return new Gram(gram);
    }

    /**
     * Factors {@code scale X^T X + ridge I}. Constant neurons, whose products are all 0, get a diagonal of at least 1, which
     * leaves them at weight 0 and the factor regular.
     *
     * @throws ArithmeticException if the sum is singular to working precision
     */
    Cholesky factor(double scale, double ridge) {
        DenseMatrix sum = lower.copy();
        sum.scale(scale);
        double[] diagonal = new double[sum.nrow()];
        for (int neuron = 0; neuron < diagonal.length; neuron++) {
            boolean constant = lower.get(neuron, neuron) == 0;
            sum.add(neuron, neuron, constant ? 1 : ridge);
            diagonal[neuron] = sum.get(neuron, neuron);
        }
        Cholesky factor = sum.cholesky();
        for (int neuron = 0; neuron < diagonal.length; neuron++) {
            // The squared pivot is what the neurons before leave unexplained of this one; rounding alone leaves this
            // much.
            double pivot = factor.lu().get(neuron, neuron);
            if (pivot * pivot <= SINGULAR * diagonal[neuron]) {
                throw new ArithmeticException("neuron " + neuron + " is a sum of those before it");
            }
        }
        return factor;
    }
}
