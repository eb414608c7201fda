package superpose.reports.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static superpose.reports.figures.ChartReader.json;
import static superpose.reports.figures.ChartReader.named;
import static superpose.reports.figures.ChartReader.traces;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class PhaseMapTest {

    private static final ChartText TEXT = new ChartText("title", "caption");
    private static final ChartAxis IMPORTANCE = ChartAxis.log10("importance", "relative importance");
    private static final ChartAxis DENSITY = ChartAxis.log10("density", "density");

    @Test
    void everyCellIsInOnePhaseOrNone() {
        List<JsonNode> phases = traces(map().chart());
        int filled = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                String cell = "/z/" + row + "/" + column;
                long in = phases.stream()
                        .filter(phase -> !phase.at(cell).isNull())
                        .count();
                assertEquals(row == 1 && column == 2 ? 0 : 1, in, "the phases of " + cell);
                filled += (int) in;
            }
        }
        assertEquals(table().rowCount(), filled);
    }

    @Test
    void cellsStandAtTheirImportanceAndDensity() {
        JsonNode superposed = named(json(map().chart()), "superposed");
        assertEquals("[[1,1,null],[null,null,null]]", superposed.get("z").toString());
        assertEquals("[1,0.01]", superposed.at("/customdata/0/1").toString());
    }

    @Test
    void aCellReachesEquallyFarToBothSidesOfItsPlaceOnALogarithmicAxis() {
        JsonNode phase = traces(map().chart()).getFirst();
        double[] places = {0.1, 1, 10};
        for (int cell = 0; cell < places.length; cell++) {
            double below = phase.at("/x/" + cell).doubleValue();
            double above = phase.at("/x/" + (cell + 1)).doubleValue();
            assertEquals(places[cell], Math.sqrt(below * above), 1e-6 * places[cell]);
        }
    }

    @Test
    void theAxesEndWhereTheCellsDoWhateverIsDrawnOverThem() {
        Table far = Table.create(
                "far", DoubleColumn.create("importance", 1e-6, 1e6), DoubleColumn.create("density", 1e-6, 1));
        JsonNode range = json(map().boundary(far, "far").chart()).at("/layout/xaxis/range");
        assertEquals(-1.5, range.get(0).doubleValue(), 1e-9);
        assertEquals(1.5, range.get(1).doubleValue(), 1e-9);
    }

    @Test
    void boundariesRunInOrderOverAllPhases() {
        Table curve = Table.create(
                "curve", DoubleColumn.create("importance", 10, 0.1, 1), DoubleColumn.create("density", 0.2, 0.1, 0.5));
        List<JsonNode> traces = traces(map().boundary(curve, "closed form").chart());
        assertEquals("[0.1,1,10]", traces.getLast().get("x").toString());
        assertEquals("[0.1,0.5,0.2]", traces.getLast().get("y").toString());
        assertEquals("closed form", traces.getLast().get("name").textValue());
    }

    @Test
    void onlyRolesStandForColours() {
        String json = map().chart().json();
        assertFalse(json.matches("(?s).*#[0-9a-fA-F]{3,6}.*"), json);
    }

    @Test
    void badMapsAreRefused() {
        assertThrows(BadInputException.class, map().phases("phase", "superposed")::chart);
        Table missing = table();
        missing.doubleColumn("density").setMissing(0);
        assertThrows(BadInputException.class, PhaseMap.of(TEXT, missing, IMPORTANCE, DENSITY)::chart);
        Table negative = table();
        negative.doubleColumn("importance").set(0, -1);
        assertThrows(BadInputException.class, PhaseMap.of(TEXT, negative, IMPORTANCE, DENSITY)::chart);
        Table row = table().where(table().doubleColumn("density").isEqualTo(0.01));
        assertThrows(BadInputException.class, PhaseMap.of(TEXT, row, IMPORTANCE, DENSITY)::chart);
    }

    private static PhaseMap map() {
        return PhaseMap.of(TEXT, table(), IMPORTANCE, DENSITY);
    }

    /** A grid of three by two without one of its cells, out of order on purpose. */
    private static Table table() {
        return Table.create(
                "phases",
                DoubleColumn.create("importance", 10, 1, 0.1, 0.1, 1),
                DoubleColumn.create("density", 0.01, 0.01, 0.01, 1, 1),
                StringColumn.create("phase", "dedicated", "superposed", "superposed", "not learned", "dedicated"));
    }
}
