package superpose.reports.toymodels;

import java.util.List;
import java.util.Optional;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.ScatterChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.TableRows;
import tech.tablesaw.api.Table;

/** The tables and figures of equal features at several densities, as in {@link Geometry} and {@link LargerGeometry}. */
final class GeometryFigures {

    private static final ChartAxis PER_OCCURRENCE =
            ChartAxis.log2("per_occurrence", "samples per occurrence of a feature, 1/density");

    private final List<GeometryRun> runs;
    private final Optional<String> authors;
    private final Table levels;
    private final Table features;

    /**
     * Fills the tables.
     *
     * @param runs one for each seed, all of one size, at least one
     * @param authors what the run that the authors saved with their notebook is called beside these, or empty to leave it out
     */
    GeometryFigures(List<GeometryRun> runs, Optional<String> authors) {
        this.runs = runs;
        this.authors = authors;
        levels = levels();
        features = features();
    }

    List<Table> tables() {
        return List.of(levels, features);
    }

    private GeometryRun.Size size() {
        return runs.getFirst().size();
    }

    Section stickiness() {
        return Section.titled("Dimensions per feature stick at 1 and at 1/2")
                .prose("Models of " + size().features() + " equally important features in "
                        + size().hidden()
                        + " hidden units. The dimensions per feature are the hidden units over the squared length of all"
                        + " directions. If features could be squeezed by any amount, the curve would fall evenly.")
                .chart(LineChart.of(
                                new ChartText("Dimensions per feature over sparsity", caption()),
                                means(),
                                PER_OCCURRENCE,
                                ChartAxis.linear("dimensions_per_feature", "dimensions per feature"))
                        .seriesBy("run")
                        .dots(singles(), "dimensions_per_feature")
                        .reference(0.5, "1/2")
                        .chart()
                        .withTableFile("tables/levels.csv"));
    }

    private String caption() {
        String seeds = runs.size() == 1 ? "One seed of this run" : "The mean of this run, with a dot for each seed";
        return seeds + authors.map(name -> "; beside it, " + name).orElse("") + ".";
    }

    Section lines() {
        ScatterChart chart = ScatterChart.of(
                new ChartText("Dimensionality of every feature", "One dot is one feature of one model."),
                features,
                PER_OCCURRENCE,
                ChartAxis.linear("dimensionality", "feature dimensionality D").within(0, 1));
        for (Fraction fraction : Fraction.values()) {
            chart.level(fraction.value(), fraction.label());
        }
        return Section.titled("Single features sit on lines")
                .prose(
                        "A feature's dimensionality is the share of a dimension that it has for itself: 1/2 for one of an"
                                + " antipodal pair, 2/3 for a corner of a triangle, 2/5 for one of a pentagon. Where features are"
                                + " dense there is no basis of features, and the values mean nothing.")
                .chart(chart.chart().withTableFile("tables/features.csv"));
    }

    private Table levels() {
        TableRows rows = new TableRows("levels");
        int seed = 0;
        for (GeometryRun run : runs) {
            for (int level = 0; level < size().levels(); level++) {
                row(rows, level, "seed " + seed)
                        .put("dimensions_per_feature", run.dimensionsPerFeature(level))
                        .put("total_dimensionality", run.dimensionality(level).sum());
            }
            seed++;
        }
        authors.ifPresent(name -> appendAuthors(rows, name));
        return rows.table();
    }

    private TableRows row(TableRows rows, int level, String run) {
        return rows.row().put("per_occurrence", size().perOccurrence(level)).put("run", run);
    }

    /** The authors' densities may be others than ours, and go further. */
    private void appendAuthors(TableRows rows, String name) {
        double sparsest = size().densities().getLast().value();
        for (int level = 0; level < AuthorsGeometry.levels(); level++) {
            double density = AuthorsGeometry.densities().get(level).value();
            if (density >= sparsest) {
                rows.row()
                        .put("per_occurrence", 1 / density)
                        .put("run", name)
                        .put("dimensions_per_feature", AuthorsGeometry.dimensions(level))
                        .put("total_dimensionality", Double.NaN);
            }
        }
    }

    private String trained() {
        return runs.size() == 1 ? "seed 0" : "mean of " + runs.size() + " seeds";
    }

    /** The line through all seeds, and the authors': more lines could not be told apart. */
    private Table means() {
        TableRows rows = new TableRows("means");
        for (int level = 0; level < size().levels(); level++) {
            int chosen = level;
            row(rows, level, trained())
                    .put(
                            "dimensions_per_feature",
                            runs.stream()
                                    .mapToDouble(run -> run.dimensionsPerFeature(chosen))
                                    .average()
                                    .orElseThrow())
                    .put("total_dimensionality", Double.NaN);
        }
        authors.ifPresent(name -> appendAuthors(rows, name));
        return rows.table();
    }

    private Table singles() {
        TableRows rows = new TableRows("singles");
        for (GeometryRun run : runs) {
            for (int level = 0; level < size().levels(); level++) {
                row(rows, level, trained()).put("dimensions_per_feature", run.dimensionsPerFeature(level));
            }
        }
        return rows.table();
    }

    private Table features() {
        TableRows rows = new TableRows("features");
        for (int seed = 0; seed < runs.size(); seed++) {
            for (int level = 0; level < size().levels(); level++) {
                double[] values = runs.get(seed).dimensionality(level).toArray();
                for (int feature = 0; feature < values.length; feature++) {
                    rows.row()
                            .put("per_occurrence", size().perOccurrence(level))
                            .put("seed", seed)
                            .put("feature", feature)
                            .put("dimensionality", values[feature]);
                }
            }
        }
        return rows.table();
    }
}
