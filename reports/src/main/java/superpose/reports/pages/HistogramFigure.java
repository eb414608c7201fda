package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import superpose.data.Require;

/**
 * A small histogram, or two on top of each other, drawn without a script. Heights are square roots of shares, so that rare
 * scores can be seen beside common ones.
 *
 * <p>Source: Tukey (1977), "Exploratory Data Analysis", chapter 17, for the square root.
 *
 * @param title what is counted
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin
 * @param series one or two; the first is filled, the second is a line
 * @param threshold a score to be marked, if any
 */
public record HistogramFigure(String title, double low, double high, List<Series> series, OptionalDouble threshold)
        implements PanelPart {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 100;

    /**
     * What is counted.
     *
     * @param name who
     * @param counts [bins], alike in all series
     */
    public record Series(String name, List<Long> counts) {

        /** Copies the counts. */
        public Series {
            Require.positive(counts.size(), "bins");
            counts = List.copyOf(counts);
        }

        private double height(int bin) {
            long total = counts.stream().mapToLong(Long::longValue).sum();
            return total == 0 ? 0 : Math.sqrt((double) counts.get(bin) / total);
        }
    }

    /** Checks the sizes and copies the list. */
    public HistogramFigure {
        series = List.copyOf(series);
        Require.that(series.size() == 1 || series.size() == 2, "one or two series", series.size(), "show fewer");
        Require.same(
                series.getFirst().counts().size(), series.getLast().counts().size(), "bins in both series");
        Require.that(low <= high, "edges with low <= high", low + " .. " + high, "check the scores");
    }

    Html html() {
        List<Html> drawing = new ArrayList<>();
        double highest = highest();
        drawing.add(path("hist-area", outline(series.getFirst(), highest) + "Z"));
        if (series.size() == 2) {
            drawing.add(path("hist-line", outline(series.getLast(), highest)));
        }
        threshold.stream()
                .filter(mark -> mark > low && mark < high)
                .forEach(mark -> drawing.add(path("hist-mark", "M" + x(mark) + " 0V" + HEIGHT)));
        Html svg = Html.element("svg", drawing)
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .with("preserveAspectRatio", "none")
                .with("role", "img")
                .with("aria-label", words());
        List<Html> parts = new ArrayList<>();
        parts.add(Html.styled("h4", "part-title", title));
        if (series.size() == 2) {
            parts.add(key());
        }
        parts.add(Html.element("div", svg).with("class", "hist"));
        parts.add(axis());
        return Html.sequence(parts);
    }

    private double highest() {
        double highest = 0;
        for (Series one : series) {
            for (int bin = 0; bin < one.counts().size(); bin++) {
                highest = Math.max(highest, one.height(bin));
            }
        }
        return highest == 0 ? 1 : highest;
    }

    private static Html path(String cssClass, String steps) {
        return Html.element("path").with("class", cssClass).with("d", steps);
    }

    /** Returns the steps over all bins, from the ground to the ground. */
    private static String outline(Series one, double highest) {
        int bins = one.counts().size();
        StringBuilder steps = new StringBuilder("M0 " + HEIGHT);
        for (int bin = 0; bin < bins; bin++) {
            double top = HEIGHT - (HEIGHT - 4) * one.height(bin) / highest;
            steps.append('V').append(shortened(top)).append('H').append(shortened((bin + 1.0) * WIDTH / bins));
        }
        return steps.append('V').append(HEIGHT).toString();
    }

    private String x(double score) {
        return shortened((score - low) / (high - low) * WIDTH);
    }

    private static String shortened(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private Html key() {
        return Html.element(
                        "p",
                        Html.styled("span", "hist-key-area", series.getFirst().name()),
                        Html.text(" "),
                        Html.styled("span", "hist-key-line", series.getLast().name()))
                .with("class", "hist-key");
    }

    private Html axis() {
        NumberStyle style = NumberStyle.of(low, high);
        List<Html> ticks = new ArrayList<>();
        ticks.add(Html.styled("span", "", style.show(low)));
        ticks.add(Html.styled("span", "", style.show(high)));
        double zero = -low / (high - low);
        // Only where it does not run into the ends.
        if (zero > 0.15 && zero < 0.85) {
            ticks.add(Html.element("span", Html.text("0"))
                    .with("class", "hist-zero")
                    .with("style", "--at: " + shortened(100 * zero) + "%"));
        }
        return Html.element("p", ticks).with("class", "hist-axis").with("aria-hidden", "true");
    }

    private String words() {
        NumberStyle style = NumberStyle.of(low, high);
        StringBuilder words = new StringBuilder(title + ", from " + style.show(low) + " to " + style.show(high) + ".");
        for (Series one : series) {
            int top = 0;
            for (int bin = 1; bin < one.counts().size(); bin++) {
                top = one.counts().get(bin) > one.counts().get(top) ? bin : top;
            }
            double width = (high - low) / one.counts().size();
            words.append(' ')
                    .append(one.name())
                    .append(": most between ")
                    .append(style.show(low + top * width))
                    .append(" and ")
                    .append(style.show(low + (top + 1) * width))
                    .append('.');
        }
        return words.toString();
    }
}
