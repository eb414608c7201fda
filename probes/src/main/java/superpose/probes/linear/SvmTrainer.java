package superpose.probes.linear;

import java.util.Arrays;
import java.util.Locale;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * A linear support vector machine with the squared hinge loss: the minimiser of
 * {@code |w|^2 / 2 + C sum max(0, 1 - y (w x + b))^2}, y = 1 or -1, over standardised neurons, the intercept not penalised.
 *
 * <p>Source: the objective of scikit-learn's LinearSVC (Fan et al. 2008, "LIBLINEAR"), which penalises the intercept as
 * well unless {@code intercept_scaling} is large; minimised by Newton's method, whose steps are exact from where the rows
 * inside the margin no longer change (Keerthi and DeCoste 2005, "A modified finite Newton method for fast solution of large
 * scale linear SVMs"). Each step needs neurons^2 doubles and one product of the rows with themselves.
 *
 * @param c how much the samples weigh against the penalty, above 0
 */
public record SvmTrainer(double c) implements ProbeTrainer {

    /** (1 - y score)^2 for labels y of 1 and -1, and nothing beyond the margin. */
    private static final PenalizedLoss.OfSample SQUARED_HINGE = new PenalizedLoss.OfSample() {

        @Override
        public double slope(boolean present, double score) {
            return present ? -2 * Math.max(0, 1 - score) : 2 * Math.max(0, 1 + score);
        }

        @Override
        public double curvature(boolean present, double score) {
            return (present ? score : -score) < 1 ? 2 : 0;
        }
    };

    /** Checks the range. */
    public SvmTrainer {
        Require.positive(c, "C");
    }

    /** The usual setting, C = 1. */
    public SvmTrainer() {
        this(1);
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        double[] zero = new double[training.neurons() + 1];
        PenalizedLoss loss =
                new PenalizedLoss(new ExactRows(training), training.requireLabels(concept), c, SQUARED_HINGE, zero);
        double[] point = loss.minimize(name());
        return LinearProbe.of(
                training.standardization(), Arrays.copyOf(point, training.neurons()), point[training.neurons()]);
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "linear SVM (squared hinge, C = %s)", c);
    }
}
