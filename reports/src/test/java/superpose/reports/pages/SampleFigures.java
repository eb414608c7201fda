package superpose.reports.pages;

import java.util.List;
import java.util.random.RandomGenerator;
import superpose.data.Seed;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.PhaseMap;
import superpose.reports.figures.QuiverChart;
import superpose.reports.figures.ScatterChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The figures of toy models of superposition, over numbers that are made up. */
final class SampleFigures {

    private static final Seed SEED = new Seed(11);

    private SampleFigures() {}

    static List<Chart> charts() {
        return List.of(quiver(10, 5), phases(), dimensionality(), jumps(), overlaps(80), overlaps(5), norms());
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

    /** Features of equal importance gather at the fractions of regular solids as they become rarer. */
    private static Chart dimensionality() {
        Table points = Table.create(
                "dimensionality", DoubleColumn.create("1 / density"), DoubleColumn.create("dimensionality"));
        Table mean = Table.create("mean", DoubleColumn.create("1 / density"), DoubleColumn.create("dimensionality"));
        Table reference = mean.emptyCopy();
        RandomGenerator noise = SEED.child("dimensionality").generator();
        double[] fractions = {1, 0.5, 0.5, 2 / 3.0, 0.5, 0.4, 0.375, 0.5, 0.4, 0.25};
        for (int step = 0; step < 20; step++) {
            double rarity = Math.pow(10, step / 10.0);
            for (int feature = 0; feature < 200; feature++) {
                double fraction = fractions[Math.min(9, (int) (step / 2.5 + 3 * noise.nextDouble()))];
                add(points, rarity * (1 + 0.08 * noise.nextDouble()), fraction + 0.01 * noise.nextGaussian());
            }
            add(mean, rarity, 0.3 + 0.35 * Math.exp(-0.15 * (step - 4) * (step - 4)));
            add(reference, rarity, 0.32 + 0.33 * Math.exp(-0.15 * (step - 4) * (step - 4)));
        }
        ScatterChart chart = ScatterChart.of(
                new ChartText(
                        "Features gather at the fractions of regular solids",
                        "What to see: dots lie on few lines, above all on 1/2, where two features share a dimension."),
                points,
                ChartAxis.log10("1 / density", "1 / density"),
                ChartAxis.linear("dimensionality", "dimensionality of a feature (share of a dimension)")
                        .within(0, 1.05));
        String[] labels = "1 5/6 4/5 3/4 2/3 1/2 2/5 3/8 1/3 2/7 1/4 3/20".split(" ", -1);
        for (String label : labels) {
            String[] parts = label.split("/", -1);
            chart.level(Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1])), label);
        }
        return chart.curve(mean, "hidden units for each feature learned")
                .curve(reference, "the authors' values")
                .chart();
    }

    private static void add(Table table, double x, double y) {
        table.doubleColumn(0).append(x);
        table.doubleColumn(1).append(y);
    }

    /** Features that are learned one after another, each in a jump. */
    private static Chart jumps() {
        Table features = Table.create(
                "features",
                DoubleColumn.create("step"),
                DoubleColumn.create("dimensionality"),
                StringColumn.create("feature"));
        Table median = Table.create("median", DoubleColumn.create("step"), DoubleColumn.create("dimensionality"));
        Table jumps = Table.create("jumps", DoubleColumn.create("step", 1_800, 4_100, 5_000, 8_300));
        RandomGenerator noise = SEED.child("jumps").generator();
        for (int feature = 0; feature < 100; feature++) {
            double jump = jumps.doubleColumn(0).get(feature % 4) + 60 * noise.nextGaussian();
            double height = 0.5 + 0.08 * noise.nextGaussian();
            for (int step = 0; step < 100; step++) {
                add(features, 100 * step, height / (1 + Math.exp((jump - 100 * step) / 90)));
                features.stringColumn(2).append("feature " + feature);
            }
        }
        for (int step = 0; step < 100; step++) {
            add(median, 100 * step, 0.5 / (1 + Math.exp((4_500 - 100 * step) / 150.0)));
        }
        return LineChart.of(
                        new ChartText(
                                "Features are learned in jumps",
                                "What to see: many features rise at once, at the dashed lines, and rest in between."),
                        median,
                        ChartAxis.linear("step", "training step"),
                        ChartAxis.linear("dimensionality", "median dimensionality"))
                .threads(features, "dimensionality", "feature")
                .events(jumps, "jump of the loss")
                .chart();
    }

    /** Inner products of features: the first have dimensions of their own, the rest share theirs in pairs. */
    private static Chart overlaps(int features) {
        Table table = Table.create(
                "overlaps",
                StringColumn.create("feature"),
                StringColumn.create("other"),
                DoubleColumn.create("overlap"));
        RandomGenerator noise = SEED.child("overlaps").generator();
        for (int row = 0; row < features; row++) {
            for (int column = 0; column < features; column++) {
                boolean pair = row >= features / 2 && (row ^ 1) == column;
                table.stringColumn(0).append(String.valueOf(row));
                table.stringColumn(1).append(String.valueOf(column));
                table.doubleColumn(2).append((row == column ? 1 : pair ? -0.9 : 0) + 0.05 * noise.nextGaussian());
            }
        }
        return HeatmapChart.of(
                        new ChartText(
                                "Half of " + features + " features share their dimensions in pairs",
                                "What to see: the diagonal is a feature's own norm; orange beside it is its opposite."),
                        table,
                        ChartAxis.category("other", "feature"),
                        ChartAxis.category("feature", "feature"))
                .value(ChartAxis.linear("overlap", "inner product").within(-1, 1))
                .divergingAround(0)
                .square()
                .chart();
    }

    private static Chart norms() {
        Table table = Table.create(
                "norms",
                StringColumn.create("feature"),
                DoubleColumn.create("norm"),
                DoubleColumn.create("interference"));
        RandomGenerator noise = SEED.child("norms").generator();
        for (int feature = 0; feature < 80; feature++) {
            table.stringColumn(0).append(String.valueOf(feature));
            table.doubleColumn(1).append(1 / (1 + Math.exp((feature - 50) / 6.0)));
            table.doubleColumn(2).append(Math.clamp(feature / 60.0 + 0.1 * noise.nextGaussian(), 0, 1));
        }
        return BarChart.of(
                        new ChartText(
                                "Less important features interfere more",
                                "What to see: bars darken on the way down, and end where features are no longer learned."),
                        table,
                        ChartAxis.category("feature", "feature"),
                        ChartAxis.linear("norm", "norm of the feature's direction"))
                .colouredBy(ChartAxis.linear("interference", "interference").within(0, 1))
                .chart();
    }
}
