package superpose.probes.linear;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.Concept;

/**
 * The search for a logistic regression with an elastic net, and the point that it has come to.
 *
 * <p>At the least loss the slope of its smooth part is -r times the sign of each weight that is not 0, and no more than r in
 * size elsewhere (Karush, Kuhn and Tucker); how far a point is from that decides when to stop.
 */
final class ElasticNetSearch {

    private static final int STEPS = 200;
    private static final int HALVINGS = 40;

    /** How far from the conditions for the least loss to stop, in units of the weight 1 of the penalty. */
    private static final double TOLERANCE = 1e-7;

    /** What rounding leaves of a slope that cancels, as a share of C times the number of samples. */
    private static final double ROUNDING = 1e-13;

    /** Rounding may stop the search above the tolerance; this much above is enough. */
    private static final double ACCEPTED = 1e4;

    private final ExactRows rows;
    private final Concept concept;
    private final double l1;
    private final double l2;

    private final double[] weights;
    private double intercept;
    private final double[] scores;

    /** The slopes at the point where the last search ended. */
    private double[] lastSlope;

    ElasticNetSearch(ExactRows rows, Concept concept, double l1Ratio) {
        this.rows = rows;
        this.concept = concept;
        this.l1 = l1Ratio;
        this.l2 = 1 - l1Ratio;
        this.weights = new double[rows.neurons()];
        this.intercept = Math.log((double) concept.positives() / concept.negatives());
        this.scores = new double[rows.samples()];
        this.lastSlope = new double[rows.neurons() + 1];
        Arrays.fill(scores, intercept);
    }

    /**
     * Goes from the present point to the least loss.
     *
     * @throws ArithmeticException if it does not come near
     */
    void settle(double c) {
        double tolerance = Math.max(TOLERANCE, ROUNDING * c * scores.length);
        double[] slope = slope(c);
        for (int step = 0; step < STEPS && largestViolation(slope) > tolerance; step++) {
            if (!move(c, slope)) {
                break;
            }
            slope = slope(c);
        }
        lastSlope = slope;
        double left = largestViolation(slope);
        if (!(left <= ACCEPTED * tolerance)) {
            throw new ArithmeticException("the sparse fit of " + concept.name() + " did not settle: slope " + left);
        }
    }

    LinearProbe probe() {
        return LinearProbe.of(rows.standardization(), weights, intercept);
    }

    /** The weights at the present point, [neurons]; a copy. */
    double[] weights() {
        return weights.clone();
    }

    /** The slopes of the smooth part where the last search ended, [neurons + 1]. */
    double[] lastSlope() {
        return lastSlope;
    }

    /** The slopes of the smooth part in the weights and, last, in the intercept, [neurons + 1]. */
    double[] slope(double c) {
        double[] residuals = new double[scores.length];
        double sum = 0;
        for (int sample = 0; sample < residuals.length; sample++) {
            residuals[sample] = c * (probability(scores[sample]) - (concept.in(sample) ? 1 : 0));
            sum += residuals[sample];
        }
        double[] slope = Arrays.copyOf(rows.weightedSum(residuals), weights.length + 1);
        for (int neuron = 0; neuron < weights.length; neuron++) {
            slope[neuron] += l2 * weights[neuron];
        }
        slope[weights.length] = sum;
        return slope;
    }

    private double largestViolation(double[] slope) {
        double largest = Math.abs(slope[weights.length]);
        for (int neuron = 0; neuron < weights.length; neuron++) {
            largest = Math.max(largest, violation(neuron, slope[neuron]));
        }
        return largest;
    }

    private double violation(int neuron, double slope) {
        return weights[neuron] == 0
                ? Math.max(0, Math.abs(slope) - l1)
                : Math.abs(slope + l1 * Math.signum(weights[neuron]));
    }

    /** Lowers the loss once by its curvature at the present point; returns whether it could be lowered. */
    private boolean move(double c, double[] slope) {
        int[] active = IntStream.range(0, weights.length)
                .filter(neuron -> weights[neuron] != 0 || violation(neuron, slope[neuron]) > 0)
                .toArray();
        double[] curvature = new double[scores.length];
        for (int sample = 0; sample < curvature.length; sample++) {
            double probability = probability(scores[sample]);
            // Samples that are surely right still count a little, or the curvature could vanish.
            curvature[sample] = c * Math.max(1e-12, probability * (1 - probability));
        }
        QuadraticDescent model = new QuadraticDescent(rows.weightedGram(active, curvature), l1, l2);
        double[] target = new double[active.length + 1];
        double[] slopes = new double[active.length + 1];
        for (int i = 0; i < active.length; i++) {
            target[i] = weights[active[i]];
            slopes[i] = slope[active[i]];
        }
        target[active.length] = intercept;
        slopes[active.length] = slope[weights.length];
        model.descend(slopes, target);

        double[] direction = new double[weights.length];
        for (int i = 0; i < active.length; i++) {
            direction[active[i]] = target[i] - weights[active[i]];
        }
        return follow(c, slope, direction, target[active.length] - intercept);
    }

    /** Goes as far along the direction as lowers the loss by a part of what its slope promises (Armijo). */
    private boolean follow(double c, double[] slope, double[] direction, double shift) {
        double promised = slope[weights.length] * shift + l1 * (absolute(direction, 1) - absolute(direction, 0));
        for (int neuron = 0; neuron < weights.length; neuron++) {
            promised += slope[neuron] * direction[neuron];
        }
        if (!(promised < 0)) {
            return false;
        }
        double[] shifts = rows.project(direction);
        for (int sample = 0; sample < shifts.length; sample++) {
            shifts[sample] += shift;
        }
        double before = loss(c, direction, shifts, 0);
        double step = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double after = loss(c, direction, shifts, step);
            // The last steps promise less than the rounding of the loss.
            if (after <= before + 1e-4 * step * promised + 1e-14 * before) {
                go(direction, shift, shifts, step);
                return true;
            }
            step /= 2;
        }
        return false;
    }

    private void go(double[] direction, double shift, double[] shifts, double step) {
        for (int neuron = 0; neuron < weights.length; neuron++) {
            weights[neuron] += step * direction[neuron];
        }
        intercept += step * shift;
        for (int sample = 0; sample < scores.length; sample++) {
            scores[sample] += step * shifts[sample];
        }
    }

    private double loss(double c, double[] direction, double[] shifts, double step) {
        double sum = 0;
        for (int sample = 0; sample < scores.length; sample++) {
            double score = scores[sample] + step * shifts[sample];
            sum += Math.log1p(Math.exp(-Math.abs(score))) + Math.max(0, concept.in(sample) ? -score : score);
        }
        double squares = 0;
        for (int neuron = 0; neuron < weights.length; neuron++) {
            double weight = weights[neuron] + step * direction[neuron];
            squares += weight * weight;
        }
        return c * sum + l1 * absolute(direction, step) + l2 * squares / 2;
    }

    private double absolute(double[] direction, double step) {
        double sum = 0;
        for (int neuron = 0; neuron < weights.length; neuron++) {
            sum += Math.abs(weights[neuron] + step * direction[neuron]);
        }
        return sum;
    }

    private static double probability(double score) {
        double small = Math.exp(-Math.abs(score));
        return (score >= 0 ? 1 : small) / (1 + small);
    }
}
