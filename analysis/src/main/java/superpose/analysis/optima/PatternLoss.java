package superpose.analysis.optima;

import java.util.Arrays;
import superpose.data.Importance;

/**
 * What one set of active features adds to the loss, beyond the mean square of the features themselves: {@code E[relu(z)
 * (relu(z) - 2 x)]} for each output, with {@code z = W_i . W^T x + b_i}.
 *
 * <p>The first active feature, or the output's own where it is on, is integrated in closed form; the rule takes the others.
 */
final class PatternLoss {

    /** Half the distance of the two Gauss-Legendre points, in lengths of the interval: exact up to the third degree. */
    private static final double HALF_SPREAD = 1 / (2 * Math.sqrt(3));

    private final int[] active;
    private final CubeRule rule;

    /** [features]: chance of the pattern times importance, for the mean over features. */
    private final double[] weights;

    PatternLoss(ActivityPatterns.Pattern pattern, Importance importance, CubeRule rule) {
        this.active = pattern.active().stream().mapToInt(Integer::intValue).toArray();
        this.rule = rule;
        this.weights = new double[importance.features()];
        Arrays.setAll(weights, output -> pattern.chance() * importance.of(output) / weights.length);
    }

    /**
     * Returns what the pattern adds to the loss.
     *
     * @param point the model; its slopes are raised. Modified.
     */
    double addTo(ModelPoint point) {
        double sum = 0;
        for (int output = 0; output < weights.length; output++) {
            sum += active.length == 0 ? addBias(output, point) : addOutput(output, point);
        }
        return sum;
    }

    /** With nothing on, an output answers with its bias. */
    private double addBias(int output, ModelPoint point) {
        double answer = Math.max(0, point.bias(output));
        point.addBiasSlope(output, 2 * weights[output] * answer);
        return weights[output] * answer * answer;
    }

    private double addOutput(int output, ModelPoint point) {
        int own = Arrays.binarySearch(active, output);
        int inner = Math.max(0, own);
        double[] offsets = offsets(output, inner, point);
        double[] offsetSlopes = new double[offsets.length];
        KinkedLine line = new KinkedLine(point.product(output, active[inner]), own >= 0 ? 2 : 0);
        for (int k = 0; k < offsets.length; k++) {
            double weight = weights[output] * rule.weight(k);
            offsetSlopes[k] = line.add(offsets[k], weight);
        }
        point.addProductSlope(output, active[inner], line.slope());
        point.addBiasSlope(output, Arrays.stream(offsetSlopes).sum());
        for (int dimension = 0; dimension < active.length - 1; dimension++) {
            double slope = 0;
            for (int k = 0; k < offsets.length; k++) {
                slope += offsetSlopes[k] * rule.coordinate(dimension, k);
            }
            point.addProductSlope(output, outer(dimension, inner), slope);
        }
        return line.sum();
    }

    /** The output before its ReLU, at the rule's points, with the inner feature at 0: [points]. */
    private double[] offsets(int output, int inner, ModelPoint point) {
        double[] offsets = new double[rule.points()];
        Arrays.fill(offsets, point.bias(output));
        for (int dimension = 0; dimension < active.length - 1; dimension++) {
            double product = point.product(output, outer(dimension, inner));
            for (int k = 0; k < offsets.length; k++) {
                offsets[k] += product * rule.coordinate(dimension, k);
            }
        }
        return offsets;
    }

    private int outer(int dimension, int inner) {
        return active[dimension < inner ? dimension : dimension + 1];
    }

    /** Integrates {@code z (z - target t)} over the part of t in [0, 1] where {@code z = offset + steepness t} is above 0. */
    private static final class KinkedLine {

        private final double steepness;
        private final double target;
        private double sum;
        private double slope;

        KinkedLine(double steepness, double target) {
            this.steepness = steepness;
            this.target = target;
        }

        /** Adds one line and returns the slope along its offset. */
        double add(double offset, double weight) {
            double end = offset + steepness;
            if (offset <= 0 && end <= 0) {
                return 0;
            }
            double low = offset < 0 ? -offset / steepness : 0;
            double high = end < 0 ? -offset / steepness : 1;
            double middle = (low + high) / 2;
            double spread = (high - low) * HALF_SPREAD;
            double half = weight * (high - low) / 2;
            return addAt(middle - spread, offset, half) + addAt(middle + spread, offset, half);
        }

        private double addAt(double t, double offset, double weight) {
            double z = offset + steepness * t;
            double perOffset = weight * (2 * z - target * t);
            sum += weight * z * (z - target * t);
            slope += perOffset * t;
            return perOffset;
        }

        double sum() {
            return sum;
        }

        double slope() {
            return slope;
        }
    }
}
