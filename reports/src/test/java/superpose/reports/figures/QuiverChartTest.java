package superpose.reports.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static superpose.reports.figures.ChartReader.json;
import static superpose.reports.figures.ChartReader.texts;
import static superpose.reports.figures.ChartReader.traces;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class QuiverChartTest {

    private static final ChartText TEXT = new ChartText("title", "caption");

    @Test
    void everyLineStartsAtTheOriginAndEndsAtItsTip() {
        JsonNode line = traces(QuiverChart.of(TEXT, table(), "x", "y").chart()).getFirst();
        assertEquals(
                List.of("0", "0.5", "null", "0", "1", "null"),
                texts(line.get("x")).subList(0, 6));
        assertEquals(
                List.of("0", "0.2", "null", "0", "0", "null"),
                texts(line.get("y")).subList(0, 6));
    }

    @Test
    void everyDensityHasItsPanelItsTitleAndItsCircle() {
        JsonNode layout = json(chart().chart()).get("layout");
        assertEquals(
                List.of("density 1", "density 0.1"), layout.get("annotations").findValuesAsText("text"));
        assertEquals(List.of("x", "x2"), layout.get("shapes").findValuesAsText("xref"));
        for (JsonNode circle : layout.get("shapes")) {
            assertEquals(2, circle.get("x1").asInt() - circle.get("x0").asInt());
            assertEquals(2, circle.get("y1").asInt() - circle.get("y0").asInt());
        }
    }

    @Test
    void panelsAreSquareAndAllReachEquallyFar() {
        JsonNode layout = json(chart().chart()).get("layout");
        assertEquals("x2", layout.at("/yaxis2/scaleanchor").textValue());
        assertEquals(layout.at("/xaxis/range"), layout.at("/yaxis/range"));
        assertEquals(layout.at("/xaxis/range"), layout.at("/xaxis2/range"));
        assertTrue(layout.at("/xaxis/range/1").doubleValue() > 1.4, "the longest direction has room");
    }

    @Test
    void theModelWithTheLeastLossOfEachPanelIsStrong() {
        List<JsonNode> strong = traces(chart().modelsBy("seed", "loss").chart()).stream()
                .filter(trace -> trace.get("mode").asText().equals("markers"))
                .filter(trace -> trace.path("opacity").asDouble(1) == 1)
                .toList();
        assertEquals(List.of("0.5", "1"), texts(strong.getFirst().get("x")));
        assertEquals(List.of("0.7"), texts(strong.getLast().get("x")));
    }

    @Test
    void noDirectionIsLostOrDrawnTwice() {
        int tips = traces(chart().modelsBy("seed", "loss").chart()).stream()
                .filter(trace -> trace.get("mode").asText().equals("markers"))
                .mapToInt(trace -> trace.get("x").size())
                .sum();
        int lines = traces(chart().modelsBy("seed", "loss").chart()).stream()
                .filter(trace -> trace.get("mode").asText().equals("lines"))
                .mapToInt(trace -> trace.get("x").size() / 3)
                .sum();
        assertEquals(table().rowCount(), tips);
        assertEquals(table().rowCount(), lines);
    }

    @Test
    void theLeastAndTheMostImportantHaveTheEndsOfTheScaleInEveryPanel() {
        Set<String> colours = traces(chart().chart()).stream()
                .filter(trace -> trace.get("mode").asText().equals("lines"))
                .map(trace -> trace.at("/line/color").textValue())
                .collect(Collectors.toSet());
        assertTrue(colours.containsAll(Set.of("@ordinal:0.0", "@ordinal:1.0")), colours.toString());
    }

    @Test
    void oneColourBarServesAllPanels() {
        List<JsonNode> tips = traces(chart().modelsBy("seed", "loss").chart()).stream()
                .filter(trace -> trace.has("marker"))
                .toList();
        assertEquals(
                1,
                tips.stream()
                        .filter(trace -> trace.at("/marker").has("colorbar"))
                        .count());
        for (JsonNode trace : tips) {
            assertEquals(0.5, trace.at("/marker/cmin").doubleValue());
            assertEquals(1, trace.at("/marker/cmax").doubleValue());
        }
    }

    @Test
    void onlyRolesStandForColours() {
        String json = chart().modelsBy("seed", "loss").chart().json();
        assertFalse(json.matches("(?s).*#[0-9a-fA-F]{3,6}.*"), json);
    }

    @Test
    void moreThanTwelvePanelsAreRefused() {
        String[] many = IntStream.range(0, 13).mapToObj(Integer::toString).toArray(String[]::new);
        double[] numbers = new double[13];
        Arrays.setAll(numbers, i -> i);
        Table table = Table.create(
                "many",
                StringColumn.create("step", many),
                DoubleColumn.create("x", numbers),
                DoubleColumn.create("y", numbers));
        QuiverChart chart = QuiverChart.of(TEXT, table, "x", "y").panelsBy("step");
        assertThrows(BadInputException.class, chart::chart);
    }

    @Test
    void aPanelWhoseModelsHaveNoLossIsRefused() {
        Table table = table();
        table.doubleColumn("loss").setMissing(4);
        assertThrows(
                BadInputException.class,
                () -> QuiverChart.of(TEXT, table, "x", "y")
                        .panelsBy("density")
                        .modelsBy("seed", "loss")
                        .chart());
    }

    private static QuiverChart chart() {
        return QuiverChart.of(TEXT, table(), "x", "y")
                .panelsBy("density")
                .colouredBy(ChartAxis.linear("importance", "importance"))
                .labelledBy("feature");
    }

    /** Two seeds in the first panel, one in the second. */
    private static Table table() {
        return Table.create(
                "directions",
                StringColumn.create("density", "density 1", "density 1", "density 1", "density 1", "density 0.1"),
                StringColumn.create("seed", "0", "0", "1", "1", "0"),
                DoubleColumn.create("loss", 0.1, 0.1, 0.3, 0.3, 0.05),
                StringColumn.create("feature", "a", "b", "a", "b", "a"),
                DoubleColumn.create("importance", 1, 0.5, 1, 0.5, 0.75),
                DoubleColumn.create("x", 0.5, 1, 0, -1, 0.7),
                DoubleColumn.create("y", 0.2, 0, 1.3, 0.1, 0.7));
    }
}
