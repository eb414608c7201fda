package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import superpose.analysis.statistics.Interval;

/** How often intervals hold what they should, as rows of a table. */
final class Coverage {

    private final List<String> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** Collects intervals of one measure in one world. */
    static final class Count {

        private int held;
        private int above;
        private int repeats;
        private double width;
        private double bias;

        synchronized void add(Interval interval, double truth) {
            held += interval.contains(truth) ? 1 : 0;
            above += truth < interval.low() ? 1 : 0;
            width += interval.high() - interval.low();
            bias += interval.estimate() - truth;
            repeats++;
        }

        double share() {
            return (double) held / repeats;
        }
    }

    /** Writes a row; a fault is a share outside the range. */
    void row(String world, String measure, double truth, Count count, double least, double most) {
        String row = String.format(
                Locale.ROOT,
                "%-44s %-18s truth %.4f bias %+.4f width %.4f covered %.3f too high %.3f",
                world,
                measure,
                truth,
                count.bias / count.repeats,
                count.width / count.repeats,
                count.share(),
                (double) count.above / count.repeats);
        rows.add(row);
        if (count.share() < least || count.share() > most) {
            faults.add(row);
        }
    }

    /** The whole table. */
    String table() {
        return String.join("\n", rows);
    }

    /** The rows outside their range. */
    List<String> faults() {
        return faults;
    }
}
