package superpose.probes.linear;

import superpose.data.Concept;

/**
 * Log losses, residuals and curvatures of a block of samples, in short loops over arrays that the compiler turns into vector
 * code.
 *
 * <p>With {@code s} the margin on the wrong side (the negative margin where the concept is) and q the probability of the wrong
 * class, {@code q = exp(s) / (1 + exp(s))}, a sample loses {@code max(s, 0) - log(max(q, 1 - q))}. In the exponent, s is held
 * between -37 and 37, where q is 0 or 1 to double precision, so nothing overflows, however far apart the classes are. The
 * logarithm is taken once, of the product over the block. {@code exp} is right to 1e-8 of its value.
 */
final class LogLoss {

    private static final double LARGEST = 37;

    /** exp(s) is the 128th power of exp(s / 128), which is a short polynomial. */
    private static final double PART = 1.0 / 128;

    private final double[] sign;
    private final double[] wrong;
    private final double[] likelier;
    private final double[] hinges;
    private final double[] curvatures;

    /**
     * Makes room.
     *
     * @param mostSamples of a block, at most 1,000: the product of that many probabilities of at least one half is not 0
     */
    LogLoss(int mostSamples) {
        sign = new double[mostSamples];
        wrong = new double[mostSamples];
        likelier = new double[mostSamples];
        hinges = new double[mostSamples];
        curvatures = new double[mostSamples];
    }

    /**
     * What samples add up to.
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
        read(margins, offset, intercept, sign, wrong, count);
        hinges(wrong, hinges, count);
        exponentials(wrong, count);
        probabilities(wrong, likelier, curvatures, count);
        write(wrong, sign, margins, offset, count);
        return new Sums(
                sum(hinges, count) - Math.log(product(likelier, count)), sum(wrong, count), sum(curvatures, count));
    }

    private static void read(float[] margins, int offset, double intercept, double[] sign, double[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = margins[offset + i];
        }
        for (int i = 0; i < count; i++) {
            into[i] = sign[i] * (into[i] + intercept);
        }
    }

    private static void hinges(double[] s, double[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = Math.max(s[i], 0);
        }
    }

    private static void exponentials(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = exp(Math.min(Math.max(values[i], -LARGEST), LARGEST));
        }
    }

    private static double exp(double s) {
        double x = s * PART;
        double y = 1 + x * (1.0 / 8);
        y = 1 + x * (1.0 / 7) * y;
        y = 1 + x * (1.0 / 6) * y;
        y = 1 + x * (1.0 / 5) * y;
        y = 1 + x * (1.0 / 4) * y;
        y = 1 + x * (1.0 / 3) * y;
        y = 1 + x * (1.0 / 2) * y;
        y = 1 + x * y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        y *= y;
        return y * y;
    }

    /** Turns exponentials into probabilities of the wrong class. Modified. */
    private static void probabilities(double[] wrong, double[] likelier, double[] curvatures, int count) {
        for (int i = 0; i < count; i++) {
            double right = 1 / (1 + wrong[i]);
            double other = wrong[i] * right;
            wrong[i] = other;
            likelier[i] = Math.max(right, other);
            curvatures[i] = right * other;
        }
    }

    /** Turns probabilities of the wrong class into residuals. Modified. */
    private static void write(double[] wrong, double[] sign, float[] residuals, int offset, int count) {
        for (int i = 0; i < count; i++) {
            wrong[i] *= sign[i];
        }
        for (int i = 0; i < count; i++) {
            residuals[offset + i] = (float) wrong[i];
        }
    }

    /** Adds the upper half to the lower until one number is left. Modified. */
    private static double sum(double[] values, int count) {
        int left = count;
        while (left > 1) {
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
        int left = count;
        while (left > 1) {
            int half = (left + 1) / 2;
            for (int i = 0; i < left - half; i++) {
                values[i] *= values[half + i];
            }
            left = half;
        }
        return values[0];
    }
}
