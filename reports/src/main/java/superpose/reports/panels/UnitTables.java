package superpose.reports.panels;

import java.util.List;
import superpose.analysis.units.Neighbour;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables about units. */
public final class UnitTables {

    private UnitTables() {}

    /** One row per unit, in the given order; the page shows the first of them, the file all. */
    public static Table units(String name, List<UnitRow> rows) {
        StringColumn unit = StringColumn.create("unit");
        DoubleColumn density = DoubleColumn.create("density");
        DoubleColumn mean = DoubleColumn.create("mean");
        DoubleColumn deviation = DoubleColumn.create("deviation");
        StringColumn best = StringColumn.create("best_label");
        DoubleColumn auroc = DoubleColumn.create("auroc");
        DoubleColumn low = DoubleColumn.create("auroc_ci_low");
        DoubleColumn high = DoubleColumn.create("auroc_ci_high");
        DoubleColumn p = DoubleColumn.create("adjusted_p");
        IntColumn labels = IntColumn.create("labels_told");
        for (UnitRow row : rows) {
            unit.append(row.unit());
            density.append(row.activity().density());
            mean.append(row.activity().mean());
            deviation.append(row.activity().deviation());
            best.append(row.best().label());
            auroc.append(row.best().auroc().estimate());
            if (row.best().auroc().isBounded()) {
                low.append(row.best().auroc().low());
                high.append(row.best().auroc().high());
            } else {
                low.appendMissing();
                high.appendMissing();
            }
            p.append(row.selectivity().adjustedP());
            labels.append(row.selectivity().labels());
        }
        return Table.create(name, unit, density, mean, deviation, best, auroc, low, high, p, labels);
    }

    static Table neighbours(List<Neighbour> neighbours) {
        IntColumn neuron = IntColumn.create("neuron");
        DoubleColumn pearson = DoubleColumn.create("correlation");
        DoubleColumn cosine = DoubleColumn.create("cosine");
        boolean weighted = neighbours.stream().anyMatch(near -> near.cosine().isPresent());
        for (Neighbour near : neighbours) {
            neuron.append(near.neuron());
            pearson.append(near.pearson());
            near.cosine().ifPresentOrElse(cosine::append, cosine::appendMissing);
        }
        Table table = Table.create("neighbours", neuron, pearson);
        return weighted ? table.addColumns(cosine) : table;
    }
}
