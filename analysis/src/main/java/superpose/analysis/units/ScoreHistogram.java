package superpose.analysis.units;

import java.util.Arrays;
import java.util.List;
import superpose.data.Require;

/**
 * How many rows have a score in each of some bins of equal width.
 *
 * @param range from the lower edge of the first bin to the upper edge of the last
 * @param counts [bins]; a score on an edge between two counts for the upper one, one at the upper end for the last
 */
public record ScoreHistogram(UnitActivity.Range range, List<Long> counts) {

    /** Copies the counts. */
    public ScoreHistogram {
        Require.positive(counts.size(), "bins");
        counts = List.copyOf(counts);
    }

    /** Returns the number of rows counted. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Counts scores one by one. */
    public static final class Counter {

        private final UnitActivity.Range range;
        private final long[] counts;

        /**
         * Makes empty bins.
         *
         * @param range where the scores lie; where it is a single point, all fall into the first bin
         * @param bins at least 1
         */
        public Counter(UnitActivity.Range range, int bins) {
            this.range = range;
            counts = new long[Require.positive(bins, "bins")];
        }

        /** Counts a score; one that is not finite or outside the range is left out. */
        public void add(double score) {
            if (score >= range.low() && score <= range.high()) {
                counts[bin(score)]++;
            }
        }

        private int bin(double score) {
            double width = range.high() - range.low();
            return width == 0 ? 0 : Math.min(counts.length - 1, (int) ((score - range.low()) / width * counts.length));
        }

        /** Returns the counts so far. */
        public ScoreHistogram histogram() {
            return new ScoreHistogram(range, Arrays.stream(counts).boxed().toList());
        }
    }
}
