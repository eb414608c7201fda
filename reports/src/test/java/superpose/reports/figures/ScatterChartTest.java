package superpose.reports.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static superpose.reports.figures.ChartReader.json;
import static superpose.reports.figures.ChartReader.named;
import static superpose.reports.figures.ChartReader.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

final class ScatterChartTest {

    private static final ChartText TEXT = new ChartText("title", "caption");
    private static final ChartAxis RARITY = ChartAxis.log10("rarity", "1 / density");
    private static final ChartAxis SHARE = ChartAxis.linear("share", "dimensionality");

    @Test
    void levelsRunAcrossThePlotWithTheirLabelsAtTheRightEnd() {
        JsonNode layout = json(leveled().chart()).get("layout");
        assertEquals(List.of("0.375", "0.4", "0.5"), texts(shapes(layout, "y0")));
        assertEquals(shapes(layout, "y0"), shapes(layout, "y1"));
        assertEquals(List.of("3/8", "2/5", "1/2"), layout.get("annotations").findValuesAsText("text"));
        assertEquals(List.of("1", "1", "1"), layout.get("annotations").findValuesAsText("x"));
    }

    @Test
    void neighbouringLabelsMoveApartAndLonelyOnesStay() {
        JsonNode labels = json(leveled().chart()).at("/layout/annotations");
        assertEquals(
                -labels.at("/1/yshift").doubleValue(), labels.at("/0/yshift").doubleValue());
        assertEquals(-1, Math.signum(labels.at("/0/yshift").doubleValue()));
        assertEquals(0, labels.at("/2/yshift").doubleValue());
    }

    @Test
    void levelsAddNothingToTheLegend() {
        assertEquals(1, json(leveled().chart()).get("data").size());
    }

    @Test
    void levelsNeedAnAxisThatSaysWhereItEnds() {
        ScatterChart chart = ScatterChart.of(TEXT, points(), RARITY, SHARE).level(0.5, "1/2");
        assertThrows(BadInputException.class, chart::chart);
    }

    @Test
    void curvesRunInOrderTheFirstSolidTheNextDashed() {
        JsonNode figure = json(ScatterChart.of(TEXT, points(), RARITY, SHARE)
                .curve(points(), "mean")
                .curve(points(), "reference")
                .chart());
        assertEquals("[1,10,100]", named(figure, "mean").get("x").toString());
        assertEquals("[0.9,0.4,0.5]", named(figure, "mean").get("y").toString());
        assertFalse(named(figure, "mean").at("/line/dash").asText().equals("dash"));
        assertEquals("dash", named(figure, "reference").at("/line/dash").asText());
    }

    private static ScatterChart leveled() {
        return ScatterChart.of(TEXT, points(), RARITY, SHARE.within(0, 1))
                .level(0.5, "1/2")
                .level(0.4, "2/5")
                .level(0.375, "3/8");
    }

    private static JsonNode shapes(JsonNode layout, String end) {
        var ends = new com.fasterxml.jackson.databind.ObjectMapper().createArrayNode();
        layout.get("shapes").forEach(shape -> ends.add(shape.get(end)));
        return ends;
    }

    private static Table points() {
        return Table.create(
                "points", DoubleColumn.create("rarity", 10, 100, 1), DoubleColumn.create("share", 0.4, 0.5, 0.9));
    }
}
