package superpose.reports.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The key of a colour scale; a logarithmic one holds logarithms and says the numbers themselves. */
final class ColourBar {

    private final ChartAxis axis;
    private final double[] values;

    /** Colours values, [points], along an axis. */
    ColourBar(ChartAxis axis, double[] values) {
        this.axis = axis;
        this.values = values;
    }

    ChartAxis axis() {
        return axis;
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

    /** Writes the title and the ticks of the bar. Modified. */
    void write(ObjectNode bar) {
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
