package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;

/**
 * Draws feature directions in two hidden dimensions as lines from the origin, in a panel for each density or training step.
 *
 * <p>The table is in long form: one row for each feature of each model. A quiet circle of radius 1 stands in every panel.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", introduction figure.
 */
public final class QuiverChart {

    private final ChartText text;
    private final ChartData data;
    private final String x;
    private final String y;
    private Optional<String> panel = Optional.empty();
    private Optional<String> label = Optional.empty();
    private Optional<ChartAxis> colour = Optional.empty();
    private Optional<Models> models = Optional.empty();

    /** Which model a row belongs to, and the column whose least value is the best model's. */
    private record Models(String column, String loss) {}

    /** How strongly a model is drawn. */
    private enum Weight {
        STRONG(2.5, 8, 1),
        FAINT(1, 3, 0.25);

        private final double line;
        private final double dot;
        private final double opacity;

        Weight(double line, double dot, double opacity) {
            this.line = line;
            this.dot = dot;
            this.opacity = opacity;
        }
    }

    private QuiverChart(ChartText text, ChartData data, String x, String y) {
        this.text = text;
        this.data = data;
        this.x = x;
        this.y = y;
    }

    /** Starts a chart of one panel and one model; {@code x} and {@code y} are the columns of the two hidden dimensions. */
    public static QuiverChart of(ChartText text, Table table, String x, String y) {
        return new QuiverChart(text, new ChartData(table), x, y);
    }

    /** Draws a panel for each text of a column, in order of appearance, at most twelve; the text is the panel's title. */
    public QuiverChart panelsBy(String column) {
        panel = Optional.of(column);
        return this;
    }

    /** Draws the model with the least loss of each panel strong and the others faint behind it. */
    public QuiverChart modelsBy(String column, String loss) {
        models = Optional.of(new Models(column, loss));
        return this;
    }

    /** Colours the directions by a number, such as the feature's importance, and adds a colour bar. */
    public QuiverChart colouredBy(ChartAxis axis) {
        colour = Optional.of(axis);
        return this;
    }

    /** Shows the text of a column, such as the feature, when the tip of a direction is pointed at. */
    public QuiverChart labelledBy(String column) {
        label = Optional.of(column);
        return this;
    }

    /** Returns the finished chart. */
    public Chart chart() {
        Map<String, int[]> panels = data.series(panel);
        Drawing drawing = new Drawing();
        int index = 0;
        for (int[] rows : panels.values()) {
            int[] best = best(rows);
            int[] others = IntStream.of(rows)
                    .filter(row -> Arrays.binarySearch(best, row) < 0)
                    .toArray();
            draw(drawing, index, others, Weight.FAINT);
            draw(drawing, index++, best, Weight.STRONG);
        }
        Panels grid = new Panels(List.copyOf(panels.keySet()), reach() * 1.1);
        return Chart.of(text, data.table(), drawing, grid.layout(drawing));
    }

    /** Far enough for the unit circle and for every direction. */
    private double reach() {
        return DoubleStream.concat(DoubleStream.of(data.numbers(x)), DoubleStream.of(data.numbers(y)))
                .filter(Double::isFinite)
                .map(Math::abs)
                .reduce(1, Math::max);
    }

    /** Returns the rows of the model with the least loss, ascending; all rows where there is one model. */
    private int[] best(int[] rows) {
        if (models.isEmpty()) {
            return rows;
        }
        double[] loss = data.numbers(models.get().loss());
        String[] names = data.texts(models.get().column());
        int[] ranked = ChartData.sorted(rows, loss);
        Require.that(
                Double.isFinite(loss[ranked[0]]),
                "a finite number in column '" + models.get().loss() + "' for each panel",
                loss[ranked[0]],
                "leave models without a loss out of the table");
        return IntStream.of(rows)
                .filter(row -> names[row].equals(names[ranked[0]]))
                .toArray();
    }

    private void draw(Drawing drawing, int panel, int[] rows, Weight weight) {
        if (rows.length == 0) {
            return;
        }
        byColour(rows).forEach((role, some) -> {
            ScatterTrace trace = in(panel, lines(some, role, weight)).build();
            drawing.add(trace, more -> more.put("hoverinfo", "skip"));
        });
        var tips = in(panel, tips(rows, weight));
        label.ifPresent(column -> tips.text(data.tokens(drawing.words(), column, rows)));
        drawing.add(tips.build(), more -> {
            colour.ifPresent(axis -> writeColours(more, axis, panel == 0 ? weight : Weight.FAINT));
            if (weight == Weight.STRONG) {
                more.put("hovertemplate", hover());
            } else {
                more.put("hoverinfo", "skip");
            }
        });
    }

    private static ScatterTrace.ScatterBuilder in(int panel, ScatterTrace.ScatterBuilder trace) {
        return trace.xAxis(Panels.axis("x", panel)).yAxis(Panels.axis("y", panel));
    }

    /** A line of plotly has one colour, so lines of the same colour make one trace. */
    private Map<String, int[]> byColour(int[] rows) {
        if (colour.isEmpty()) {
            return Map.of(Role.series(0), rows);
        }
        double[] shares = colourBar(colour.get()).shares();
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int row : rows) {
            groups.computeIfAbsent(Role.ordinal(shares[row]), role -> new ArrayList<>())
                    .add(row);
        }
        Map<String, int[]> found = new TreeMap<>();
        groups.forEach((role, group) ->
                found.put(role, group.stream().mapToInt(Integer::intValue).toArray()));
        return found;
    }

    private ColourBar colourBar(ChartAxis axis) {
        return new ColourBar(axis, data.numbers(axis.column()));
    }

    private ScatterTrace.ScatterBuilder lines(int[] rows, String role, Weight weight) {
        double[] across = fromOrigin(ChartData.pick(data.numbers(x), rows));
        double[] up = fromOrigin(ChartData.pick(data.numbers(y), rows));
        return ScatterTrace.builder(across, up)
                .mode(Mode.LINE)
                .opacity(weight.opacity)
                .showLegend(false)
                .line(Line.builder().color(role).width(weight.line).build());
    }

    /** From the origin to each tip, and a gap after it. */
    private static double[] fromOrigin(double[] tips) {
        return DoubleStream.of(tips)
                .flatMap(tip -> DoubleStream.of(0, tip, Double.NaN))
                .toArray();
    }

    private ScatterTrace.ScatterBuilder tips(int[] rows, Weight weight) {
        Marker.MarkerBuilder marker = Shapes.of(0).size(weight.dot);
        colour.ifPresentOrElse(
                axis -> marker.color(ChartData.pick(colourBar(axis).coloured(), rows)),
                () -> marker.color(Role.series(0)));
        return ScatterTrace.builder(ChartData.pick(data.numbers(x), rows), ChartData.pick(data.numbers(y), rows))
                .mode(Mode.MARKERS)
                .opacity(weight.opacity)
                .showLegend(false)
                .marker(marker.build());
    }

    /** All panels share one scale; one colour bar, that of the strong tips in the first panel, serves them all. */
    private void writeColours(ObjectNode more, ChartAxis axis, Weight weight) {
        colourBar(axis).writeScale(more);
        boolean shown = weight == Weight.STRONG;
        ObjectNode marker = more.withObject("/marker").put("showscale", shown);
        if (!shown) {
            marker.remove("colorbar");
        }
    }

    private String hover() {
        String heading = label.isPresent() ? "<b>%{text}</b><br>" : "";
        return heading + "(%{x:.3~f}, %{y:.3~f})<extra></extra>";
    }
}
