package superpose.reports.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Line.Dash;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;

/** Horizontal lines to compare with, such as chance; quiet in colour, each with its own dashes. */
final class References {

    private static final List<Dash> DASHES = List.of(Dash.DOT, Dash.DASH_DOT, Dash.LONG_DASH);

    private final Map<String, Double> values = new LinkedHashMap<>();

    void add(String label, double value) {
        values.put(label, value);
    }

    /** Draws each line from the first to the last of the given places. */
    void draw(Drawing drawing, double[] places) {
        double[] ends = ends(places);
        int index = 0;
        for (Map.Entry<String, Double> reference : values.entrySet()) {
            double[] level = {reference.getValue(), reference.getValue()};
            Dash dash = DASHES.get(index++ % DASHES.size());
            ScatterTrace trace = ScatterTrace.builder(ends, level)
                    .mode(Mode.LINE)
                    .name(drawing.words().token(reference.getKey()))
                    .line(Line.builder().color(Role.QUIET).width(1.5).dash(dash).build())
                    .build();
            drawing.add(trace, more -> more.put("hoverinfo", "name").put("legendrank", 2000));
        }
    }

    private static double[] ends(double[] places) {
        return new double[] {
            DoubleStream.of(places).filter(Double::isFinite).min().orElse(0),
            DoubleStream.of(places).filter(Double::isFinite).max().orElse(1)
        };
    }
}
