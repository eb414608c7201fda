package superpose.probes.linear;

import java.util.Locale;
import smile.math.BFGS;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * Logistic regression with an L2 penalty: the minimiser of {@code |w|^2 / 2 + C sum log(1 + exp(-y (w x + b)))} over
 * standardised neurons, the intercept not penalised.
 *
 * <p>Source: the objective of scikit-learn's LogisticRegression (Pedregosa et al. 2011), minimised by Smile's L-BFGS
 * (Liu and Nocedal 1989). The variables are first turned so that the curvature at the start is the identity, which takes
 * most of the iterations away; that needs neurons^2 doubles.
 *
 * @param c how much the samples weigh against the penalty, above 0
 */
public record LogisticTrainer(double c) implements ProbeTrainer {

    private static final int CORRECTIONS = 10;
    private static final int ITERATIONS = 1000;

    /** Largest slope at the end, as a share of the objective, in variables whose curvature is about 1. */
    private static final double TOLERANCE = 1e-6;

    /** Rounding of float32 sums may stop the search a little above the tolerance, and that is enough. */
    private static final double ACCEPTED = 1e-3;

    /** Checks the range. */
    public LogisticTrainer {
        Require.positive(c, "C");
    }

    /** The usual setting, C = 1. */
    public LogisticTrainer() {
        this(1);
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        LogisticObjective objective = new LogisticObjective(training, training.requireLabels(concept), c);
        double[] point = new double[training.neurons() + 1];
        double loss = BFGS.minimize(objective, CORRECTIONS, point, TOLERANCE, ITERATIONS);

        double[] slope = new double[point.length];
        objective.g(point, slope);
        for (double one : slope) {
            if (!(Math.abs(one) <= ACCEPTED * Math.max(loss, 1))) {
                throw new ArithmeticException(
                        "the logistic fit of " + concept.name() + " did not settle: slope " + one);
            }
        }
        return objective.probe(point);
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "logistic regression (C = %s)", c);
    }
}
