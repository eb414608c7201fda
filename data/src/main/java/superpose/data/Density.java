package superpose.data;

import java.util.Arrays;
import java.util.List;

/**
 * The chance that a feature is non-zero; the papers' {@code 1 - S}.
 *
 * @param value in (0, 1]
 */
public record Density(double value) {

    /** Checks the range. */
    public Density {
        Require.that(value > 0 && value <= 1, "a density in (0, 1]", value, "give the chance that a feature is on");
    }

    /** Returns a list of densities. */
    public static List<Density> list(double... values) {
        return Arrays.stream(values).mapToObj(Density::new).toList();
    }

    /**
     * Returns {@code lowest^(k / (count - 1))} for k = 0 .. count - 1: from 1 down to the lowest in equal ratios.
     *
     * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", notebook ({@code 20^(-k/19)} for the geometry run).
     *
     * @param lowest the last density, in (0, 1]
     * @param count how many, at least 2
     */
    public static List<Density> geometric(double lowest, int count) {
        Require.that(count >= 2, "at least 2 densities", count, "a single one needs no sequence");
        double[] values = new double[count];
        Arrays.setAll(values, k -> Math.pow(lowest, (double) k / (count - 1)));
        return list(values);
    }

    /**
     * Returns densities that fall as a power of the feature's rank: {@code p_i = c i^-exponent} for i = 1 .. count, with c
     * such that they add up to the number of features that are on in the mean sample.
     *
     * <p>Source: Liu, Liu and Gore (2025), "Superposition Yields Robust Neural Scaling".
     *
     * @param exponent how fast they fall, at least 0; 0 makes all equal
     * @param expectedActive features that are on in the mean sample, above 0; the first density may not pass 1
     * @param count how many, at least 1
     */
    public static List<Density> powerLaw(double exponent, double expectedActive, int count) {
        Require.notNegative(exponent, "an exponent");
        double[] values = new double[Require.positive(count, "features")];
        Arrays.setAll(values, feature -> Math.pow(feature + 1, -exponent));
        double factor = Require.positive(expectedActive, "active features")
                / Arrays.stream(values).sum();
        // The first is the largest; rounding may not push it past 1.
        Require.that(
                factor <= 1 + 1e-12,
                "few enough active features that the most frequent one is on at most always",
                expectedActive,
                "give at most " + expectedActive / factor);
        return list(
                Arrays.stream(values).map(value -> Math.min(1, factor * value)).toArray());
    }

    /**
     * Returns the mean squared value of a feature that is uniform on [0, 1] when on, minus the square of half the density:
     * the loss of a model that answers with the best constant, {@code p/3 - p^2/4}.
     *
     * <p>Source: Elhage et al. (2022), section "Basic results"; the loss anchor of every bottleneck model.
     */
    public double lossOfIgnoring() {
        return value / 3 - value * value / 4;
    }
}
