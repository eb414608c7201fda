package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Line.Dash;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Fill;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;

/**
 * Draws lines over an axis, usually the neuron count, with an interval around each and the single seeds behind it.
 *
 * <p>The table is in long form: one row for each point of each line.
 */
public final class LineChart {

    /** More markers than this on one line run into each other. */
    private static final int MOST_MARKERS = 40;

    /** How much ink the threads of a series share; many are fainter than few. */
    private static final double THREAD_INK = 8;

    private final ChartText text;
    private final ChartData data;
    private final ChartAxis x;
    private final ChartAxis y;
    private final References references = new References();
    private Optional<String> series = Optional.empty();
    private Optional<Interval> interval = Optional.empty();
    private Optional<Dots> dots = Optional.empty();
    private Set<String> dashed = Set.of();

    private Optional<Threads> threads = Optional.empty();
    private Optional<Events> events = Optional.empty();

    private record Dots(ChartData data, String column) {}

    private record Threads(ChartData data, String column, String line) {}

    private record Events(ChartData data, String name) {}

    private LineChart(ChartText text, ChartData data, ChartAxis x, ChartAxis y) {
        this.text = text;
        this.data = data;
        this.x = x;
        this.y = y;
    }

    /** Starts a chart of one line. */
    public static LineChart of(ChartText text, Table table, ChartAxis x, ChartAxis y) {
        return new LineChart(text, new ChartData(table), x, y);
    }

    /** Draws one line for each text of a column, at most eight. */
    public LineChart seriesBy(String column) {
        series = Optional.of(column);
        return this;
    }

    /** Fills the interval between two columns around each line. */
    public LineChart band(String low, String high) {
        interval = Optional.of(new Interval(low, high));
        return this;
    }

    /** Shows single runs as faint dots: another table with the same x and series columns, and a column of values. */
    public LineChart dots(Table runs, String column) {
        dots = Optional.of(new Dots(new ChartData(runs), column));
        return this;
    }

    /**
     * Shows single runs or features as thin faint lines behind the others: another table with the same x and series columns, a
     * column of values, and a column that tells the lines of a series apart.
     */
    public LineChart threads(Table runs, String column, String line) {
        threads = Optional.of(new Threads(new ChartData(runs), column, line));
        return this;
    }

    /** Marks places on the x axis, such as the steps of jumps, by dashed upright lines: another table with the same x column. */
    public LineChart events(Table places, String name) {
        events = Optional.of(new Events(new ChartData(places), name));
        return this;
    }

    /** Draws the named series dashed and without markers, as for a bound or a theory. */
    public LineChart dashed(String... names) {
        dashed = Set.of(names);
        return this;
    }

    /** Draws a horizontal line, such as chance at 0.5. */
    public LineChart reference(double value, String label) {
        references.add(label, value);
        return this;
    }

    /** Returns the finished chart. */
    public Chart chart() {
        Drawing drawing = new Drawing();
        double[] places = data.numbers(x.column());
        double[] values = data.numbers(y.column());
        Map<String, int[]> lines = data.series(series);
        Require.that(lines.size() <= Role.SERIES, "at most 8 lines", lines.size(), "split the chart");
        drawBands(drawing, lines, places);
        drawThreads(drawing, List.copyOf(lines.keySet()));
        drawDots(drawing, List.copyOf(lines.keySet()));
        drawEvents(drawing, values);
        references.draw(drawing, places);
        int index = 0;
        for (Map.Entry<String, int[]> line : lines.entrySet()) {
            int[] rows = ChartData.sorted(line.getValue(), places);
            drawLine(drawing, index++, line.getKey(), new Points(places, values).at(rows));
        }
        Frame frame = new Frame(
                Frame.numeric(x, drawing.words(), places).showGrid(false).build(),
                Frame.numeric(y, drawing.words(), values).build(),
                Frame.HEIGHT);
        return Chart.of(text, data.table(), drawing, frame.layout());
    }

    private void drawLine(Drawing drawing, int index, String name, Points points) {
        boolean plain = dashed.contains(name) || points.size() > MOST_MARKERS;
        boolean broken = dashed.contains(name);
        String shown = name.isEmpty() ? y.title() : name;
        var trace = ScatterTrace.builder(points.x(), points.y())
                .mode(plain ? Mode.LINE : Mode.LINE_AND_MARKERS)
                .name(drawing.words().token(shown))
                .line(Line.builder()
                        .color(Role.series(index))
                        .width(broken ? 1.5 : 2.5)
                        .dash(broken ? Dash.DASH : Dash.SOLID)
                        .build());
        if (!plain) {
            trace.marker(Shapes.of(index).color(Role.series(index)).size(7).build());
        }
        drawing.add(trace.build(), more -> group(more, index).put("hovertemplate", Hover.template(shown, x, y)));
    }

    private void drawBands(Drawing drawing, Map<String, int[]> lines, double[] places) {
        if (interval.isEmpty()) {
            return;
        }
        double[] low = data.numbers(interval.get().low());
        double[] high = data.numbers(interval.get().high());
        int index = 0;
        for (int[] unsorted : lines.values()) {
            int[] rows = Arrays.stream(ChartData.sorted(unsorted, places))
                    .filter(row -> Double.isFinite(low[row]) && Double.isFinite(high[row]))
                    .toArray();
            Points outline = new Points(places, high).at(rows).andBack(new Points(places, low).at(rows));
            if (outline.size() > 0) {
                int place = index;
                drawing.add(band(outline, place), more -> group(more, place).put("hoverinfo", "skip"));
            }
            index++;
        }
    }

    private static ScatterTrace band(Points outline, int index) {
        return ScatterTrace.builder(outline.x(), outline.y())
                .mode(Mode.LINE)
                .fill(Fill.TO_SELF)
                .fillColor(Role.band(index))
                .line(Line.builder().color(Role.band(index)).width(0).build())
                .showLegend(false)
                .build();
    }

    /** The threads of a series are one trace with gaps, because a browser draws two hundred traces slowly. */
    private void drawThreads(Drawing drawing, List<String> names) {
        if (threads.isEmpty()) {
            return;
        }
        ChartData runs = threads.get().data();
        Points all =
                new Points(runs.numbers(x.column()), runs.numbers(threads.get().column()));
        String[] lines = runs.texts(threads.get().line());
        runs.series(series).forEach((name, rows) -> {
            int index = Math.max(0, names.indexOf(name));
            Map<String, int[]> apart = ChartData.grouped(rows, lines);
            double[] places = all.x();
            Points points = Points.withGaps(apart.values().stream()
                    .map(line -> all.at(ChartData.sorted(line, places)))
                    .toList());
            ScatterTrace trace = ScatterTrace.builder(points.x(), points.y())
                    .mode(Mode.LINE)
                    .opacity(Math.clamp(THREAD_INK / apart.size(), 0.25, 0.45))
                    .line(Line.builder().color(Role.series(index)).width(1).build())
                    .showLegend(false)
                    .build();
            drawing.add(trace, more -> group(more, index).put("hoverinfo", "skip"));
        });
    }

    private void drawEvents(Drawing drawing, double[] values) {
        if (events.isEmpty()) {
            return;
        }
        double[] ends =
                y.span().map(span -> new double[] {span.low(), span.high()}).orElseGet(() -> ends(values));
        List<Points> lines = Arrays.stream(events.get().data().numbers(x.column()))
                .mapToObj(place -> new Points(new double[] {place, place}, ends))
                .toList();
        Points points = Points.withGaps(lines);
        String name = events.get().name();
        ScatterTrace trace = ScatterTrace.builder(points.x(), points.y())
                .mode(Mode.LINE)
                .name(drawing.words().token(name))
                .line(Line.builder()
                        .color(Role.QUIET)
                        .width(1.5)
                        .dash(Dash.DASH)
                        .build())
                .build();
        drawing.add(
                trace, more -> more.put("hovertemplate", Hover.place(name, x)).put("legendrank", 2000));
    }

    /** Returns the least and the greatest of everything drawn. */
    private double[] ends(double[] values) {
        double[] behind =
                threads.map(lines -> lines.data().numbers(lines.column())).orElseGet(() -> new double[0]);
        double[] all = Frame.distinct(DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(behind))
                .toArray());
        return all.length == 0 ? new double[] {0, 1} : new double[] {all[0], all[all.length - 1]};
    }

    private void drawDots(Drawing drawing, List<String> names) {
        if (dots.isEmpty()) {
            return;
        }
        ChartData runs = dots.get().data();
        Points all =
                new Points(runs.numbers(x.column()), runs.numbers(dots.get().column()));
        runs.series(series).forEach((name, rows) -> {
            int index = Math.max(0, names.indexOf(name));
            Marker marker = Marker.builder().color(Role.series(index)).size(5).build();
            Points points = all.at(rows);
            ScatterTrace trace = ScatterTrace.builder(points.x(), points.y())
                    .mode(Mode.MARKERS)
                    .opacity(0.35)
                    .marker(marker)
                    .showLegend(false)
                    .build();
            drawing.add(trace, more -> group(more, index).put("hoverinfo", "skip"));
        });
    }

    /** A line, its band and its dots leave and come back together when its name in the legend is clicked. */
    private static ObjectNode group(ObjectNode more, int index) {
        return more.put("legendgroup", "s" + index);
    }
}
