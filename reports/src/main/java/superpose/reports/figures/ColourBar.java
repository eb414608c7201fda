package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.DoubleStream;

/** The key of a colour scale; a logarithmic one holds logarithms and says the numbers themselves. */
final class ColourBar {

    private static final int STEPS = 24;

    private final ChartAxis axis;
    private final double[] values;

    /** Colours values, [points], along an axis. */
    ColourBar(ChartAxis axis, double[] values) {
        this.axis = axis;
        this.values = values;
    }

    /** Returns what is coloured: the values, or their logarithms to base 2 on a logarithmic scale. */
    double[] coloured() {
        double[] coloured = values.clone();
        if (axis.isLogarithmic()) {
            for (int i = 0; i < coloured.length; i++) {
                coloured[i] = Math.log(coloured[i]) / Math.log(2);
            }
        }
        return coloured;
    }

    /** Returns the values between which the colours run: those of the axis, or the least and the most of what is coloured. */
    ChartAxis.Span ends() {
        double least =
                DoubleStream.of(coloured()).filter(Double::isFinite).min().orElse(0);
        double most = DoubleStream.of(coloured()).filter(Double::isFinite).max().orElse(1);
        return axis.span().orElseGet(() -> new ChartAxis.Span(least, most > least ? most : least + 1));
    }

    /** Returns each value's place between the ends, 0 to 1, in at most 25 steps: no eye tells more apart. */
    double[] shares() {
        ChartAxis.Span ends = ends();
        return DoubleStream.of(coloured())
                .map(value -> Math.clamp((value - ends.low()) / (ends.high() - ends.low()), 0, 1))
                .map(share -> Math.rint(share * STEPS) / STEPS)
                .toArray();
    }

    /** Writes the colour scale of a trace's marker and its key. */
    void writeScale(ObjectNode trace) {
        ObjectNode marker = trace.putObject("marker").put("colorscale", Role.ORDINAL);
        write(marker.putObject("colorbar"));
        marker.put("cmin", ends().low()).put("cmax", ends().high());
    }

    /** Writes the title and the ticks of the bar. Modified. */
    private void write(ObjectNode bar) {
        bar.putObject("title").put("text", PlotText.escape(axis.title()));
        if (axis.isLogarithmic()) {
            bar.put("tickmode", "array");
            ArrayNode places = bar.putArray("tickvals");
            ArrayNode labels = bar.putArray("ticktext");
            for (double value : Frame.distinct(values)) {
                places.add(FigureJson.number(Math.log(value) / Math.log(2)));
                labels.add(Frame.plain(value));
            }
        }
    }
}
