package superpose.reports.claims;

import java.util.Locale;
import superpose.data.Require;

/**
 * The values that a claim expects, both ends included; an end may be infinite.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Band(double low, double high) {

    /** Checks the order of the ends. */
    public Band {
        Require.that(low <= high, "a band whose lower end comes first", low + " to " + high, "swap the ends");
    }

    /** Expects a value of at least {@code low}. */
    public static Band atLeast(double low) {
        return new Band(low, Double.POSITIVE_INFINITY);
    }

    /** Expects a value above 0, which itself is not enough. */
    public static Band positive() {
        return new Band(Double.MIN_VALUE, Double.POSITIVE_INFINITY);
    }

    /** Expects a value of at most {@code high}. */
    public static Band atMost(double high) {
        return new Band(Double.NEGATIVE_INFINITY, high);
    }

    /** Expects a value within {@code tolerance} of {@code centre}. */
    public static Band around(double centre, double tolerance) {
        return new Band(centre - tolerance, centre + tolerance);
    }

    /** Returns the band in words, such as "at least 0.8". */
    public String words() {
        if (equals(positive())) {
            return "above 0";
        }
        if (high == Double.POSITIVE_INFINITY) {
            return "at least " + number(low);
        }
        if (low == Double.NEGATIVE_INFINITY) {
            return "at most " + number(high);
        }
        return low == high ? "exactly " + number(low) : number(low) + " to " + number(high);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }
}
