package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;

import smile.linalg.blas.cblas_h;
import smile.tensor.Cholesky;
import smile.tensor.DenseMatrix;
import smile.tensor.ScalarType;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * Least squares with an L2 penalty: the minimiser of {@code |y - X w - b|^2 + lambda |w|^2} over standardised neurons, the
 * intercept not penalised. One factorisation serves any number of targets.
 *
 * <p>Source: Hoerl and Kennard (1970), "Ridge regression"; lambda is scikit-learn's {@code alpha}.
 *
 * @param lambda weight of the penalty, at least 0
 */
public record RidgeTrainer(double lambda) implements ProbeTrainer {

    /** Checks the range. */
    public RidgeTrainer {
        Require.notNegative(lambda, "lambda");
    }

    /**
     * Fits many real targets at once.
     *
     * @param targets [samples, targets], finite
     * @throws BadInputException if lambda is 0 and the neurons are linearly dependent
     */
    public RidgeProbe fit(TrainingActivations training, Matrix targets) {
        Require.same(training.samples(), targets.rows(), "rows of targets for the training rows");
        Require.positive(targets.columns(), "targets");
        double[] means = new double[targets.columns()];
        DenseMatrix weights = products(training, targets, means);
        for (double mean : means) {
            Require.that(Double.isFinite(mean), "finite targets", "a NaN or an infinity", "remove those rows");
        }
        factor(training).solve(weights);
        return RidgeProbe.of(training.standardization(), weights, means);
    }

    /** Fits many real targets to activations that no other fit will share; see {@link #fit(TrainingActivations, Matrix)}. */
    public RidgeProbe fit(Matrix training, Matrix targets) {
        return fit(TrainingActivations.of(training), targets);
    }

    /** Fits 1 where the concept is and 0 where it is not; the score is the prediction above one half. */
    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        training.requireLabels(concept);
        float[] target = new float[concept.samples()];
        for (int sample = 0; sample < target.length; sample++) {
            target[sample] = concept.in(sample) ? 0.5f : -0.5f;
        }
        return fit(training, Matrix.of(target.length, 1, target)).target(0);
    }

    @Override
    public String name() {
        return "ridge regression (lambda = " + lambda + ")";
    }

    private Cholesky factor(TrainingActivations training) {
        try {
            return training.gram().factor(1, lambda);
        } catch (ArithmeticException notPositive) {
            BadInputException bad = new BadInputException(
                    "linearly independent neurons for lambda = " + lambda,
                    "dependent ones",
                    "give a larger lambda, such as 1");
            bad.initCause(notPositive);
            throw bad;
        }
    }

    /** Returns {@code X^T Y}, [neurons, targets], and sums the means of the targets. Modified. */
    private static DenseMatrix products(TrainingActivations training, Matrix targets, double[] means) {
        DenseMatrix products = DenseMatrix.zeros(ScalarType.Float64, training.neurons(), targets.columns());
        SampleBlock x = new SampleBlock(training.neurons());
        SampleBlock y = new SampleBlock(targets.columns());
        SampleBlock.forEach(training.samples(), (from, count) -> {
            x.readStandardized(training.values(), from, count, training.standardization());
            y.read(targets, from, count);
            for (int i = 0; i < count; i++) {
                for (int target = 0; target < means.length; target++) {
                    means[target] += y.get(i, target) / targets.rows();
                }
            }
            // [neurons, count] times [targets, count] transposed.
            cblas_h.cblas_dgemm(
                    COL_MAJOR.blas(),
                    NO_TRANSPOSE.blas(),
                    TRANSPOSE.blas(),
                    x.columns(),
                    y.columns(),
                    count,
                    1,
                    x.memory(),
                    x.columns(),
                    y.memory(),
                    y.columns(),
                    1,
                    products.memory(),
                    products.ld());
        });
        return products;
    }
}
