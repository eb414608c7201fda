package superpose.probes.linear;

import superpose.data.Concept;

/**
 * Log losses, residuals and curvatures of a block of samples, in plain loops over arrays that the compiler turns into
 * vector code.
 *
 * <p>With {@code s} the margin on the wrong side (the negative margin where the concept is), a sample loses
 * {@code max(s, 0) + log(1 + exp(-|s|))}. The exponent is never positive, so nothing overflows, however far apart the classes
 * are; below {@code exp(-37)}, which is nothing beside 1, it is held. The logarithm is taken once, of the product of
 * {@code 1 + exp(-|s|)} over the block. {@code exp} is right to 1e-8 of its value.
 */
final class LogLoss {

    private static final double LARGEST = 37;

    /** exp(-a) is the 64th power of exp(-a / 64), which is a short polynomial around the middle of its range. */
    private static final int SQUARINGS = 6;

    private static final double PART = 1.0 / (1 << SQUARINGS);
    private static final double MIDDLE = LARGEST * PART / 2;
    private static final double AT_MIDDLE = Math.exp(-MIDDLE);

    private final double[] sign;
    private final double[] wrong;
    private final double[] factors;
    private final double[] hinges;
    private final double[] curvatures;

    /**
     * Makes room.
     *
     * @param mostSamples of a block, at most 1,000: the product of that many numbers of at most 2 is still finite
     */
    LogLoss(int mostSamples) {
        sign = new double[mostSamples];
        wrong = new double[mostSamples];
        factors = new double[mostSamples];
        hinges = new double[mostSamples];
        curvatures = new double[mostSamples];
    }

    /**
     * What a block adds up to.
     *
     * @param loss sum of the log losses, in nats
     * @param residual sum of probability minus label
     * @param curvature sum of p (1 - p)
     */
    record Sums(double loss, double residual, double curvature) {}

    /**
     * Works through the samples {@code [from, from + count)} of a concept.
     *
     * @param margins without the intercept, from {@code offset} on; receives probability minus label. Modified.
     */
    Sums of(Concept concept, int from, int count, float[] margins, int offset, double intercept) {
        for (int i = 0; i < count; i++) {
            sign[i] = concept.in(from + i) ? -1 : 1;
        }
        for (int i = 0; i < count; i++) {
            double s = sign[i] * (margins[offset + i] + intercept);
            double size = Math.abs(s);
            double e = expOfMinus(Math.min(size, LARGEST));
            double factor = 1 + e;
            hinges[i] = Math.max(s, 0);
            factors[i] = factor;
            // The probability of the other class, (1 + tanh(s / 2)) / 2, without asking for the sign of s.
            wrong[i] = 0.5 + 0.5 * (s / Math.max(size, Double.MIN_NORMAL)) * ((1 - e) / factor);
            curvatures[i] = e / (factor * factor);
        }
        for (int i = 0; i < count; i++) {
            wrong[i] *= sign[i];
            margins[offset + i] = (float) wrong[i];
        }
        return new Sums(
                sum(hinges, count) + Math.log(product(factors, count)), sum(wrong, count), sum(curvatures, count));
    }

    private static double expOfMinus(double a) {
        double x = MIDDLE - a * PART;
        double y = 1 + x * (1.0 / 8);
        y = 1 + x * (1.0 / 7) * y;
        y = 1 + x * (1.0 / 6) * y;
        y = 1 + x * (1.0 / 5) * y;
        y = 1 + x * (1.0 / 4) * y;
        y = 1 + x * (1.0 / 3) * y;
        y = 1 + x * (1.0 / 2) * y;
        y = AT_MIDDLE * (1 + x * y);
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        return y * y;
    }

    /** Adds the upper half to the lower until one number is left. Modified. */
    private static double sum(double[] values, int count) {
        for (int left = count; left > 1; ) {
            int half = (left + 1) / 2;
            for (int i = 0; i < left - half; i++) {
                values[i] += values[half + i];
            }
            left = half;
        }
        return values[0];
    }

    /** Multiplies the lower half by the upper until one number is left. Modified. */
    private static double product(double[] values, int count) {
        for (int left = count; left > 1; ) {
            int half = (left + 1) / 2;
            for (int i = 0; i < left - half; i++) {
                values[i] *= values[half + i];
            }
            left = half;
        }
        return values[0];
    }
}
