package superpose.reports.figures;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;

/** Draws one point for each row of a table, coloured by a number or told apart by a text. */
public final class ScatterChart {

    /** More points than this cannot be told apart on a screen, and make the page slow. */
    private static final int MOST_POINTS = 4_000;

    private final ChartText text;
    private final ChartData data;
    private final ChartAxis x;
    private final ChartAxis y;
    private final References references = new References();
    private Optional<String> series = Optional.empty();
    private Optional<ChartAxis> colour = Optional.empty();
    private Optional<String> label = Optional.empty();

    private ScatterChart(ChartText text, ChartData data, ChartAxis x, ChartAxis y) {
        this.text = text;
        this.data = data;
        this.x = x;
        this.y = y;
    }

    /** Starts a chart of points that all look alike. */
    public static ScatterChart of(ChartText text, Table table, ChartAxis x, ChartAxis y) {
        return new ScatterChart(text, new ChartData(table), x, y);
    }

    /** Colours the points by a number, such as the neuron count, and adds a colour bar. */
    public ScatterChart colouredBy(ChartAxis axis) {
        colour = Optional.of(axis);
        return this;
    }

    /** Gives each text of a column its own colour and marker, at most eight. */
    public ScatterChart seriesBy(String column) {
        series = Optional.of(column);
        return this;
    }

    /** Shows the text of a column when a point is pointed at. */
    public ScatterChart labelledBy(String column) {
        label = Optional.of(column);
        return this;
    }

    /** Draws a horizontal line, such as chance at 0.5. */
    public ScatterChart reference(double value, String name) {
        references.add(name, value);
        return this;
    }

    /** Returns the finished chart; of very many points an even choice is drawn, and the caption says so. */
    public Chart chart() {
        Require.that(
                series.isEmpty() || colour.isEmpty(),
                "points coloured by a number or by a text",
                "both",
                "choose one: colour has one meaning");
        ScatterChart drawn = thinned();
        Drawing drawing = new Drawing();
        double[] places = drawn.data.numbers(x.column());
        double[] values = drawn.data.numbers(y.column());
        references.draw(drawing, places);
        Map<String, int[]> groups = drawn.data.series(series);
        Require.that(groups.size() <= Role.SERIES, "at most 8 groups", groups.size(), "colour by a number instead");
        int index = 0;
        for (Map.Entry<String, int[]> group : groups.entrySet()) {
            drawn.drawGroup(drawing, index++, group);
        }
        Frame frame = new Frame(
                Frame.numeric(x, drawing.words(), places).build(),
                Frame.numeric(y, drawing.words(), values).build(),
                Frame.HEIGHT);
        return Chart.of(drawn.text, data.table(), drawing, frame.layout());
    }

    private void drawGroup(Drawing drawing, int index, Map.Entry<String, int[]> group) {
        int[] rows = group.getValue();
        Points points = new Points(data.numbers(x.column()), data.numbers(y.column())).at(rows);
        Optional<ColourBar> bar =
                colour.map(axis -> new ColourBar(axis, ChartData.pick(data.numbers(axis.column()), rows)));
        String name = group.getKey().isEmpty() ? y.title() : group.getKey();
        var trace = ScatterTrace.builder(points.x(), points.y())
                .mode(Mode.MARKERS)
                .opacity(0.8)
                .name(drawing.words().token(name))
                .marker(marker(index, bar));
        label.ifPresent(column -> trace.text(data.tokens(drawing.words(), column, rows)));
        drawing.add(trace.build(), more -> {
            more.put("hovertemplate", label.isPresent() ? Hover.ownText(x, y) : Hover.template(name, x, y));
            bar.ifPresent(key -> key.writeScale(more));
        });
    }

    private static Marker marker(int index, Optional<ColourBar> bar) {
        Marker.MarkerBuilder marker = Shapes.of(index).size(8);
        if (bar.isEmpty()) {
            return marker.color(Role.series(index)).build();
        }
        return marker.color(bar.get().coloured()).showScale(true).build();
    }

    private ScatterChart thinned() {
        int rows = data.table().rowCount();
        if (rows <= MOST_POINTS) {
            return this;
        }
        int[] chosen = IntStream.range(0, MOST_POINTS)
                .map(point -> (int) ((long) point * rows / MOST_POINTS))
                .toArray();
        String caption = text.caption() + " (" + MOST_POINTS + " of " + rows + " points are drawn, evenly chosen.)";
        ScatterChart fewer = new ScatterChart(
                new ChartText(text.title(), caption), new ChartData(data.table().rows(chosen)), x, y);
        fewer.series = series;
        fewer.colour = colour;
        fewer.label = label;
        return fewer;
    }
}
