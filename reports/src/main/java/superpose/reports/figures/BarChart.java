package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.BarTrace.Orientation;

/**
 * Draws a horizontal bar for each text, with an error bar where an interval is known, and groups of bars side by side.
 *
 * <p>The table is in long form: one row for each bar. The bars lie, because the names of probes and concepts are long.
 */
public final class BarChart {

    private static final int BAR_HEIGHT = 24;
    private static final int GROUP_GAP = 14;
    private static final int AROUND = 130;

    private final ChartText text;
    private final ChartData data;
    private final ChartAxis category;
    private final ChartAxis value;
    private Optional<String> series = Optional.empty();
    private Optional<Interval> interval = Optional.empty();

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

    /** Returns the finished chart. */
    public Chart chart() {
        Require.that(value.scale() == Scale.LINEAR, "a linear axis of values", value.scale(), "a bar starts at 0");
        List<String> categories = Frame.distinct(data.texts(category.column()));
        Map<String, int[]> groups = data.series(series);
        Require.that(groups.size() <= Role.SERIES, "at most 8 bars a category", groups.size(), "split the chart");
        Drawing drawing = new Drawing();
        int index = 0;
        for (Map.Entry<String, int[]> group : groups.entrySet()) {
            drawGroup(drawing, index++, group, categories);
        }
        int height = categories.size() * (groups.size() * BAR_HEIGHT + GROUP_GAP) + AROUND;
        Frame frame = new Frame(
                Frame.numeric(value, drawing.words(), data.numbers(value.column()))
                        .build(),
                Frame.firstOnTop(Frame.places(category, drawing.words(), categories))
                        .build(),
                Math.max(240, height));
        return Chart.of(text, data.table(), drawing, frame.layout());
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
        BarTrace trace = BarTrace.builder(places, values)
                .orientation(Orientation.HORIZONTAL)
                .name(drawing.words().token(name))
                .marker(Marker.builder()
                        .color(Role.fill(index))
                        .line(Line.builder()
                                .color(Role.series(index))
                                .width(1.5)
                                .build())
                        .build())
                .build();
        drawing.add(trace, more -> {
            interval.ifPresent(ends -> writeErrors(more.putObject("error_x"), ends, rows, values));
            ArrayNode labels = more.putArray("customdata");
            Arrays.stream(rows).forEach(row -> labels.add(PlotText.escape(names[row])));
            more.put("hovertemplate", hover(name));
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
        return "<b>%{customdata}</b><br>" + series + PlotText.escape(value.title()) + ": %{x:.4~g}<extra></extra>";
    }
}
