package superpose.probes.linear;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import smile.tensor.DenseMatrix;
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

    private static final int STEPS = 100;

    /** Largest slope at the end, as a share of the largest at the start. */
    private static final double TOLERANCE = 1e-9;

    /** Rounding may stop the search a little above the tolerance, and that is enough. */
    private static final double ACCEPTED = 1e-5;

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
        ExactRows rows = new ExactRows(training);
        SquaredHinge loss = new SquaredHinge(rows, training.requireLabels(concept), c);
        int[] all = IntStream.range(0, training.neurons()).toArray();
        double start = largest(loss.slope());
        double slope = start;
        for (int step = 0; step < STEPS && slope > TOLERANCE * start; step++) {
            if (!loss.move(direction(rows.weightedGram(all, loss.curvature()), loss.slope()))) {
                break;
            }
            slope = largest(loss.slope());
        }
        if (!(slope <= ACCEPTED * start)) {
            throw new ArithmeticException("the fit of " + name() + " to " + concept.name() + " did not settle");
        }
        return loss.probe();
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "linear SVM (squared hinge, C = %s)", c);
    }

    /** Solves for Newton's step; the penalty adds 1 to the curvature of each weight. */
    private static double[] direction(DenseMatrix curvature, double[] slope) {
        int intercept = slope.length - 1;
        for (int neuron = 0; neuron < intercept; neuron++) {
            curvature.add(neuron, neuron, 1);
        }
        // Were no row inside the margin, the intercept would have no curvature.
        curvature.add(intercept, intercept, 1e-9);
        double[] step = curvature.cholesky().solve(slope).toArray(new double[0]);
        for (int i = 0; i < step.length; i++) {
            step[i] = -step[i];
        }
        return step;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
