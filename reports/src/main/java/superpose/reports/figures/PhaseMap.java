package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.traces.HeatmapTrace;

/**
 * Draws which of a few phases each pair of two numbers is in, such as a feature's fate by importance and density.
 *
 * <p>The table is in long form: one row for each cell of the grid. Pairs that are missing stay empty.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", Superposition as a phase change.
 */
public final class PhaseMap {

    private static final int HEIGHT = 480;

    /** The first phase is that in which there is nothing to see. */
    private static final List<String> ROLES = List.of(Role.NOTHING, Role.fill(1), Role.fill(0), Role.fill(2));

    private final ChartText text;
    private final ChartData data;
    private final ChartAxis x;
    private final ChartAxis y;
    private final Curves boundaries = new Curves();
    private String phase = "phase";
    private List<String> phases = List.of("not learned", "superposed", "dedicated");

    private PhaseMap(ChartText text, ChartData data, ChartAxis x, ChartAxis y) {
        this.text = text;
        this.data = data;
        this.x = x;
        this.y = y;
    }

    /** Starts a map of the column {@code phase}, whose texts are "not learned", "superposed" and "dedicated". */
    public static PhaseMap of(ChartText text, Table table, ChartAxis x, ChartAxis y) {
        return new PhaseMap(text, new ChartData(table), x, y);
    }

    /** Says which column holds the phases, and which there are, at most four: from nothing to see to most. */
    public PhaseMap phases(String column, String... names) {
        phase = column;
        phases = List.of(names);
        return this;
    }

    /** Draws a line over the map from another table with the same columns of places, such as a boundary in closed form. */
    public PhaseMap boundary(Table curve, String name) {
        boundaries.add(curve, name);
        return this;
    }

    /** Returns the finished chart. */
    public Chart chart() {
        Require.that(phases.size() <= ROLES.size(), "at most 4 phases", phases.size(), "join some of them");
        String[] found = data.texts(phase);
        for (String one : found) {
            Require.that(phases.contains(one), "one of the phases " + phases, one, "name every phase");
        }
        Drawing drawing = new Drawing();
        for (int index = 0; index < phases.size(); index++) {
            drawPhase(drawing, index, found);
        }
        boundaries.draw(drawing, x, y);
        Frame frame = new Frame(axis(x, drawing.words()), axis(y, drawing.words()), HEIGHT);
        return Chart.of(text, data.table(), drawing, frame.layout());
    }

    /** An axis that ends where the outermost cells do, whatever is drawn over them. */
    private Axis axis(ChartAxis axis, PlotText words) {
        double[] places = data.numbers(axis.column());
        double[] edges = edges(axis);
        double low = edges[0];
        double high = edges[edges.length - 1];
        return Frame.numeric(axis, words, places)
                .showGrid(false)
                .range(onAxis(axis, low), onAxis(axis, high))
                .build();
    }

    private static double onAxis(ChartAxis axis, double value) {
        return axis.isLogarithmic() ? Math.log10(value) : value;
    }

    /** A heat map for each phase, so that the legend names it and can hide it. */
    private void drawPhase(Drawing drawing, int index, String[] found) {
        double[][] cells = cells(index, found);
        HeatmapTrace trace =
                HeatmapTrace.builder(boxed(edges(x)), boxed(edges(y)), cells).build();
        drawing.add(trace, more -> {
            more.put("name", PlotText.escape(phases.get(index)));
            more.put("showlegend", true).put("showscale", false).put("hoverongaps", false);
            more.put("zmin", 0).put("zmax", 1);
            ArrayNode scale = more.putArray("colorscale");
            scale.addArray().add(0).add(ROLES.get(index));
            scale.addArray().add(1).add(ROLES.get(index));
            writePlaces(more, cells);
            more.put("hovertemplate", hover(phases.get(index)));
        });
    }

    /** Returns 1 where a cell is in the phase and NaN where it is not, [places on y, places on x]. */
    private double[][] cells(int index, String[] found) {
        double[] columns = Frame.distinct(data.numbers(x.column()));
        double[] rows = Frame.distinct(data.numbers(y.column()));
        double[][] cells = new double[rows.length][columns.length];
        for (double[] row : cells) {
            Arrays.fill(row, Double.NaN);
        }
        double[] across = data.numbers(x.column());
        double[] up = data.numbers(y.column());
        for (int i = 0; i < found.length; i++) {
            if (found[i].equals(phases.get(index))) {
                cells[Arrays.binarySearch(rows, up[i])][Arrays.binarySearch(columns, across[i])] = 1;
            }
        }
        return cells;
    }

    /** Plotly would name the middle of a cell on a linear axis; each cell carries the places it was measured at. */
    private void writePlaces(ObjectNode more, double[][] cells) {
        double[] columns = Frame.distinct(data.numbers(x.column()));
        double[] rows = Frame.distinct(data.numbers(y.column()));
        ArrayNode places = more.putArray("customdata");
        for (int row = 0; row < rows.length; row++) {
            ArrayNode line = places.addArray();
            for (int column = 0; column < columns.length; column++) {
                if (Double.isNaN(cells[row][column])) {
                    line.addNull();
                } else {
                    line.addArray().add(FigureJson.number(columns[column])).add(FigureJson.number(rows[row]));
                }
            }
        }
    }

    private String hover(String name) {
        return "<b>" + PlotText.escape(name) + "</b><br>" + PlotText.escape(x.title()) + ": %{customdata[0]:.4~g}<br>"
                + PlotText.escape(y.title()) + ": %{customdata[1]:.4~g}<extra></extra>";
    }

    /** Returns where cells begin and end, [places + 1]: halfway between neighbours as the axis lays them out. */
    private double[] edges(ChartAxis axis) {
        double[] places = Frame.distinct(data.numbers(axis.column()));
        Require.that(
                DoubleStream.of(data.numbers(axis.column())).allMatch(Double::isFinite),
                "a number in every row of column '" + axis.column() + "'",
                "a missing one",
                "leave cells without a place out of the table");
        Require.that(
                places.length > 1 && (!axis.isLogarithmic() || places[0] > 0),
                "two or more places in column '" + axis.column() + "', above 0 on a logarithmic axis",
                places.length == 0 ? "none" : places.length + " from " + places[0],
                "draw a map of a grid");
        double[] laid =
                DoubleStream.of(places).map(place -> onAxis(axis, place)).toArray();
        double[] edges = new double[laid.length + 1];
        for (int i = 1; i < laid.length; i++) {
            edges[i] = (laid[i - 1] + laid[i]) / 2;
        }
        edges[0] = 2 * laid[0] - edges[1];
        edges[laid.length] = 2 * laid[laid.length - 1] - edges[laid.length - 1];
        return axis.isLogarithmic()
                ? DoubleStream.of(edges).map(edge -> Math.pow(10, edge)).toArray()
                : edges;
    }

    private static Object[] boxed(double[] values) {
        return DoubleStream.of(values).boxed().toArray();
    }
}
