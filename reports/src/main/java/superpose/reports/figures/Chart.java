package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;

/**
 * A finished chart: its words, the table behind it, the Tablesaw figure, and the same figure as JSON for plotly.js.
 *
 * <p>Made by {@link LineChart}, {@link ScatterChart}, {@link HeatmapChart}, {@link BarChart}, {@link QuiverChart} and {@link PhaseMap}.
 */
public final class Chart {

    private final ChartText text;
    private final Table table;
    private final Figure figure;
    private final String json;
    private final int height;
    private final Optional<String> tableFile;

    private Chart(ChartText text, Table table, Figure figure, String json, int height, Optional<String> tableFile) {
        this.text = text;
        this.table = table;
        this.figure = figure;
        this.json = json;
        this.height = height;
        this.tableFile = tableFile;
    }

    static Chart of(ChartText text, Table table, Drawing drawing, Layout layout) {
        Figure figure = drawing.figure(layout);
        ObjectNode json = drawing.json(figure);
        int height = json.get("layout").get("height").asInt();
        return new Chart(text, table, figure, json.toString(), height, Optional.empty());
    }

    /** Returns the same chart, knowing the file that holds its whole table, such as {@code tables/recovery.csv}. */
    public Chart withTableFile(String file) {
        return new Chart(text, table, figure, json, height, Optional.of(file));
    }

    /** Returns the words around the chart. */
    public ChartText text() {
        return text;
    }

    /** Returns the table behind the chart. */
    public Table table() {
        return table;
    }

    /** Returns the file that holds the whole table, where there is one. */
    public Optional<String> tableFile() {
        return tableFile;
    }

    /** Returns the figure in Tablesaw's own words. */
    public Figure figure() {
        return figure;
    }

    /** Returns the figure as JSON for plotly.js 3: {@code {"data": [...], "layout": {...}}}; colours are roles. */
    public String json() {
        return json;
    }

    /** Returns the height of the plot on a wide screen, in CSS pixels. */
    public int height() {
        return height;
    }
}
