package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import superpose.data.Require;
import tech.tablesaw.plotly.components.Grid;
import tech.tablesaw.plotly.components.Layout;

/**
 * A grid of equal square panels around the origin; the page wraps them into fewer columns on a narrow screen.
 *
 * @param titles what stands above each panel, left to right and top to bottom
 * @param reach how far each panel goes from the origin to every side
 */
record Panels(List<String> titles, double reach) {

    private static final int MOST = 12;
    private static final int MOST_IN_A_ROW = 5;
    private static final int WIDTH = 750;
    private static final int WIDEST = 240;
    private static final int HEADING = 32;

    Panels {
        Require.that(titles.size() <= MOST, "at most " + MOST + " panels", titles.size(), "choose some of them");
    }

    /** Returns the name of a panel's axis: x, x2, x3, ... */
    static String axis(String letter, int panel) {
        return panel == 0 ? letter : letter + (panel + 1);
    }

    /** Returns the layout; axes, circles and titles of the panels go to the drawing. */
    Layout layout(Drawing drawing) {
        int rows = Math.ceilDiv(titles.size(), MOST_IN_A_ROW);
        int columns = Math.ceilDiv(titles.size(), rows);
        for (int panel = 0; panel < titles.size(); panel++) {
            writeAxes(drawing.layout(), panel);
            writeCircle(drawing.layout().withArray("/shapes").addObject(), panel);
            writeTitle(drawing.layout().withArray("/annotations").addObject(), panel);
        }
        int side = Math.min(WIDEST, WIDTH / columns);
        return Layout.builder()
                .autosize(true)
                .height(rows * (side + HEADING))
                .grid(Grid.builder()
                        .rows(rows)
                        .columns(columns)
                        .pattern(Grid.Pattern.INDEPENDENT)
                        .build())
                .build();
    }

    private void writeAxes(ObjectNode layout, int panel) {
        for (String letter : List.of("x", "y")) {
            ObjectNode axis = layout.putObject(axis(letter + "axis", panel)).put("visible", false);
            axis.put("fixedrange", true).put("constrain", "domain");
            axis.putArray("range").add(-reach).add(reach);
        }
        layout.withObject("/" + axis("yaxis", panel)).put("scaleanchor", axis("x", panel));
    }

    private static void writeCircle(ObjectNode shape, int panel) {
        shape.put("type", "circle").put("layer", "below");
        shape.put("xref", axis("x", panel)).put("yref", axis("y", panel));
        shape.put("x0", -1).put("x1", 1).put("y0", -1).put("y1", 1);
        shape.putObject("line").put("color", Role.AXIS).put("width", 1);
    }

    private void writeTitle(ObjectNode annotation, int panel) {
        annotation.put("text", PlotText.escape(titles.get(panel))).put("showarrow", false);
        annotation.put("xref", axis("x", panel) + " domain").put("x", 0.5).put("xanchor", "center");
        annotation.put("yref", axis("y", panel) + " domain").put("y", 1).put("yanchor", "bottom");
    }
}
