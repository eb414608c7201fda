package superpose.reports.pages;

import java.util.List;
import java.util.random.RandomGenerator;
import superpose.data.Seed;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.PhaseMap;
import superpose.reports.figures.QuiverChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The figures of toy models of superposition, over numbers that are made up. */
final class SampleFigures {

    private static final Seed SEED = new Seed(11);

    private SampleFigures() {}

    static List<Chart> charts() {
        return List.of(quiver(10, 5), phases());
    }

    /** Five features in two dimensions: two of them kept where they are common, all five where they are rare. */
    static Chart quiver(int panels, int seeds) {
        Table table = Table.create(
                "directions",
                StringColumn.create("density"),
                IntColumn.create("seed"),
                DoubleColumn.create("loss"),
                StringColumn.create("feature"),
                DoubleColumn.create("importance"),
                DoubleColumn.create("first hidden unit"),
                DoubleColumn.create("second hidden unit"));
        RandomGenerator noise = SEED.child("quiver").generator();
        for (int panel = 0; panel < panels; panel++) {
            for (int seed = 0; seed < seeds; seed++) {
                int kept = Math.min(5, 2 + panel * 4 / panels);
                double turn = noise.nextDouble() * 2 * Math.PI;
                for (int feature = 0; feature < 5; feature++) {
                    double length = feature < kept ? 1 - 0.05 * noise.nextDouble() : 0.05 * noise.nextDouble();
                    double angle = turn + feature * 2 * Math.PI / (kept == 2 ? 4 : kept);
                    table.stringColumn(0).append("density " + Math.round(100 * Math.pow(0.7, panel)) / 100.0);
                    table.intColumn(1).append(seed);
                    table.doubleColumn(2).append(0.1 + 0.01 * noise.nextDouble());
                    table.stringColumn(3).append("feature " + feature);
                    table.doubleColumn(4).append(Math.pow(0.9, feature));
                    table.doubleColumn(5).append(length * Math.cos(angle));
                    table.doubleColumn(6).append(length * Math.sin(angle));
                }
            }
        }
        return QuiverChart.of(
                        new ChartText(
                                "Rare features share dimensions",
                                "What to see: dense worlds keep two features at right angles, rare ones five around a pentagon. "
                                        + "The model with the least loss is strong, the other seeds are faint."),
                        table,
                        "first hidden unit",
                        "second hidden unit")
                .panelsBy("density")
                .modelsBy("seed", "loss")
                .colouredBy(ChartAxis.linear("importance", "importance"))
                .labelledBy("feature")
                .chart();
    }

    /** The closed form of two features in one hidden unit. */
    private static Chart phases() {
        Table cells = Table.create(
                "phases",
                DoubleColumn.create("importance"),
                DoubleColumn.create("density"),
                StringColumn.create("phase"));
        Table curve = Table.create("boundary", DoubleColumn.create("importance"), DoubleColumn.create("density"));
        for (int column = 0; column < 30; column++) {
            double importance = Math.pow(10, -1 + 2 * column / 29.0);
            double boundary = importance <= 1 ? 4 * importance / (2 + 5 * importance) : 4 / (5 + 2 * importance);
            curve.doubleColumn(0).append(importance);
            curve.doubleColumn(1).append(boundary);
            for (int row = 0; row < 30; row++) {
                double density = Math.pow(10, -2 * row / 29.0);
                cells.doubleColumn(0).append(importance);
                cells.doubleColumn(1).append(density);
                cells.stringColumn(2)
                        .append(density < boundary ? "superposed" : importance < 1 ? "not learned" : "dedicated");
            }
        }
        return PhaseMap.of(
                        new ChartText(
                                "Superposition is a phase, not a shade",
                                "What to see: rare features are superposed; where they are common, importance decides which "
                                        + "feature gets the hidden unit."),
                        cells,
                        ChartAxis.log10("importance", "relative importance of the second feature"),
                        ChartAxis.log10("density", "density (chance that a feature is on)"))
                .boundary(curve, "boundary in closed form")
                .chart();
    }
}
