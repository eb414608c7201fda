package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import superpose.analysis.statistics.Interval;

/** How often intervals at level 0.95 hold what they should, as rows of a table. */
final class Coverage {

    private static final int REPEATS = 1_000;
    private static final double LEAST = 0.93;

    private final List<String> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * What is to be held.
     *
     * @param truth what the interval should hold
     * @param most largest share of intervals that may hold it
     */
    record Measure<S>(String name, Function<S, Interval> interval, double truth, double most) {

        Measure(String name, Function<S, Interval> interval, double truth) {
            this(name, interval, truth, 0.97);
        }
    }

    /** Measures 1,000 worlds of a kind. */
    <S> void add(String world, List<Measure<S>> measures, IntFunction<S> scores) {
        List<Count> counts = measures.stream().map(measure -> new Count()).toList();
        IntStream.range(0, REPEATS).parallel().forEach(repeat -> {
            S drawn = scores.apply(repeat);
            for (int i = 0; i < measures.size(); i++) {
                counts.get(i).add(measures.get(i).interval.apply(drawn), measures.get(i).truth);
            }
        });
        for (int i = 0; i < measures.size(); i++) {
            add(world, measures.get(i), counts.get(i));
        }
    }

    private void add(String world, Measure<?> measure, Count count) {
        double covered = (double) count.held / REPEATS;
        String row = String.format(
                Locale.ROOT,
                "%-62s %-18s truth %.4f bias %+.4f width %.4f covered %.3f too high %.3f",
                world,
                measure.name,
                measure.truth,
                count.bias / REPEATS,
                count.width / REPEATS,
                covered,
                (double) count.above / REPEATS);
        rows.add(row);
        if (covered < LEAST || covered > measure.most) {
            faults.add(row);
        }
    }

    private static final class Count {

        private int held;
        private int above;
        private double width;
        private double bias;

        synchronized void add(Interval interval, double truth) {
            held += interval.contains(truth) ? 1 : 0;
            above += truth < interval.low() ? 1 : 0;
            width += interval.high() - interval.low();
            bias += interval.estimate() - truth;
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
