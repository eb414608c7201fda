package superpose.analysis.units;

import java.util.Arrays;
import java.util.List;
import superpose.data.Require;

/**
 * How often and how strongly a unit is active.
 *
 * @param rows how many rows there were, and in how many the unit was active
 * @param mean over the rows with a finite score; 0 where there are none
 * @param deviation standard deviation over these rows, divided by their number
 * @param range the lowest and the highest finite score
 */
public record UnitActivity(Rows rows, double mean, double deviation, Range range) {

    /**
     * How many rows there were.
     *
     * @param finite rows whose score is a finite number; all measures are over these
     * @param active rows of these whose score is above the threshold
     * @param notFinite rows whose score is NaN or infinite
     */
    public record Rows(long finite, long active, long notFinite) {}

    /**
     * Where the scores lie.
     *
     * @param low the lowest; 0 where there is none
     * @param high the highest; 0 where there is none
     */
    public record Range(double low, double high) {

        /** Checks the order. */
        public Range {
            Require.that(low <= high, "a range with low <= high", low + " .. " + high, "check the scores");
        }
    }

    /**
     * Measures all units in one pass.
     *
     * @param threshold a unit is active where its score is above it; 0 is usual
     * @return [units]
     */
    public static List<UnitActivity> of(UnitScores scores, double threshold) {
        Tally[] tallies = new Tally[scores.units()];
        Arrays.setAll(tallies, unit -> new Tally());
        scores.forEachRow((row, values) -> {
            for (int unit = 0; unit < values.length; unit++) {
                tallies[unit].add(values[unit], threshold);
            }
        });
        return Arrays.stream(tallies).map(Tally::activity).toList();
    }

    /** Returns the share of rows in which the unit is active, in [0, 1]; 0 where there are no rows. */
    public double density() {
        return rows.finite() == 0 ? 0 : (double) rows.active() / rows.finite();
    }

    /** Tells whether the unit has one score everywhere. */
    public boolean isConstant() {
        return range.low() == range.high();
    }

    /** Mean and squares as in Welford (1962), "Note on a Method for Calculating Corrected Sums of Squares and Products". */
    private static final class Tally {

        private long finite;
        private long active;
        private long notFinite;
        private double mean;
        private double squares;
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        void add(double score, double threshold) {
            if (!Double.isFinite(score)) {
                notFinite++;
                return;
            }
            finite++;
            active += score > threshold ? 1 : 0;
            double before = score - mean;
            mean += before / finite;
            squares += before * (score - mean);
            low = Math.min(low, score);
            high = Math.max(high, score);
        }

        UnitActivity activity() {
            Rows rows = new Rows(finite, active, notFinite);
            return finite == 0
                    ? new UnitActivity(rows, 0, 0, new Range(0, 0))
                    : new UnitActivity(rows, mean, Math.sqrt(squares / finite), new Range(low, high));
        }
    }
}
