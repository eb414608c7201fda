package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.BarTrace.Orientation;
import tech.tablesaw.plotly.traces.ScatterTrace;

/**
 * Draws a horizontal bar for each text, with an error bar where an interval is known, and groups of bars side by side.
 *
 * <p>The table is in long form: one row for each bar. The bars lie, because the names of probes and concepts are long.
 */
public final class BarChart {

    private static final int BAR_HEIGHT = 24;
    private static final int GROUP_GAP = 14;
    private static final int AROUND = 130;

    /** More bars than this are drawn thin, or nobody would scroll past them. */
    private static final int MOST_THICK = 30;

    private static final int THIN_HEIGHT = 8;
    private static final int THIN_GAP = 3;

    private final ChartText text;
    private final ChartData data;
    private final ChartAxis category;
    private final ChartAxis value;
    private Optional<String> series = Optional.empty();
    private Optional<Interval> interval = Optional.empty();
    private Optional<Marks> marks = Optional.empty();
    private Optional<ChartAxis> colour = Optional.empty();
    private double start;

    /** A column of values to reach, one for each bar, and what they are. */
    private record Marks(String column, String name) {}

    private BarChart(ChartText text, ChartData data, ChartAxis category, ChartAxis value) {
        this.text = text;
        this.data = data;
        this.category = category;
        this.value = value;
    }

    /** Starts a chart of one bar for each category. */
    public static BarChart of(ChartText text, Table table, ChartAxis category, ChartAxis value) {
        return new BarChart(text, new ChartData(table), category, value);
    }

    /** Draws one bar for each text of a column in every category, at most eight. */
    public BarChart seriesBy(String column) {
        series = Optional.of(column);
        return this;
    }

    /** Draws error bars from one column to another; the columns hold the ends, not the lengths. */
    public BarChart interval(String low, String high) {
        interval = Optional.of(new Interval(low, high));
        return this;
    }

    /** Lets the bars start at a value other than 0, as at 1 for ratios on a logarithmic axis. */
    public BarChart from(double value) {
        start = value;
        return this;
    }

    /** Marks on each bar the value in a column, such as a target; for one bar in each category. */
    public BarChart marks(String column, String name) {
        marks = Optional.of(new Marks(column, name));
        return this;
    }

    /** Colours each bar by a number, such as a feature's interference, and adds a colour bar; for one bar in each category. */
    public BarChart colouredBy(ChartAxis axis) {
        colour = Optional.of(axis);
        return this;
    }

    /** Returns the finished chart. */
    public Chart chart() {
        Require.that(
                value.scale() == Scale.LINEAR || (value.scale() == Scale.LOG10 && start > 0),
                "a linear axis of values, or a logarithmic one and a start above 0",
                value.scale() + " from " + start,
                "say where the bars start");
        Require.that(marks.isEmpty() || series.isEmpty(), "marks on single bars", "groups of bars", "leave out one");
        Require.that(colour.isEmpty() || series.isEmpty(), "colours on single bars", "groups of bars", "leave out one");
        List<String> categories = Frame.distinct(data.texts(category.column()));
        Map<String, int[]> groups = data.series(series);
        Require.that(groups.size() <= Role.SERIES, "at most 8 bars a category", groups.size(), "split the chart");
        Drawing drawing = new Drawing();
        int index = 0;
        for (Map.Entry<String, int[]> group : groups.entrySet()) {
            drawGroup(drawing, index++, group, categories);
        }
        marks.ifPresent(targets -> drawMarks(drawing, targets, categories));
        Frame frame = new Frame(
                Frame.numeric(value, drawing.words(), reached()).build(),
                Frame.firstOnTop(Frame.places(category, drawing.words(), categories))
                        .build(),
                Math.max(240, height(categories.size(), groups.size())));
        return Chart.of(text, data.table(), drawing, frame.layout());
    }

    private static int height(int categories, int groups) {
        return AROUND
                + (categories * groups > MOST_THICK
                        ? categories * (groups * THIN_HEIGHT + THIN_GAP)
                        : categories * (groups * BAR_HEIGHT + GROUP_GAP));
    }

    private Marker marker(int index, int[] rows) {
        Marker.MarkerBuilder marker = Marker.builder();
        if (colour.isPresent()) {
            double[] values = data.numbers(colour.get().column());
            return marker.color(ChartData.pick(new ColourBar(colour.get(), values).coloured(), rows))
                    .showScale(true)
                    .build();
        }
        return marker.color(Role.fill(index))
                .line(Line.builder().color(Role.series(index)).width(1.5).build())
                .build();
    }

    private void drawGroup(Drawing drawing, int index, Map.Entry<String, int[]> group, List<String> categories) {
        int[] rows = group.getValue();
        String[] names = data.texts(category.column());
        Object[] places = Arrays.stream(rows)
                .map(row -> categories.indexOf(names[row]))
                .boxed()
                .toArray();
        double[] values = ChartData.pick(data.numbers(value.column()), rows);
        String name = group.getKey().isEmpty() ? value.title() : group.getKey();
        double[] lengths = Arrays.stream(values).map(end -> end - start).toArray();
        BarTrace trace = BarTrace.builder(places, lengths)
                .orientation(Orientation.HORIZONTAL)
                .name(drawing.words().token(name))
                .marker(marker(index, rows))
                .build();
        drawing.add(trace, more -> {
            more.put("base", start);
            colour.ifPresent(axis -> new ColourBar(axis, data.numbers(axis.column())).writeScale(more));
            interval.ifPresent(ends -> writeErrors(more.putObject("error_x"), ends, rows, values));
            ArrayNode labels = more.putArray("customdata");
            for (int bar = 0; bar < rows.length; bar++) {
                labels.addArray().add(PlotText.escape(names[rows[bar]])).add(FigureJson.number(values[bar]));
            }
            more.put("hovertemplate", hover(name));
        });
    }

    /** Everything that has a place on the axis of values: where bars start and end, and their marks. */
    private double[] reached() {
        DoubleStream ends = DoubleStream.concat(DoubleStream.of(start), DoubleStream.of(data.numbers(value.column())));
        double[] targets = marks.map(column -> data.numbers(column.column())).orElseGet(() -> new double[0]);
        return DoubleStream.concat(ends, DoubleStream.of(targets)).toArray();
    }

    private void drawMarks(Drawing drawing, Marks targets, List<String> categories) {
        double[] places = Arrays.stream(data.texts(category.column()))
                .mapToDouble(categories::indexOf)
                .toArray();
        ScatterTrace trace = ScatterTrace.builder(data.numbers(targets.column()), places)
                .mode(ScatterTrace.Mode.MARKERS)
                .name(drawing.words().token(targets.name()))
                .marker(Marker.builder().color(Role.TEXT).size(BAR_HEIGHT).build())
                .build();
        drawing.add(trace, more -> {
            // An upright stroke across the bar; Tablesaw has no name for it.
            more.putObject("marker")
                    .put("symbol", "line-ns")
                    .putObject("line")
                    .put("width", 3)
                    .put("color", Role.TEXT);
            more.put("hovertemplate", PlotText.escape(targets.name()) + ": %{x:.4~g}<extra></extra>");
        });
    }

    private void writeErrors(ObjectNode errors, Interval ends, int[] rows, double[] values) {
        double[] low = ChartData.pick(data.numbers(ends.low()), rows);
        double[] high = ChartData.pick(data.numbers(ends.high()), rows);
        errors.put("type", "data")
                .put("symmetric", false)
                .put("color", Role.TEXT)
                .put("thickness", 1.5)
                .put("width", 5);
        ArrayNode above = errors.putArray("array");
        ArrayNode below = errors.putArray("arrayminus");
        for (int bar = 0; bar < values.length; bar++) {
            above.add(FigureJson.number(Math.max(0, high[bar] - values[bar])));
            below.add(FigureJson.number(Math.max(0, values[bar] - low[bar])));
        }
    }

    private String hover(String name) {
        String series = this.series.isPresent() ? PlotText.escape(name) + "<br>" : "";
        return "<b>%{customdata[0]}</b><br>" + series + PlotText.escape(value.title())
                + ": %{customdata[1]:.4~g}<extra></extra>";
    }
}
