package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import superpose.data.Require;

/** Thin horizontal lines across a chart, each with its label at the right end, such as 1/2 for antipodal pairs. */
final class Levels {

    /** The height of a label, in CSS pixels. */
    private static final double LABEL = 15;

    /** What of the height of a chart its axis does not have: the legend, the ticks and the title. */
    private static final int AROUND = 150;

    private final Map<Double, String> labels = new TreeMap<>(Comparator.naturalOrder());

    void add(double value, String label) {
        labels.put(value, label);
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }

    /** Adds the lines to the layout of a chart of the given height; labels that would touch move apart. */
    void draw(Drawing drawing, ChartAxis axis, int height) {
        if (labels.isEmpty()) {
            return;
        }
        Require.that(
                axis.span().isPresent(),
                "an axis '" + axis.title() + "' with both ends given, for labelled lines",
                "one that fits its data",
                "use within(low, high)");
        ChartAxis.Span span = axis.span().get();
        double pixels = (height - AROUND) / (span.high() - span.low());
        double[] wanted =
                labels.keySet().stream().mapToDouble(value -> value * pixels).toArray();
        double[] placed = apart(wanted, LABEL);
        int index = 0;
        for (Map.Entry<Double, String> level : labels.entrySet()) {
            double shift = Math.rint(placed[index] - wanted[index]);
            index++;
            writeLine(drawing.layout().withArray("/shapes").addObject(), level.getKey());
            writeLabel(drawing.layout().withArray("/annotations").addObject(), level, shift);
        }
    }

    private static void writeLine(ObjectNode line, double value) {
        line.put("type", "line").put("layer", "below");
        line.put("xref", "paper").put("x0", 0).put("x1", 1);
        line.put("yref", "y").put("y0", value).put("y1", value);
        line.putObject("line").put("color", Role.AXIS).put("width", 1).put("dash", "dot");
    }

    private static void writeLabel(ObjectNode label, Map.Entry<Double, String> level, double shift) {
        label.put("text", PlotText.escape(level.getValue())).put("showarrow", false);
        label.put("xref", "paper").put("x", 1).put("xanchor", "left").put("xshift", 2);
        label.put("yref", "y").put("y", level.getKey()).put("yanchor", "middle").put("yshift", shift);
        label.putObject("font").put("color", Role.QUIET);
    }

    /**
     * Returns the places nearest to those wanted, in the sum of squares, that are at least a gap apart.
     *
     * <p>Less {@code i} gaps, places that are apart never fall: so this is isotonic regression, by pooling neighbours that do.
     *
     * @param wanted ascending, [places]
     */
    static double[] apart(double[] wanted, double gap) {
        double[] sums = new double[wanted.length];
        int[] sizes = new int[wanted.length];
        int pools = 0;
        for (int i = 0; i < wanted.length; i++) {
            sums[pools] = wanted[i] - i * gap;
            sizes[pools++] = 1;
            while (pools > 1 && sums[pools - 2] / sizes[pools - 2] > sums[pools - 1] / sizes[pools - 1]) {
                pools--;
                sums[pools - 1] += sums[pools];
                sizes[pools - 1] += sizes[pools];
            }
        }
        double[] placed = new double[wanted.length];
        int place = 0;
        for (int pool = 0; pool < pools; pool++) {
            Arrays.fill(placed, place, place + sizes[pool], sums[pool] / sizes[pool]);
            place += sizes[pool];
        }
        Arrays.setAll(placed, i -> placed[i] + i * gap);
        return placed;
    }
}
