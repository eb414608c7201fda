package superpose.reports.figures;

import java.util.Optional;
import superpose.data.Require;

/**
 * A column of the table behind a chart, and how an axis (or a colour bar) shows it.
 *
 * @param column the column's name in the table
 * @param title what the reader sees, with its unit, such as {@code loss (nats)}
 * @param scale how the values are laid out
 * @param span the values the axis runs between, or empty to fit the data
 */
public record ChartAxis(String column, String title, Scale scale, Optional<Span> span) {

    /**
     * The values an axis runs between.
     *
     * @param low the first value
     * @param high the last value, above the first
     */
    public record Span(double low, double high) {

        /** Checks the order. */
        public Span {
            Require.that(low < high, "an axis that runs upwards", low + " to " + high, "give the lower end first");
        }
    }

    /** Checks that the axis has a title. */
    public ChartAxis {
        Require.that(!title.isBlank(), "an axis title for '" + column + "'", "an empty one", "name it with its unit");
        Require.that(
                scale == Scale.LINEAR || span.isEmpty(),
                "a span on linear axes only",
                "one on a " + scale + " axis",
                "leave it out: the axis fits its data");
    }

    /** An axis of equal steps. */
    public static ChartAxis linear(String column, String title) {
        return new ChartAxis(column, title, Scale.LINEAR, Optional.empty());
    }

    /** An axis of doublings, such as a neuron count. */
    public static ChartAxis log2(String column, String title) {
        return new ChartAxis(column, title, Scale.LOG2, Optional.empty());
    }

    /** An axis of tenfold steps, such as a loss. */
    public static ChartAxis log10(String column, String title) {
        return new ChartAxis(column, title, Scale.LOG10, Optional.empty());
    }

    /** An axis with one place for each text. */
    public static ChartAxis category(String column, String title) {
        return new ChartAxis(column, title, Scale.CATEGORY, Optional.empty());
    }

    /** The neuron count, in column {@code neurons}, on doublings. */
    public static ChartAxis neurons() {
        return log2("neurons", "neuron count");
    }

    /** Returns the same axis running from one value to another. */
    public ChartAxis within(double low, double high) {
        return new ChartAxis(column, title, scale, Optional.of(new Span(low, high)));
    }

    boolean isLogarithmic() {
        return scale == Scale.LOG2 || scale == Scale.LOG10;
    }
}
