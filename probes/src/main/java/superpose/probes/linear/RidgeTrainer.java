package superpose.probes.linear;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smile.tensor.Cholesky;
import smile.tensor.DenseMatrix;
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
        double[] sums = new double[targets.columns()];
        DenseMatrix weights = CrossProducts.with(training, sums.length, (from, count, into) -> {
            into.read(targets, from, count);
            for (int i = 0; i < count; i++) {
                for (int target = 0; target < sums.length; target++) {
                    sums[target] += into.get(i, target);
                }
            }
        });
        double[] means = Arrays.stream(sums).map(sum -> sum / targets.rows()).toArray();
        for (double mean : means) {
            Require.that(Double.isFinite(mean), "finite targets", "a NaN or an infinity", "remove those rows");
        }
        return solved(training, weights, means);
    }

    /** Fits many real targets to activations that no other fit will share; see {@link #fit(TrainingActivations, Matrix)}. */
    public RidgeProbe fit(Matrix training, Matrix targets) {
        return fit(TrainingActivations.of(training), targets);
    }

    /** Fits 1 where the concept is and 0 where it is not; the score is the prediction above one half. */
    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        return fitAll(training, List.of(concept)).getFirst();
    }

    @Override
    public List<LinearProbe> fitAll(TrainingActivations training, List<Concept> concepts) {
        if (concepts.isEmpty()) {
            return List.of();
        }
        concepts.forEach(training::requireLabels);
        DenseMatrix weights = CrossProducts.with(training, concepts.size(), (from, count, into) -> {
            for (int target = 0; target < concepts.size(); target++) {
                for (int i = 0; i < count; i++) {
                    into.set(i, target, concepts.get(target).in(from + i) ? 0.5 : -0.5);
                }
            }
        });
        double[] means = concepts.stream()
                .mapToDouble(concept -> (double) concept.positives() / concept.samples() - 0.5)
                .toArray();
        RidgeProbe probe = solved(training, weights, means);
        return IntStream.range(0, means.length).mapToObj(probe::target).toList();
    }

    @Override
    public String name() {
        return "ridge regression (lambda = " + lambda + ")";
    }

    /**
     * Solves the normal equations.
     *
     * @param products {@code X^T Y}, [neurons, targets]. Modified.
     */
    private RidgeProbe solved(TrainingActivations training, DenseMatrix products, double[] means) {
        factor(training).solve(products);
        return RidgeProbe.of(training.standardization(), products, means);
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
}
