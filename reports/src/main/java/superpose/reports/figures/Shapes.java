package superpose.reports.figures;

import java.util.List;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.Symbol;

/** A marker for each series, so that colour is never the only thing that tells two apart. */
final class Shapes {

    private static final List<Symbol> SYMBOLS = List.of(
            Symbol.CIRCLE,
            Symbol.SQUARE,
            Symbol.DIAMOND,
            Symbol.TRIANGLE_UP,
            Symbol.CROSS,
            Symbol.TRIANGLE_DOWN,
            Symbol.X,
            Symbol.STAR);

    private Shapes() {}

    /** Starts the marker of a series: its shape, and an outline in the page's colour that keeps neighbours apart. */
    static Marker.MarkerBuilder of(int series) {
        return Marker.builder()
                .symbol(SYMBOLS.get(series % SYMBOLS.size()))
                .line(Line.builder().color(Role.PAGE).width(1).build());
    }

    /** Starts the marker of one of very many points: small, and without an outline that would hide its neighbours. */
    static Marker.MarkerBuilder small(int series) {
        return Marker.builder().symbol(SYMBOLS.get(series % SYMBOLS.size())).size(4);
    }
}
