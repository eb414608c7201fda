package superpose.reports.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static superpose.reports.figures.ChartReader.json;
import static superpose.reports.figures.ChartReader.named;
import static superpose.reports.figures.ChartReader.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class ChartTest {

    private static final ChartText TEXT = new ChartText("title", "caption");

    @Test
    void neuronTicksAreTheCountsThatOccur() {
        JsonNode axis = json(lines().chart()).at("/layout/xaxis");
        assertEquals("log", axis.get("type").textValue());
        assertEquals(List.of("2", "4", "8"), texts(axis.get("ticktext")));
        assertEquals(List.of("2", "4", "8"), texts(axis.get("tickvals")));
    }

    @Test
    void everyAxisHasATitleThatPlotlyThreeReads() {
        JsonNode layout = json(lines().chart()).get("layout");
        assertEquals("neuron count", layout.at("/xaxis/title/text").textValue());
        assertEquals("share", layout.at("/yaxis/title/text").textValue());
    }

    @Test
    void linesRunInOrderOfTheirPlaces() {
        JsonNode line = named(json(lines().chart()), "a");
        assertEquals(List.of("2", "4", "8"), texts(line.get("x")));
        assertEquals(List.of("0.1", "0.2", "0.3"), texts(line.get("y")));
    }

    @Test
    void aBandGoesThereAndBack() {
        JsonNode band = json(lines().band("low", "high").chart()).at("/data/0");
        assertEquals("toself", band.get("fill").textValue());
        assertEquals(List.of("2", "4", "8", "8", "4", "2"), texts(band.get("x")));
        assertEquals(List.of("0.2", "0.3", "0.4", "0.2", "0.1", "0"), texts(band.get("y")));
    }

    @Test
    void missingIntervalsLeaveNoBand() {
        Table table = table().where(table().stringColumn("model").isEqualTo("a"));
        table.doubleColumn("low").setMissing(0).setMissing(1).setMissing(2);
        Chart chart = LineChart.of(TEXT, table, ChartAxis.neurons(), ChartAxis.linear("share", "share"))
                .band("low", "high")
                .chart();
        assertEquals(1, json(chart).get("data").size());
    }

    @Test
    void onlyRolesStandForColours() {
        String json =
                lines().band("low", "high").reference(0.5, "chance").chart().json();
        assertFalse(json.matches("(?s).*#[0-9a-fA-F]{3,6}.*"), json);
        assertTrue(json.contains("@series-0") && json.contains("@band-1") && json.contains("@quiet"));
    }

    @Test
    void theTablesawFigureIsTheOneThatIsDrawn() {
        Chart chart = lines().chart();
        assertEquals(chart.figure().getTraces().length, json(chart).get("data").size());
    }

    @Test
    void barsCarryTheEndsOfTheirIntervals() {
        Chart chart = BarChart.of(
                        TEXT, table(), ChartAxis.category("model", "model"), ChartAxis.linear("share", "share"))
                .interval("low", "high")
                .chart();
        JsonNode errors = json(chart).at("/data/0/error_x");
        assertEquals(0.1, errors.at("/array/0").doubleValue(), 1e-9);
        assertEquals(0.1, errors.at("/arrayminus/0").doubleValue(), 1e-9);
    }

    @Test
    void barsOnALogarithmicAxisRunFromTheirStartToTheirValue() {
        Chart chart = BarChart.of(
                        TEXT, table(), ChartAxis.category("model", "model"), ChartAxis.log10("share", "share"))
                .from(0.5)
                .marks("high", "target")
                .chart();
        JsonNode bars = json(chart).at("/data/0");
        assertEquals("log", json(chart).at("/layout/xaxis/type").textValue());
        for (int bar = 0; bar < table().rowCount(); bar++) {
            double end = bars.get("base").doubleValue() + bars.at("/x/" + bar).doubleValue();
            assertEquals(table().doubleColumn("share").get(bar), end, 1e-6);
            assertEquals(end, bars.at("/customdata/" + bar + "/1").doubleValue(), 1e-6);
        }
        JsonNode marks = named(json(chart), "target");
        assertEquals("line-ns", marks.at("/marker/symbol").textValue());
        assertEquals(table().doubleColumn("high").get(0), marks.at("/x/0").doubleValue(), 1e-6);
        assertThrows(
                BadInputException.class,
                () -> BarChart.of(
                                TEXT, table(), ChartAxis.category("model", "model"), ChartAxis.log10("share", "share"))
                        .chart());
    }

    @Test
    void aShortLogarithmicAxisLabelsOneTwoAndFive() {
        Chart chart = LineChart.of(TEXT, table(), ChartAxis.neurons(), ChartAxis.log10("share", "share"))
                .seriesBy("model")
                .chart();
        assertEquals(List.of("0.1", "0.2", "0.5"), texts(json(chart).at("/layout/yaxis/ticktext")));
    }

    @Test
    void cellsStandAtTheirRowAndColumn() {
        JsonNode heatmap = json(HeatmapChart.of(
                                TEXT,
                                table(),
                                ChartAxis.category("neurons", "neurons"),
                                ChartAxis.category("model", "model"))
                        .value(ChartAxis.linear("share", "share"))
                        .chart())
                .at("/data/0");
        assertEquals("[[0.3,0.1,0.2],[0.9,null,null]]", heatmap.get("z").toString());
        assertEquals("b", heatmap.at("/customdata/1/0/0").textValue());
        assertEquals("8", heatmap.at("/customdata/1/0/1").textValue());
    }

    @Test
    void aColourBarOfDoublingsSaysTheCounts() {
        JsonNode marker = json(ScatterChart.of(
                                TEXT, table(), ChartAxis.linear("low", "low"), ChartAxis.linear("share", "share"))
                        .colouredBy(ChartAxis.neurons())
                        .chart())
                .at("/data/0/marker");
        assertEquals(List.of("2", "4", "8"), texts(marker.at("/colorbar/ticktext")));
        assertEquals(List.of("1", "2", "3"), texts(marker.at("/colorbar/tickvals")));
    }

    @Test
    void manyPointsAreThinnedAndTheCaptionSaysSo() {
        double[] numbers = IntStream.range(0, 10_000).asDoubleStream().toArray();
        Table many = Table.create("many", DoubleColumn.create("x", numbers), DoubleColumn.create("y", numbers));
        Chart chart = ScatterChart.of(TEXT, many, ChartAxis.linear("x", "x"), ChartAxis.linear("y", "y"))
                .chart();
        assertEquals(4_000, json(chart).at("/data/0/x").size());
        assertTrue(chart.text().caption().contains("4000 of 10000"));
        assertEquals(10_000, chart.table().rowCount());
    }

    @Test
    void badInputIsSaidInOneLine() {
        ChartAxis share = ChartAxis.linear("share", "share");
        assertThrows(BadInputException.class, () -> new ChartText("", "caption"));
        assertThrows(BadInputException.class, () -> new ChartText("title", " "));
        assertThrows(BadInputException.class, () -> ChartAxis.linear("share", ""));
        assertThrows(BadInputException.class, () -> share.within(1, 0));
        assertThrows(
                BadInputException.class,
                () -> LineChart.of(TEXT, table(), ChartAxis.linear("nowhere", "x"), share)
                        .chart());
        assertThrows(
                BadInputException.class,
                () -> LineChart.of(TEXT, table(), ChartAxis.linear("model", "x"), share)
                        .chart());
        assertThrows(
                BadInputException.class,
                () -> LineChart.of(TEXT, table(), ChartAxis.log2("low", "x"), share)
                        .chart());
    }

    private static LineChart lines() {
        return LineChart.of(TEXT, table(), ChartAxis.neurons(), ChartAxis.linear("share", "share"))
                .seriesBy("model");
    }

    /** Rows out of order on purpose. */
    private static Table table() {
        return Table.create(
                "table",
                StringColumn.create("model", "a", "a", "a", "b"),
                IntColumn.create("neurons", 8, 2, 4, 8),
                DoubleColumn.create("share", 0.3, 0.1, 0.2, 0.9),
                DoubleColumn.create("low", 0.2, 0, 0.1, 0.8),
                DoubleColumn.create("high", 0.4, 0.2, 0.3, 1));
    }
}
