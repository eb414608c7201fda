package superpose.probes.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * Logistic regression that leaves neurons out: the minimiser of
 * {@code C sum log(1 + exp(-y (w x + b))) + r |w|_1 + (1 - r) |w|^2 / 2} over standardised neurons, the intercept not
 * penalised. r = 1 is the lasso, r between 0 and 1 the elastic net, which keeps neurons that go together together.
 *
 * <p>Source: Tibshirani (1996), "Regression shrinkage and selection via the lasso"; Zou and Hastie (2005), "Regularization
 * and variable selection via the elastic net"; C and r are scikit-learn's {@code C} and {@code l1_ratio}. Minimised as in
 * Friedman, Hastie and Tibshirani (2010), "Regularization paths for generalized linear models via coordinate descent": the
 * loss is replaced by its curvature at the present point, on the neurons that are read or want to be, and coordinate
 * descent with the inner products of those neurons goes to its least value, along which the loss itself is then lowered.
 *
 * @param c how much the samples weigh against the penalty, above 0
 * @param l1Ratio r, the share of the penalty that is on absolute weights, in [0, 1]; nothing is left out at 0
 */
public record SparseLogisticTrainer(double c, double l1Ratio) implements ProbeTrainer {

    /** Checks the ranges. */
    public SparseLogisticTrainer {
        Require.positive(c, "C");
        Require.that(
                l1Ratio >= 0 && l1Ratio <= 1,
                "a share of the L1 penalty in [0, 1]",
                l1Ratio,
                "give 1 for the lasso or 0.5 for an even elastic net");
    }

    /** The lasso. */
    public SparseLogisticTrainer(double c) {
        this(c, 1);
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        return path(training, concept, c).getFirst();
    }

    /**
     * Fits at several penalties, each from where the one before ended.
     *
     * @param cs values of C, above 0; fastest when they rise. The trainer's own C is not fitted unless named.
     * @return a probe for each
     */
    public List<LinearProbe> path(TrainingActivations training, Concept concept, double... cs) {
        ElasticNetSearch search =
                new ElasticNetSearch(new ExactRows(training), training.requireLabels(concept), l1Ratio);
        List<LinearProbe> probes = new ArrayList<>(cs.length);
        for (double one : cs) {
            search.settle(Require.positive(one, "C"));
            probes.add(search.probe());
        }
        return List.copyOf(probes);
    }

    /**
     * Returns the largest C at which every weight is 0: r over the largest slope of the loss in a weight where all weights
     * are 0, which is n p (1 - p) times the difference of the class means. Infinite where no class means differ, 0 for r = 0.
     */
    public double largestSilentC(TrainingActivations training, Concept concept) {
        double[] difference = MeanDifferenceTrainer.difference(training, training.requireLabels(concept));
        double largest = 0;
        for (double one : difference) {
            largest = Math.max(largest, Math.abs(one));
        }
        double products = (double) concept.positives() * concept.negatives() / concept.samples();
        return l1Ratio == 0 ? 0 : l1Ratio / (products * largest);
    }

    @Override
    public String name() {
        return l1Ratio == 1
                ? String.format(Locale.ROOT, "L1 logistic regression (C = %s)", c)
                : String.format(Locale.ROOT, "elastic-net logistic regression (C = %s, L1 ratio = %s)", c, l1Ratio);
    }
}
