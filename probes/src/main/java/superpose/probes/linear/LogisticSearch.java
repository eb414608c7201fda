package superpose.probes.linear;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import superpose.data.Concept;

/**
 * The search for the minimiser of one penalised logistic loss, {@code |w|^2 / 2 + C sum log(1 + exp(-y (w x + b)))}, a
 * step at a time; who asks has the losses and slopes measured.
 *
 * <p>Source: L-BFGS with a given inverse curvature at every step (Nocedal and Wright 2006, Numerical Optimization,
 * algorithm 7.4), steps shortened by the secant of the slope along the direction.
 */
final class LogisticSearch {

    /** How many steps the search remembers. */
    static final int MEMORY = 10;

    private static final double SUFFICIENT = 1e-4;
    private static final double LEAST_SHORTENING = 0.1;
    private static final double MOST_SHORTENING = 0.7;

    /** Sums of losses of float32 margins are no more exact than this share. */
    private static final double ROUNDING = 1e-8;

    private final Concept concept;
    private final double c;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final double[] shares = new double[MEMORY];

    /** Where the loss was last found good enough; weights, then the intercept. */
    private double[] point;

    private double[] slope;
    private double loss;
    private double curvature;
    private double lossAtStart = Double.NaN;

    /** Where the loss is to be measured next, in the direction from the point. */
    private double[] trial;

    private double[] direction;
    private double length;

    /** A step that was taken, and by how much the slope changed over it. */
    private record Step(Vector move, Vector change, double product) {}

    /** Numbers of a step; a record would take them for equal only where they are the same array. */
    private static final class Vector {

        final double[] values;

        Vector(double[] to, double[] from) {
            values = new double[to.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = to[i] - from[i];
            }
        }

        double dot(double[] other) {
            return LogisticSearch.dot(values, other);
        }
    }

    /** log(1 + exp(-y score)) for labels y of 1 and -1. */
    private static final PenalizedLoss.OfSample LOG_LOSS = new PenalizedLoss.OfSample() {

        @Override
        public double slope(boolean present, double score) {
            return probability(score) - (present ? 1 : 0);
        }

        @Override
        public double curvature(boolean present, double score) {
            return probability(score) * probability(-score);
        }

        private static double probability(double score) {
            return 1 / (1 + Math.exp(-score));
        }
    };

    /** Starts at weights 0 and the intercept that gives every sample the share of positives. */
    LogisticSearch(Concept concept, int neurons, double c) {
        this.concept = concept;
        this.c = c;
        this.point = new double[neurons + 1];
        point[neurons] = Math.log((double) concept.positives() / concept.negatives());
        this.trial = point;
        this.slope = new double[neurons + 1];
        this.direction = new double[neurons + 1];
    }

    /** Returns how much memory a search takes, about. */
    static long bytes(int neurons) {
        return (2L * MEMORY + 8) * Double.BYTES * neurons;
    }

    Concept concept() {
        return concept;
    }

    double c() {
        return c;
    }

    /** Returns where the loss is to be measured, [neurons + 1]: weights, then the intercept. */
    double[] trial() {
        return trial;
    }

    /** Returns how far the trial is from the point, as a share of the step that was expected to be right. */
    double length() {
        return length;
    }

    /** Gives back the memory that only further steps would need. */
    void forgetSteps() {
        steps.clear();
    }

    /** Returns the probe of the best point so far. */
    LinearProbe probe(Standardization standardization) {
        return LinearProbe.of(standardization, Arrays.copyOf(point, point.length - 1), point[point.length - 1]);
    }

    /** Goes on to the minimiser by Newton's steps, each with the curvature at its own point. */
    void finish(ExactRows rows) {
        point = new PenalizedLoss(rows, concept, c, LOG_LOSS, point).minimize("the logistic probe");
    }

    /** Returns what C times the mean p (1 - p) is at the point: by how much {@code X^T X} weighs in the curvature. */
    double scale() {
        return Math.max(c * curvature / concept.samples(), Double.MIN_NORMAL);
    }

    /**
     * Takes what was measured at the trial.
     *
     * @param sums over all samples, without C and without the penalty
     * @param weightSlopes [neurons], sums of residual times activation
     * @return whether the point has moved there; if not, there is a nearer trial
     */
    boolean accepts(LogLoss.Sums sums, double[] weightSlopes) {
        double[] trialSlope = new double[trial.length];
        int neurons = weightSlopes.length;
        double penalty = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            trialSlope[neuron] = trial[neuron] + c * weightSlopes[neuron];
            penalty += trial[neuron] * trial[neuron];
        }
        trialSlope[neurons] = c * sums.residual();
        double trialLoss = penalty / 2 + c * sums.loss();
        double before = dot(direction, slope);
        double after = dot(direction, trialSlope);
        boolean first = Double.isNaN(lossAtStart);
        // Where the slope still falls the convex loss cannot have grown.
        boolean good = after <= 0 || trialLoss <= loss + SUFFICIENT * length * before + ROUNDING * Math.abs(loss);
        if (!first && !good) {
            step(length * Math.clamp(before / (before - after), LEAST_SHORTENING, MOST_SHORTENING));
            return false;
        }
        if (first) {
            lossAtStart = trialLoss;
        } else {
            remember(trialSlope);
        }
        point = trial;
        slope = trialSlope;
        loss = trialLoss;
        curvature = sums.curvature();
        return true;
    }

    private void remember(double[] trialSlope) {
        Vector move = new Vector(trial, point);
        Vector change = new Vector(trialSlope, slope);
        double product = move.dot(change.values);
        // Above 0 for a strictly convex loss, but for rounding.
        if (product > 0) {
            steps.addFirst(new Step(move, change, product));
            if (steps.size() > MEMORY) {
                steps.removeLast();
            }
        }
    }

    /** Returns the slope less what the remembered steps know of it: {@link #aim} needs the inverse curvature times this. */
    double[] reduced() {
        double[] rest = slope.clone();
        int i = 0;
        for (Step step : steps) {
            shares[i] = step.move().dot(rest) / step.product();
            addTo(rest, -shares[i], step.change().values);
            i++;
        }
        return rest;
    }

    /**
     * Sets out in a new direction.
     *
     * @param solved the inverse curvature times {@link #reduced}. Modified.
     * @return by how much the loss is expected to fall still, as a share of how much it will have fallen
     */
    double aim(double[] solved) {
        int i = steps.size();
        for (Iterator<Step> oldest = steps.descendingIterator(); oldest.hasNext(); ) {
            Step step = oldest.next();
            i--;
            addTo(solved, shares[i] - step.change().dot(solved) / step.product(), step.move().values);
        }
        for (int j = 0; j < solved.length; j++) {
            direction[j] = -solved[j];
        }
        step(1);
        double expected = -dot(direction, slope) / 2;
        return expected / (lossAtStart - loss + expected + ROUNDING * ROUNDING * lossAtStart);
    }

    private void step(double chosen) {
        length = chosen;
        trial = point.clone();
        addTo(trial, chosen, direction);
    }

    private static void addTo(double[] sum, double factor, double[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
