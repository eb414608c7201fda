package superpose.reports.figures;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Require;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Line.Dash;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;

/** Lines drawn over points or cells, each from a table of its own and with its own dashes. */
final class Curves {

    private static final List<Dash> DASHES = List.of(Dash.SOLID, Dash.DASH, Dash.DOT, Dash.DASH_DOT);

    private final List<Curve> all = new ArrayList<>();

    private record Curve(ChartData data, String name) {}

    /** Adds a line over the columns of the chart's axes. */
    void add(Table table, String name) {
        all.add(new Curve(new ChartData(table), name));
    }

    /** Draws the lines, the first solid. */
    void draw(Drawing drawing, ChartAxis x, ChartAxis y) {
        Require.that(all.size() <= DASHES.size(), "at most 4 lines over a chart", all.size(), "split the chart");
        for (int index = 0; index < all.size(); index++) {
            Curve curve = all.get(index);
            double[] places = curve.data().numbers(x.column());
            int[] rows = ChartData.sorted(ChartData.everyRow(places), places);
            Points points = new Points(places, curve.data().numbers(y.column())).at(rows);
            ScatterTrace trace = ScatterTrace.builder(points.x(), points.y())
                    .mode(Mode.LINE)
                    .name(drawing.words().token(curve.name()))
                    .line(Line.builder()
                            .color(Role.TEXT)
                            .width(2)
                            .dash(DASHES.get(index))
                            .build())
                    .build();
            drawing.add(trace, more -> more.put("hovertemplate", Hover.template(curve.name(), x, y)));
        }
    }
}
