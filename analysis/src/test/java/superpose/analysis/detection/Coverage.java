package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import superpose.analysis.statistics.Interval;

/**
 * How often intervals at level 0.95 hold what they should, as rows of a table.
 *
 * <p>93 to 97 of 100 should, measured on 1,000 worlds of a kind. A share of 0.95 of 1,000 has a standard error of 0.007, which is
 * allowed on both sides.
 */
final class Coverage {

    private static final int REPEATS = 1_000;
    private static final double ALLOWED = 0.007;

    private final List<String> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int usual;

    /**
     * How many intervals should hold the truth.
     *
     * @param least smallest share, but for what 1,000 repeats leave open
     * @param most largest share, likewise; 1 where intervals may be too wide
     */
    record Range(double least, double most) {

        static final Range USUAL = new Range(0.93, 0.97);

        private boolean holds(double covered) {
            return covered >= least - ALLOWED && covered <= most + ALLOWED;
        }
    }

    /**
     * What is to be held.
     *
     * @param truth what the interval should hold
     * @param range how often it should
     */
    record Measure<S>(String name, Function<S, Interval> interval, ToDoubleFunction<S> truth, Range range) {

        Measure(String name, Function<S, Interval> interval, double truth, Range range) {
            this(name, interval, scores -> truth, range);
        }

        Measure(String name, Function<S, Interval> interval, double truth) {
            this(name, interval, truth, Range.USUAL);
        }
    }

    /** Measures 1,000 worlds of a kind. */
    <S> void add(String world, List<Measure<S>> measures, IntFunction<S> scores) {
        List<Count> counts = measures.stream().map(measure -> new Count()).toList();
        IntStream.range(0, REPEATS).parallel().forEach(repeat -> {
            S drawn = scores.apply(repeat);
            for (int i = 0; i < measures.size(); i++) {
                Measure<S> measure = measures.get(i);
                counts.get(i).add(measure.interval.apply(drawn), measure.truth.applyAsDouble(drawn));
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
                "%-100s %-18s truth %.4f bias %+.4f width %.4f covered %.3f too high %.3f%s",
                world,
                measure.name,
                count.truth / REPEATS,
                count.bias / REPEATS,
                count.width / REPEATS,
                covered,
                (double) count.above / REPEATS,
                Range.USUAL.equals(measure.range) ? "" : " allowed " + measure.range);
        rows.add(row);
        usual += covered >= Range.USUAL.least && covered <= Range.USUAL.most ? 1 : 0;
        if (!measure.range.holds(covered)) {
            faults.add(row);
        }
    }

    private static final class Count {

        private int held;
        private int above;
        private double truth;
        private double width;
        private double bias;

        synchronized void add(Interval interval, double value) {
            held += interval.contains(value) ? 1 : 0;
            above += value < interval.low() ? 1 : 0;
            truth += value;
            width += interval.high() - interval.low();
            bias += interval.estimate() - value;
        }
    }

    /** The whole table. */
    String table() {
        return String.join("\n", rows) + "\n" + usual + " of " + rows.size() + " between 0.93 and 0.97";
    }

    /** The rows outside their range. */
    List<String> faults() {
        return faults;
    }
}
