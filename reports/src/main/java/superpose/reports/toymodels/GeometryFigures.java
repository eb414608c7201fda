package superpose.reports.toymodels;

import java.util.List;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.ScatterChart;
import superpose.reports.pages.Section;
import superpose.reports.toymodels.Geometry.Run;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link Geometry}. */
final class GeometryFigures {

    private final List<Run> runs;
    private final Table levels;
    private final Table features;

    GeometryFigures(List<Run> runs) {
        this.runs = runs;
        levels = levels(runs);
        features = features(runs);
    }

    List<Table> tables() {
        return List.of(levels, features);
    }

    List<Section> sections() {
        return List.of(stickiness(), lines());
    }

    private Section stickiness() {
        Geometry.Size size = runs.getFirst().size();
        return Section.titled("Dimensions per feature stick at 1 and at 1/2")
                .prose("Models of " + size.features() + " equally important features in " + size.hidden()
                        + " hidden units. The dimensions per feature are the hidden units over the squared length of all"
                        + " directions. If features could be squeezed by any amount, the curve would fall evenly.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Dimensions per feature over sparsity",
                                        "Every seed of this run, and the run that the authors saved with their notebook."),
                                levels,
                                ChartAxis.log2("per_occurrence", "samples per occurrence of a feature, 1/density"),
                                ChartAxis.linear("dimensions_per_feature", "dimensions per feature"))
                        .seriesBy("run")
                        .reference(0.5, "1/2")
                        .chart()
                        .withTableFile("tables/levels.csv"));
    }

    private Section lines() {
        return Section.titled("Single features sit on lines")
                .prose(
                        "A feature's dimensionality is the share of a dimension that it has for itself: 1/2 for one of an"
                                + " antipodal pair, 2/3 for a corner of a triangle, 2/5 for one of a pentagon. Where features are"
                                + " dense there is no basis of features, and the values mean nothing.")
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Dimensionality of every feature", "One dot is one feature of one model."),
                                features,
                                ChartAxis.log2("per_occurrence", "samples per occurrence of a feature, 1/density"),
                                ChartAxis.linear("dimensionality", "feature dimensionality D")
                                        .within(0, 1))
                        .level(3.0 / 4, "3/4 tetrahedron")
                        .level(2.0 / 3, "2/3 triangle")
                        .level(1.0 / 2, "1/2 pair")
                        .level(2.0 / 5, "2/5 pentagon")
                        .level(3.0 / 8, "3/8 antiprism")
                        .chart()
                        .withTableFile("tables/features.csv"));
    }

    private static Table levels(List<Run> runs) {
        DoubleColumn place = DoubleColumn.create("per_occurrence");
        StringColumn series = StringColumn.create("run");
        DoubleColumn dimensions = DoubleColumn.create("dimensions_per_feature");
        DoubleColumn sum = DoubleColumn.create("total_dimensionality");
        Geometry.Size size = runs.getFirst().size();
        for (int seed = 0; seed < runs.size(); seed++) {
            for (int level = 0; level < size.levels(); level++) {
                place.append(1 / size.densities().get(level).value());
                series.append("seed " + seed);
                dimensions.append(runs.get(seed).dimensionsPerFeature(level));
                sum.append(runs.get(seed).dimensionality(level).sum());
            }
        }
        for (int level = 0; size.equals(Geometry.Size.AUTHORS) && level < size.levels(); level++) {
            place.append(1 / size.densities().get(level).value());
            series.append("the authors' saved run");
            dimensions.append(AuthorsGeometry.dimensions(level));
            sum.appendMissing();
        }
        return Table.create("levels", place, series, dimensions, sum);
    }

    private static Table features(List<Run> runs) {
        DoubleColumn place = DoubleColumn.create("per_occurrence");
        IntColumn seeds = IntColumn.create("seed");
        IntColumn features = IntColumn.create("feature");
        DoubleColumn shares = DoubleColumn.create("dimensionality");
        for (int seed = 0; seed < runs.size(); seed++) {
            Run run = runs.get(seed);
            for (int level = 0; level < run.size().levels(); level++) {
                double[] values = run.dimensionality(level).toArray();
                for (int feature = 0; feature < values.length; feature++) {
                    place.append(1 / run.size().densities().get(level).value());
                    seeds.append(seed);
                    features.append(feature);
                    shares.append(values[feature]);
                }
            }
        }
        return Table.create("features", place, seeds, features, shares);
    }
}
