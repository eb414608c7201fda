package superpose.reports.bench;

import java.util.Optional;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.Engine;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The figures of a benchmark of trainings. */
final class BenchFigures {

    private static final String RANGE = " The range is that of the rounds.";

    private static final String PROPORTION = "in proportion";

    private final Measurements measured;
    private final BenchTables tables;

    BenchFigures(Measurements measured, BenchTables tables) {
        this.measured = measured;
        this.tables = tables;
    }

    /** Draws how many times as fast as the peer each engine is, where there is a peer. */
    Optional<Chart> ratios() {
        Table bars = Table.create(
                "ratios",
                StringColumn.create("training"),
                DoubleColumn.create("ratio"),
                DoubleColumn.create("ratio_min"),
                DoubleColumn.create("ratio_max"),
                DoubleColumn.create("target"));
        for (Engine engine : Engine.values()) {
            for (CaseTimes times : measured.cases()) {
                String name = times.training().name();
                times.ratio(engine, PeerWay.PLAIN).ifPresent(ratio -> {
                    bars.stringColumn("training").append(engine.words() + " " + name);
                    bars.doubleColumn("ratio").append(ratio.value());
                    bars.doubleColumn("ratio_min").append(ratio.min());
                    bars.doubleColumn("ratio_max").append(ratio.max());
                    bars.doubleColumn("target").append(BenchClaims.target(engine, name));
                });
            }
        }
        if (bars.rowCount() == 0) {
            return Optional.empty();
        }
        return Optional.of(BarChart.of(
                        new ChartText(
                                "How many times as fast as PyTorch",
                                "PyTorch as it is usually written. Bars to the right of 1 are faster, to the left slower; the strokes are the"
                                        + " targets." + RANGE),
                        bars,
                        ChartAxis.category("training", "engine and training"),
                        ChartAxis.log10("ratio", "PyTorch's time over ours"))
                .from(1)
                .interval("ratio_min", "ratio_max")
                .marks("target", "target")
                .chart()
                .withTableFile("tables/cases.csv"));
    }

    /** Draws D* over the densities, with the authors' own values. */
    Optional<Chart> dimensions(GeometryRuns runs) {
        Table lines = Table.create(
                "dimensions",
                StringColumn.create("run"),
                DoubleColumn.create("one_over_density"),
                DoubleColumn.create("d_star"),
                DoubleColumn.create("low"),
                DoubleColumn.create("high"));
        for (Engine engine : Engine.values()) {
            runs.full(engine).ifPresent(run -> {
                for (int level = 0; level < AuthorsGeometry.levels(); level++) {
                    append(lines, engine.words(), level, run.dimensions().get(level), Double.NaN);
                }
            });
        }
        if (lines.rowCount() == 0) {
            return Optional.empty();
        }
        String authors = "the authors, with tolerance";
        for (int level = 0; level < AuthorsGeometry.levels(); level++) {
            append(lines, authors, level, AuthorsGeometry.dimensions(level), AuthorsGeometry.tolerance(level));
        }
        return Optional.of(LineChart.of(
                        new ChartText(
                                "The end of the geometry run, beside the authors'",
                                "Dimensions per feature stick at one half, two features to a dimension, and then fall."
                                        + " Between the plateaus runs with other seeds differ, so there the tolerance"
                                        + " is wider."),
                        lines,
                        ChartAxis.log10("one_over_density", "one over the density"),
                        ChartAxis.linear("d_star", "dimensions per feature D*"))
                .seriesBy("run")
                .band("low", "high")
                .dashed(authors)
                .reference(0.5, "one half")
                .chart()
                .withTableFile("tables/geometry.csv"));
    }

    private static void append(Table lines, String run, int level, double value, double tolerance) {
        lines.stringColumn("run").append(run);
        lines.doubleColumn("one_over_density")
                .append(1 / GeometryRuns.RUN.densities().get(level).value());
        lines.doubleColumn("d_star").append(value);
        lines.doubleColumn("low").append(value - tolerance);
        lines.doubleColumn("high").append(value + tolerance);
    }

    /** Draws what an entry costs over the density of the world. */
    Chart densities() {
        Table points = tables.costs(CostPoint.Axis.DENSITY);
        return LineChart.of(
                        new ChartText(
                                "Cost of an entry over the density",
                                "20 instances of 100 features in 20 hidden units, all at one density. An entry is one"
                                        + " feature of one sample; flat means that zeros cost as much as values."
                                        + RANGE),
                        points,
                        ChartAxis.log10("size", "density"),
                        ChartAxis.linear("ns_per_entry", "nanoseconds an entry")
                                .within(0, 1.05 * points.doubleColumn("ns_max").max()))
                .band("ns_min", "ns_max")
                .chart()
                .withTableFile("tables/costs.csv");
    }

    /** Draws how the time of a step grows with each size, each curve relative to its smallest. */
    Chart sizes() {
        Table lines = tables.costs(CostPoint.Axis.INSTANCES);
        Table proportion = lines.copy();
        proportion.replaceColumn(proportion.doubleColumn("relative_size").copy().setName("relative_time"));
        proportion.stringColumn("varying").set(proportion.doubleColumn("size").isNotMissing(), PROPORTION);
        lines.append(tables.costs(CostPoint.Axis.FEATURES));
        lines.append(tables.costs(CostPoint.Axis.HIDDEN));
        lines.append(proportion);
        lines.retainColumns("varying", "relative_size", "relative_time");
        return LineChart.of(
                        new ChartText(
                                "Growth of a step's time with its size",
                                "All at density 1. Each line starts at its smallest size. The dashed line is exact proportion: lines below"
                                        + " it gain from size, lines above it lose."),
                        lines,
                        ChartAxis.log2("relative_size", "times the smallest size"),
                        ChartAxis.log10("relative_time", "times the smallest time"))
                .seriesBy("varying")
                .dashed(PROPORTION)
                .chart()
                .withTableFile("tables/costs.csv");
    }
}
