package superpose.analysis.geometry;

import superpose.data.Require;

/**
 * Two features that compete for one hidden unit in a quadratic task: the target is {@code x_1^2 + v x_2^2}, the model is
 * {@code (a_1 x_1 + a_2 x_2)^2} and a constant, the features are independent with mean 0, variance 1 and fourth moment
 * {@code k}.
 *
 * <p>The loss over {@code k - 1} is {@code (1 - a_1^2)^2 + (v - a_2^2)^2 + 2 c a_1^2 a_2^2} with {@code c = 2 / (k - 1)}.
 * In the squared weights it is a quadratic form, so that the optimum is known: where {@code v <= c} the second feature is
 * ignored; otherwise both share, with {@code a_1^2 = (1 - c v) / (1 - c^2)} and {@code a_2^2 = (v - c) / (1 - c^2)}. Normal
 * features, k = 3, never share; features that are on with chance p and normal have k = 3 / p, so rare ones do.
 *
 * <p>Source: the task of Scherlis et al. (2022), "Polysemanticity and capacity in neural networks"; the optimum for a pair is
 * worked out here.
 *
 * @param value what the second feature is worth, v, in (0, 1]
 * @param kurtosis k, above 1
 */
public record QuadraticPair(double value, double kurtosis) {

    private static final double RATE = 0.05;

    /** Checks the ranges. */
    public QuadraticPair {
        Require.that(value > 0 && value <= 1, "a value in (0, 1]", value, "call the more valuable feature the first");
        Require.that(kurtosis > 1, "a kurtosis above 1", kurtosis, "3 is that of a normal distribution");
    }

    /** Returns the price of sharing, {@code c = 2 / (k - 1)}. */
    public double price() {
        return 2 / (kurtosis - 1);
    }

    /** Returns the share of the unit that the second feature has at the optimum, {@code a_2^2 / (a_1^2 + a_2^2)}. */
    public double capacityOfSecond() {
        if (value <= price()) {
            return 0;
        }
        double first = 1 - price() * value;
        double second = value - price();
        return second / (first + second);
    }

    /** Returns the loss over {@code k - 1} at two weights. */
    public double loss(double first, double second) {
        double missed = 1 - first * first;
        double missedOfSecond = value - second * second;
        return missed * missed + missedOfSecond * missedOfSecond + 2 * price() * first * first * second * second;
    }

    /**
     * Goes down the gradient of the loss.
     *
     * @param first weight of the first feature to start from
     * @param second weight of the second
     * @param steps how many, of a rate of 1/20
     * @return where it ends
     */
    public Weights descend(double first, double second, int steps) {
        double a = first;
        double b = second;
        for (int step = 0; step < steps; step++) {
            double slope = 4 * a * (a * a - 1 + price() * b * b);
            double slopeOfSecond = 4 * b * (b * b - value + price() * a * a);
            a -= RATE * slope;
            b -= RATE * slopeOfSecond;
        }
        return new Weights(a, b);
    }

    /**
     * Two weights of one unit.
     *
     * @param first weight of the first feature
     * @param second weight of the second
     */
    public record Weights(double first, double second) {

        /** Returns the capacity of the second feature, in [0, 1]; at least one weight must not be zero. */
        public double capacityOfSecond() {
            return second * second / (first * first + second * second);
        }
    }
}
