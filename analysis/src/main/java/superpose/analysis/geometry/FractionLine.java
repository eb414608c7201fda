package superpose.analysis.geometry;

import java.util.Arrays;

/**
 * Whether dimensionalities gather on a fraction such as 1/2: at least 10 features within 0.005 of it, and at least twice as
 * many as within 0.005 of either flank, 0.0125 to each side.
 *
 * <p>The flanks are what makes it a test: values spread evenly put many features near any fraction. Simply asking for half
 * of the features near some fraction fails on the original authors' own data. Dimensionalities may be pooled over densities
 * and seeds; only the line at 1/2 is strong enough for a single run of 200 features.
 *
 * @param fraction where the line would be
 * @param on features within 0.005 of the fraction
 * @param below features within 0.005 of the flank below
 * @param above features within 0.005 of the flank above
 */
public record FractionLine(double fraction, int on, int below, int above) {

    private static final double HALF_WIDTH = 0.005;
    private static final double FLANK = 0.0125;
    private static final int LEAST_FEATURES = 10;

    /**
     * Looks for a line.
     *
     * @param dimensionalities pooled values, each in [0, 1]
     * @param fraction where the line would be
     */
    public static FractionLine of(double[] dimensionalities, double fraction) {
        return new FractionLine(
                fraction,
                countNear(dimensionalities, fraction),
                countNear(dimensionalities, fraction - FLANK),
                countNear(dimensionalities, fraction + FLANK));
    }

    private static int countNear(double[] values, double centre) {
        return (int) Arrays.stream(values)
                .filter(value -> Math.abs(value - centre) <= HALF_WIDTH)
                .count();
    }

    /** Tells whether there is a line. */
    public boolean isThere() {
        return on >= LEAST_FEATURES && on >= 2 * Math.max(below, above);
    }
}
