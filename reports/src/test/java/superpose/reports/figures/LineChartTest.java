package superpose.reports.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static superpose.reports.figures.ChartReader.json;
import static superpose.reports.figures.ChartReader.named;
import static superpose.reports.figures.ChartReader.traces;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class LineChartTest {

    private static final ChartText TEXT = new ChartText("title", "caption");

    @Test
    void threadsRunInOrderWithAGapAfterEach() {
        JsonNode thread = threads("a", "a", "b", "b").getFirst();
        assertEquals("[1,2,null,1,2,null]", thread.get("x").toString());
        assertEquals("[0.2,0.1,null,0.4,0.3,null]", thread.get("y").toString());
    }

    @Test
    void manyThreadsAreFainterThanFew() {
        double few = threads("a", "a", "b", "b").getFirst().get("opacity").asDouble();
        double many = threads(IntStream.range(0, 400)
                        .mapToObj(row -> "line " + row / 2)
                        .toArray(String[]::new))
                .getFirst()
                .get("opacity")
                .asDouble();
        assertTrue(many < few, many + " is not below " + few);
    }

    @Test
    void threadsStayOutOfTheLegendAndBehindTheLine() {
        List<JsonNode> traces = threads("a", "a", "b", "b");
        assertEquals("false", traces.getFirst().get("showlegend").asText());
        assertEquals("share", traces.getLast().get("name").textValue());
    }

    @Test
    void eventsReachFromTheLeastToTheGreatestOfEverythingDrawn() {
        Table jumps = Table.create("jumps", DoubleColumn.create("step", 1.5, 1.75));
        JsonNode lines = named(
                json(chart(2).threads(runs("a", "a", "b", "b"), "run", "line")
                        .events(jumps, "jump")
                        .chart()),
                "jump");
        assertEquals("[1.5,1.5,null,1.75,1.75,null]", lines.get("x").toString());
        assertEquals("[0,0.4,null,0,0.4,null]", lines.get("y").toString());
        assertEquals("dash", lines.at("/line/dash").textValue());
    }

    @Test
    void aLineOfManyPointsIsSolidAndHasNoMarkers() {
        JsonNode few = traces(chart(2).chart()).getFirst();
        JsonNode many = traces(chart(200).chart()).getFirst();
        assertEquals("lines+markers", few.get("mode").textValue());
        assertEquals("lines", many.get("mode").textValue());
        assertEquals(few.at("/line/dash"), many.at("/line/dash"));
    }

    private static List<JsonNode> threads(String... lines) {
        return traces(chart(2).threads(runs(lines), "run", "line").chart());
    }

    private static LineChart chart(int points) {
        double[] steps = new double[points];
        double[] shares = new double[points];
        Arrays.setAll(steps, point -> point + 1);
        Arrays.setAll(shares, point -> 0.1 * point / points);
        Table table = Table.create("median", DoubleColumn.create("step", steps), DoubleColumn.create("share", shares));
        return LineChart.of(TEXT, table, ChartAxis.linear("step", "step"), ChartAxis.linear("share", "share"));
    }

    /** Two points a line, the later one first. */
    private static Table runs(String... lines) {
        double[] steps = new double[lines.length];
        double[] values = new double[lines.length];
        Arrays.setAll(steps, row -> 2 - row % 2);
        Arrays.setAll(values, row -> 0.1 * (row + 1));
        return Table.create(
                "runs",
                DoubleColumn.create("step", steps),
                DoubleColumn.create("run", values),
                StringColumn.create("line", lines));
    }
}
