package superpose.probes.linear;

import static smile.linalg.UPLO.LOWER;

import smile.tensor.Cholesky;
import smile.tensor.DenseMatrix;

/** The inner products of standardised neurons, {@code X^T X}, [neurons, neurons]; the lower triangle is kept. */
final class Gram {

    private static final double SINGULAR = 1e-13;

    private final DenseMatrix lower;

    private Gram(DenseMatrix lower) {
        this.lower = lower;
    }

    static Gram of(TrainingActivations training) {
        return new Gram(CrossProducts.withNeurons(training).withUplo(LOWER));
    }

    int neurons() {
        return lower.nrow();
    }

    /** Returns the inner product of two neurons over the rows; neurons in any order. */
    double get(int one, int other) {
        return lower.get(Math.max(one, other), Math.min(one, other));
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
