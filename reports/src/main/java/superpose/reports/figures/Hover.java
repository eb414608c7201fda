package superpose.reports.figures;

/** What a point says when it is pointed at. */
final class Hover {

    private static final String END = "<extra></extra>";

    private Hover() {}

    /** Returns plotly's template: the name in bold, then both values under their axis titles. */
    static String template(String name, ChartAxis x, ChartAxis y) {
        return heading(PlotText.escape(name)) + line(x, "x") + "<br>" + line(y, "y") + END;
    }

    /** Returns a template whose heading is each point's own text. */
    static String ownText(ChartAxis x, ChartAxis y) {
        return heading("%{text}") + line(x, "x") + "<br>" + line(y, "y") + END;
    }

    /** Returns a template for something that has a place on one axis only. */
    static String place(String name, ChartAxis x) {
        return heading(PlotText.escape(name)) + line(x, "x") + END;
    }

    private static String heading(String escaped) {
        return "<b>" + escaped + "</b><br>";
    }

    private static String line(ChartAxis axis, String field) {
        String format = axis.scale() == Scale.LINEAR || axis.scale() == Scale.LOG10 ? ":.4~g" : "";
        return PlotText.escape(axis.title()) + ": %{" + field + format + "}";
    }
}
