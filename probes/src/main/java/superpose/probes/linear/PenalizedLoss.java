package superpose.probes.linear;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.tensor.DenseMatrix;
import superpose.data.Concept;

/**
 * A penalised convex loss of a concept, {@code |w|^2 / 2 + C sum loss(w x + b)}, and the point that Newton's search for its
 * minimiser has come to.
 */
final class PenalizedLoss {

    private static final int STEPS = 100;

    /** Largest slope at the end, as a share of the largest at the start. */
    private static final double TOLERANCE = 1e-9;

    /** Rounding may stop the search a little above the tolerance, and that is enough. */
    private static final double ACCEPTED = 1e-5;

    /** A step that leaves so little of the slope along it is as good as the best one along it. */
    private static final double NEARLY = 0.1;

    private static final int HALVINGS = 60;

    /** What a sample adds, by whether it has the concept and by its score. */
    interface OfSample {

        /** Returns how fast the loss grows with the score. */
        double slope(boolean present, double score);

        /** Returns how fast that slope grows with the score, at least 0. */
        double curvature(boolean present, double score);
    }

    private final ExactRows rows;
    private final Concept concept;
    private final double c;
    private final OfSample loss;

    private final double[] weights;
    private double intercept;

    /** The score of each sample at the present point. */
    private final double[] scores;

    /**
     * Starts at a point.
     *
     * @param start [neurons + 1]: weights, then the intercept
     */
    PenalizedLoss(ExactRows rows, Concept concept, double c, OfSample loss, double[] start) {
        this.rows = rows;
        this.concept = concept;
        this.c = c;
        this.loss = loss;
        this.weights = Arrays.copyOf(start, rows.neurons());
        this.intercept = start[rows.neurons()];
        this.scores = rows.project(weights);
        for (int sample = 0; sample < scores.length; sample++) {
            scores[sample] += intercept;
        }
    }

    /**
     * Goes by Newton's steps to where the slope is nothing; each needs neurons^2 doubles and one product of the rows with
     * themselves.
     *
     * @param name of the fit, for the message
     * @return [neurons + 1], the minimiser
     * @throws ArithmeticException if the search does not settle
     */
    double[] minimize(String name) {
        int[] all = IntStream.range(0, rows.neurons()).toArray();
        double[] slopes = slope();
        double start = largest(slopes);
        double slope = start;
        for (int step = 0; step < STEPS && slope > TOLERANCE * start; step++) {
            if (!move(direction(rows.weightedGram(all, curvature()), slopes))) {
                break;
            }
            slopes = slope();
            slope = largest(slopes);
        }
        if (!(slope <= ACCEPTED * start)) {
            throw new ArithmeticException("the fit of " + name + " to " + concept.name() + " did not settle");
        }
        double[] point = Arrays.copyOf(weights, weights.length + 1);
        point[weights.length] = intercept;
        return point;
    }

    /** Solves for Newton's step; the penalty adds 1 to the curvature of each weight. */
    private static double[] direction(DenseMatrix curvature, double[] slope) {
        int intercept = slope.length - 1;
        for (int neuron = 0; neuron < intercept; neuron++) {
            curvature.add(neuron, neuron, 1);
        }
        // Were every sample far on its right side, the intercept would have no curvature.
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

    /** The slope in the weights and, last, in the intercept, [neurons + 1]. */
    private double[] slope() {
        double[] pulls = new double[scores.length];
        double sum = 0;
        for (int sample = 0; sample < pulls.length; sample++) {
            pulls[sample] = c * loss.slope(concept.in(sample), scores[sample]);
            sum += pulls[sample];
        }
        double[] slope = Arrays.copyOf(rows.weightedSum(pulls), weights.length + 1);
        for (int neuron = 0; neuron < weights.length; neuron++) {
            slope[neuron] += weights[neuron];
        }
        slope[weights.length] = sum;
        return slope;
    }

    /** The second derivative of each sample's loss in its score, [samples]. */
    private double[] curvature() {
        double[] curvature = new double[scores.length];
        for (int sample = 0; sample < curvature.length; sample++) {
            curvature[sample] = c * loss.curvature(concept.in(sample), scores[sample]);
        }
        return curvature;
    }

    /**
     * Goes along a direction to where the loss is least.
     *
     * @param direction [neurons + 1]
     * @return whether that was any distance at all
     */
    private boolean move(double[] direction) {
        double[] along = Arrays.copyOf(direction, weights.length);
        double[] shifts = rows.project(along);
        for (int sample = 0; sample < shifts.length; sample++) {
            shifts[sample] += direction[weights.length];
        }
        double step = leastAlong(along, shifts);
        for (int neuron = 0; neuron < weights.length; neuron++) {
            weights[neuron] += step * along[neuron];
        }
        intercept += step * direction[weights.length];
        for (int sample = 0; sample < scores.length; sample++) {
            scores[sample] += step * shifts[sample];
        }
        return step > 0;
    }

    /** The slope along the direction rises with the step, so the step at which it is 0 is found by halving. */
    private double leastAlong(double[] along, double[] shifts) {
        double newton = -slopeAlong(along, shifts, 0);
        if (Math.abs(slopeAlong(along, shifts, 1)) <= NEARLY * newton) {
            return 1;
        }
        double low = 0;
        double high = 1;
        while (slopeAlong(along, shifts, high) < 0 && high < 0x1p20) {
            low = high;
            high *= 2;
        }
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (slopeAlong(along, shifts, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double slopeAlong(double[] along, double[] shifts, double step) {
        double slope = 0;
        for (int neuron = 0; neuron < along.length; neuron++) {
            slope += (weights[neuron] + step * along[neuron]) * along[neuron];
        }
        double pull = 0;
        for (int sample = 0; sample < shifts.length; sample++) {
            pull += loss.slope(concept.in(sample), scores[sample] + step * shifts[sample]) * shifts[sample];
        }
        return slope + c * pull;
    }
}
