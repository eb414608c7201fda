package superpose.reports.bench;

import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.data.Require;

/**
 * A quantity measured in several rounds.
 *
 * @param median the middle round, or the mean of the middle two
 * @param min the least round
 * @param max the greatest round
 */
record Spread(double median, double min, double max) {

    /** Summarises at least one finite value. */
    static Spread of(List<Double> rounds) {
        Require.positive(rounds.size(), "rounds");
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Returns the same quantity in a unit that is so many times as small. */
    Spread times(double factor) {
        return new Spread(median * factor, min * factor, max * factor);
    }

    /** Returns the median with the range over the rounds, against which claims are judged. */
    Interval interval() {
        return new Interval(median, min, max);
    }
}
