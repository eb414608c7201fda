package superpose.reports.pages;

import superpose.data.Require;

/**
 * How scores become colours: blue above the middle, orange below, in five steps each, none close to it.
 *
 * @param middle the score without a colour
 * @param reach the distance from the middle at which the strongest step ends, above 0
 */
public record TokenTint(double middle, double reach) {

    private static final int STEPS = 5;

    /** A score closer to the middle than this share of the reach has no colour. */
    private static final double FAINT = 0.05;

    /** Checks the numbers. */
    public TokenTint {
        Require.that(Double.isFinite(middle), "a finite score in the middle", middle, "0 is usual");
        Require.positive(reach, "reach of the colours");
    }

    /** Returns how scores are written, alike in all examples of a unit. */
    NumberStyle style() {
        double largest = Math.max(Math.abs(middle - reach), Math.abs(middle + reach));
        return new NumberStyle(Math.clamp(2 - (int) Math.floor(Math.log10(largest)), 0, 6));
    }

    /** Returns the classes of a token's colour, none for a score that has none. */
    String cssClass(double score) {
        double share = (score - middle) / reach;
        if (Double.isNaN(share) || Math.abs(share) < FAINT) {
            return "";
        }
        int step = Math.clamp((int) Math.ceil(Math.abs(share) * STEPS), 1, STEPS);
        return (share > 0 ? "up" : "dn") + step;
    }
}
