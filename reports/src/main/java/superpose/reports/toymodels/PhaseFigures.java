package superpose.reports.toymodels;

import java.util.List;
import java.util.Locale;
import superpose.analysis.optima.ExtraFeature;
import superpose.analysis.optima.PhaseDiagram;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.PhaseMap;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.TableRows;
import superpose.reports.toymodels.PhasesOfAFeature.Cell;
import tech.tablesaw.api.Table;

/** The table and the figures of one map of {@link PhasesOfAFeature}. */
final class PhaseFigures {

    private final List<Cell> cells;
    private final Table table;

    PhaseFigures(String name, List<Cell> cells) {
        this.cells = cells;
        table = filled(name, cells);
    }

    Table table() {
        return table;
    }

    Section section(String title) {
        String file = "tables/" + table.name() + ".csv";
        return Section.titled(title)
                .prose(
                        "The fate of the last feature, by its importance (the others have 1) and by the density of all: the"
                                + " best that any model can do, and the best of several trainings. The line is where the simple"
                                + " solutions change.")
                .chart(map("The true optimum", "best").withTableFile(file))
                .chart(map("The best of several trainings", "trained").withTableFile(file));
    }

    private Chart map(String title, String column) {
        return PhaseMap.of(
                        new ChartText(title, "A cell is one pair of importance and density."),
                        table,
                        ChartAxis.log10("relative_importance", "relative importance of the last feature"),
                        ChartAxis.log10("density", "density of all features"))
                .phases(column, "not learned", "superposed", "dedicated")
                .boundary(boundary(cells.getFirst().diagram()), "simple solutions")
                .chart();
    }

    private static Table boundary(PhaseDiagram diagram) {
        TableRows rows = new TableRows("boundary");
        for (int power = -40; power <= 40; power++) {
            double ratio = Math.pow(10, power / 40.0);
            rows.row().put("relative_importance", ratio).put("density", diagram.boundary(ratio));
        }
        return rows.table();
    }

    private static Table filled(String name, List<Cell> cells) {
        TableRows rows = new TableRows(name);
        for (Cell cell : cells) {
            rows.row()
                    .put("relative_importance", cell.point().relativeImportance())
                    .put("density", cell.point().density().value())
                    .put("best", words(cell.best()))
                    .put("closed_form", words(cell.closedForm()))
                    .put("trained", words(cell.trained()))
                    .put("loss_over_closed_form", cell.gain());
        }
        return rows.table();
    }

    private static String words(ExtraFeature fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
