package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A Tablesaw figure being built, and beside it the few plotly attributes that Tablesaw 0.44 has no word for.
 *
 * <p>Those are: {@code hoverinfo} and {@code hovertemplate}, {@code error_x}, {@code customdata}, {@code legendgroup}
 * (its builder takes one, its template drops it), {@code legendrank}, colour
 * scales other than its own, colour bars with a title, the gaps between the cells of a heat map, axes beyond the first four, axes
 * tied to each other, and shapes and annotations.
 */
final class Drawing {

    private final PlotText words = new PlotText();
    private final List<Trace> traces = new ArrayList<>();
    private final List<ObjectNode> beyond = new ArrayList<>();
    private final ObjectNode beyondLayout = JsonNodeFactory.instance.objectNode();

    /** Returns where words are exchanged for tokens. */
    PlotText words() {
        return words;
    }

    /** Adds a trace, and sets what Tablesaw cannot say about it. */
    void add(Trace trace, Consumer<ObjectNode> beyondTablesaw) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        beyondTablesaw.accept(more);
        traces.add(trace);
        beyond.add(more);
    }

    /** Returns what Tablesaw cannot say about the layout, to be filled in. */
    ObjectNode layout() {
        return beyondLayout;
    }

    /** Returns the figure in Tablesaw's words alone. */
    Figure figure(Layout layout) {
        return Figure.builder()
                .layout(layout)
                .addTraces(traces.toArray(Trace[]::new))
                .build();
    }

    /** Returns the figure as plotly.js takes it, with what Tablesaw cannot say filled in. */
    ObjectNode json(Figure figure) {
        ObjectNode root = new FigureJson(words).read(figure);
        for (int trace = 0; trace < traces.size(); trace++) {
            FigureJson.merge((ObjectNode) root.get("data").get(trace), beyond.get(trace));
        }
        FigureJson.merge((ObjectNode) root.get("layout"), beyondLayout);
        return root;
    }
}
