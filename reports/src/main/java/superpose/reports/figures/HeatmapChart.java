package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.traces.HeatmapTrace;

/**
 * Draws a number for each pair of a column and a row, such as AUROC for each layer and concept.
 *
 * <p>The table is in long form: one row for each cell. Pairs that are missing stay empty.
 */
public final class HeatmapChart {

    private static final int ROW_HEIGHT = 30;

    /** Many rows share this height, and of many labels on an axis only some are written. */
    private static final int TALL = 700;

    private static final int LABELS = 40;
    private static final int AROUND = 150;
    private static final int LETTER = 6;
    private static final int LONGEST_LABEL = 30;

    private final ChartText text;
    private final ChartData data;
    private final ChartAxis x;
    private final ChartAxis y;
    private ChartAxis value = ChartAxis.linear("value", "value");
    private OptionalDouble midpoint = OptionalDouble.empty();

    private HeatmapChart(ChartText text, ChartData data, ChartAxis x, ChartAxis y) {
        this.text = text;
        this.data = data;
        this.x = x;
        this.y = y;
    }

    /** Starts a chart of the column {@code value}; both axes are of texts. */
    public static HeatmapChart of(ChartText text, Table table, ChartAxis x, ChartAxis y) {
        return new HeatmapChart(text, new ChartData(table), x, y);
    }

    /** Says which column holds the numbers, what they are called and what range the colours span. */
    public HeatmapChart value(ChartAxis axis) {
        value = axis;
        return this;
    }

    /** Gives numbers below and above a midpoint two different hues, fainter towards it. */
    public HeatmapChart divergingAround(double middle) {
        midpoint = OptionalDouble.of(middle);
        return this;
    }

    /** Returns the finished chart. */
    public Chart chart() {
        Require.that(value.scale() == Scale.LINEAR, "a linear colour scale", value.scale(), "colour the logarithm");
        List<String> columns = Frame.distinct(data.texts(x.column()));
        List<String> rows = Frame.distinct(data.texts(y.column()));
        Drawing drawing = new Drawing();
        HeatmapTrace trace = HeatmapTrace.builder(places(columns), places(rows), cells(columns, rows))
                .build();
        drawing.add(trace, more -> beyond(more, columns, rows));
        Frame frame = new Frame(
                Frame.places(x, drawing.words(), written(columns)).build(),
                Frame.firstOnTop(Frame.places(y, drawing.words(), written(rows)))
                        .build(),
                Math.max(260, Math.min(rows.size() * ROW_HEIGHT, TALL) + AROUND + room(columns)));
        return Chart.of(text, data.table(), drawing, frame.layout());
    }

    /** Long labels of columns stand upright below the cells and need room there. */
    private static int room(List<String> columns) {
        int longest = columns.stream().mapToInt(String::length).max().orElse(0);
        return LETTER * Math.min(longest, LONGEST_LABEL);
    }

    /** Leaves out labels where all of them would lie on top of each other; the first and the last stay. */
    private static List<String> written(List<String> labels) {
        int every = Math.ceilDiv(labels.size(), LABELS);
        return IntStream.range(0, labels.size())
                .mapToObj(place -> place % every == 0 || place == labels.size() - 1 ? labels.get(place) : "")
                .toList();
    }

    private double[][] cells(List<String> columns, List<String> rows) {
        double[][] cells = new double[rows.size()][columns.size()];
        for (double[] row : cells) {
            Arrays.fill(row, Double.NaN);
        }
        String[] column = data.texts(x.column());
        String[] row = data.texts(y.column());
        double[] values = data.numbers(value.column());
        for (int i = 0; i < values.length; i++) {
            cells[rows.indexOf(row[i])][columns.indexOf(column[i])] = values[i];
        }
        return cells;
    }

    private void beyond(ObjectNode more, List<String> columns, List<String> rows) {
        more.put("colorscale", midpoint.isPresent() ? Role.DIVERGING : Role.SEQUENTIAL);
        midpoint.ifPresent(middle -> more.put("zmid", middle));
        value.span().ifPresent(span -> more.put("zmin", span.low()).put("zmax", span.high()));
        more.putObject("colorbar").putObject("title").put("text", PlotText.escape(value.title()));
        int gap = Math.max(rows.size(), columns.size()) > LABELS ? 0 : 2;
        more.put("xgap", gap).put("ygap", gap).put("hoverongaps", false);
        // The axes hold places, so each cell carries the words it stands for.
        var names = more.putArray("customdata");
        for (String row : rows) {
            var line = names.addArray();
            for (String column : columns) {
                line.addArray().add(PlotText.escape(row)).add(PlotText.escape(column));
            }
        }
        more.put("hovertemplate", hover());
    }

    private String hover() {
        return "<b>%{customdata[0]}</b><br>" + PlotText.escape(x.title()) + ": %{customdata[1]}<br>"
                + PlotText.escape(value.title()) + ": %{z:.4~g}<extra></extra>";
    }

    private static Object[] places(List<String> labels) {
        return IntStream.range(0, labels.size()).boxed().toArray();
    }
}
