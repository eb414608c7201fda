package superpose.reports.toymodels;

import java.util.stream.IntStream;
import superpose.data.FeatureDirections;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.reproduce.TrainedModel;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Draws what each output of a tied model answers to each feature, {@code W_i . W_j}, and its bias beside it.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Basic Results".
 */
final class ProductHeatmap {

    private ProductHeatmap() {}

    static Chart of(ChartText text, TrainedModel model) {
        return HeatmapChart.of(
                        text,
                        table(model),
                        ChartAxis.category("input", "feature, and the bias of the output"),
                        ChartAxis.category("output", "output"))
                .value(ChartAxis.linear("product", "W_i · W_j").within(-1, 1))
                .divergingAround(0)
                .chart();
    }

    private static Table table(TrainedModel model) {
        StringColumn outputs = StringColumn.create("output");
        StringColumn inputs = StringColumn.create("input");
        DoubleColumn products = DoubleColumn.create("product");
        FeatureDirections directions = model.directions();
        float[] bias = model.bias();
        for (int output = 0; output < directions.features(); output++) {
            float[] direction = directions.of(output);
            for (int input = 0; input < directions.features(); input++) {
                outputs.append(String.valueOf(output));
                inputs.append(String.valueOf(input));
                products.append(rounded(dot(direction, directions.of(input))));
            }
            outputs.append(String.valueOf(output));
            inputs.append("bias");
            products.append(rounded(bias[output]));
        }
        return Table.create("products", outputs, inputs, products);
    }

    private static double dot(float[] first, float[] second) {
        return IntStream.range(0, first.length)
                .mapToDouble(unit -> first[unit] * second[unit])
                .sum();
    }

    /** Three decimals are enough for a colour and keep the page small. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
