package superpose.probes.linear;

import java.util.Arrays;
import superpose.data.Concept;

/** The penalised squared hinge loss of a concept and the point that a search has come to. */
final class SquaredHinge {

    private static final int HALVINGS = 60;

    private final ExactRows rows;
    private final Concept concept;
    private final double c;

    private final double[] weights;
    private double intercept;

    /** The score of each sample at the present point. */
    private final double[] scores;

    SquaredHinge(ExactRows rows, Concept concept, double c) {
        this.rows = rows;
        this.concept = concept;
        this.c = c;
        this.weights = new double[rows.neurons()];
        this.scores = new double[rows.samples()];
    }

    /** The slope in the weights and, last, in the intercept, [neurons + 1]. */
    double[] slope() {
        double[] pulls = new double[scores.length];
        double sum = 0;
        for (int sample = 0; sample < pulls.length; sample++) {
            pulls[sample] = -2 * c * label(sample) * missing(sample, scores[sample]);
            sum += pulls[sample];
        }
        double[] slope = Arrays.copyOf(rows.weightedSum(pulls), weights.length + 1);
        for (int neuron = 0; neuron < weights.length; neuron++) {
            slope[neuron] += weights[neuron];
        }
        slope[weights.length] = sum;
        return slope;
    }

    /** The second derivative of each sample's loss in its score: 2 C inside the margin, 0 outside, [samples]. */
    double[] curvature() {
        double[] curvature = new double[scores.length];
        for (int sample = 0; sample < curvature.length; sample++) {
            curvature[sample] = missing(sample, scores[sample]) > 0 ? 2 * c : 0;
        }
        return curvature;
    }

    /**
     * Goes along a direction to where the loss is least.
     *
     * @param direction [neurons + 1]
     * @return whether that was any distance at all
     */
    boolean move(double[] direction) {
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

    LinearProbe probe() {
        return LinearProbe.of(rows.standardization(), weights, intercept);
    }

    /** The slope along the direction rises with the step, so the step at which it is 0 is found by halving. */
    private double leastAlong(double[] along, double[] shifts) {
        double low = 0;
        double high = 1;
        while (slopeAlong(along, shifts, high) < 0 && high < 0x1p20) {
            low = high;
            high *= 2;
        }
        // Newton's own step is right from where the rows inside the margin no longer change.
        double newton = -slopeAlong(along, shifts, 0);
        if (Math.abs(slopeAlong(along, shifts, 1)) <= 1e-12 * newton) {
            return 1;
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
            pull += label(sample) * missing(sample, scores[sample] + step * shifts[sample]) * shifts[sample];
        }
        return slope - 2 * c * pull;
    }

    /** What a score lacks to the margin, 0 where it lacks nothing. */
    private double missing(int sample, double score) {
        return Math.max(0, 1 - label(sample) * score);
    }

    private int label(int sample) {
        return concept.in(sample) ? 1 : -1;
    }
}
