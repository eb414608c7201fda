package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeaturesPerDimension;
import superpose.data.Density;
import superpose.data.SparseFeatures;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.TableRows;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Recipe;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.Table;

/**
 * Models of equally important features that differ in size only: as many features for each hidden unit.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "The Geometry of Superposition": doubling the hidden
 * units doubles the features learned, where there are many more features than hidden units. Sizes and densities are ours.
 */
final class SizeIndependence {

    /** Features for each hidden unit. */
    static final int RATIO = 20;

    static final List<Density> DENSITIES = Density.list(0.2, 0.4);

    private final List<Point> points;

    private SizeIndependence(List<Point> points) {
        this.points = points;
    }

    /**
     * A trained model.
     *
     * @param hidden hidden units
     * @param density chance that a feature is on
     * @param seed number of the seed
     * @param featuresPerDimension features learned, for each hidden unit
     */
    private record Point(int hidden, double density, int seed, double featuresPerDimension) {}

    /**
     * Trains models of each size at each density.
     *
     * @param hidden hidden units of each size
     * @param recipe how
     * @param seeds models of each size and density
     */
    static SizeIndependence of(Trainings trainings, List<Integer> hidden, Recipe recipe, int seeds) {
        List<Point> points = new ArrayList<>();
        for (int units : hidden) {
            // One size after the other: its models share the cores, and no large one is left for the end.
            TrainedModels trained = trainings
                    .of(units + " hidden units", List.of(job(units, recipe, seeds)))
                    .getFirst();
            for (int index = 0; index < trained.models().size(); index++) {
                points.add(new Point(
                        units,
                        DENSITIES.get(index / seeds).value(),
                        index % seeds,
                        FeaturesPerDimension.of(trained.models().get(index).directions())
                                .value()));
            }
        }
        return new SizeIndependence(points);
    }

    private static TrainingJob job(int hidden, Recipe recipe, int seeds) {
        return TrainingJob.inWorlds(
                        "hidden-" + hidden,
                        new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, hidden),
                        DENSITIES.stream()
                                .flatMap(density ->
                                        Collections.nCopies(seeds, SparseFeatures.uniform(RATIO * hidden, density))
                                                .stream())
                                .toList(),
                        recipe)
                .withInitialStd(AuthorsGeometry.INITIAL_STD);
    }

    /** Judges that the two largest sizes learn as many features for each hidden unit. */
    void judge(String source, Verdicts verdicts) {
        int[] sizes =
                points.stream().mapToInt(Point::hidden).distinct().sorted().toArray();
        int large = sizes[sizes.length - 1];
        int half = sizes[sizes.length - 2];
        for (Density density : DENSITIES) {
            double[] at = featuresPerDimension(half, density);
            double[] twice = featuresPerDimension(large, density);
            verdicts.every(
                    new Statement(
                            "larger.size." + density.value(),
                            "Twice the hidden units learn twice the features: with " + RATIO
                                    + " features for each hidden unit, as many are learned for each of 40 hidden units as of"
                                    + " 20, within 5 % (ratio, every seed, density " + density.value() + ").",
                            source + "; sizes and bound are ours"),
                    Band.around(1, 0.05),
                    IntStream.range(0, at.length)
                            .mapToDouble(seed -> twice[seed] / at[seed])
                            .toArray());
        }
    }

    private double[] featuresPerDimension(int hidden, Density density) {
        return points.stream()
                .filter(point -> point.hidden() == hidden && point.density() == density.value())
                .mapToDouble(Point::featuresPerDimension)
                .toArray();
    }

    /** Returns a row for each model. */
    Table table() {
        TableRows rows = new TableRows("sizes");
        points.forEach(point -> rows.row()
                .put("hidden", point.hidden())
                .put("features", RATIO * point.hidden())
                .put("density", "density " + point.density())
                .put("seed", point.seed())
                .put("features_per_dimension", point.featuresPerDimension()));
        return rows.table();
    }

    Section section() {
        Table models = table();
        Table means = models.summarize("features_per_dimension", AggregateFunctions.mean)
                .by("hidden", "density");
        means.column("Mean [features_per_dimension]").setName("features_per_dimension");
        return Section.titled("Twice the hidden units, twice the features?")
                .prose("All models have " + RATIO
                        + " equally important features for each hidden unit. If features arrange"
                        + " themselves in small groups that know nothing of each other, twice the hidden units learn twice"
                        + " the features, and the lines are level. In the smallest models there is room for few groups, and"
                        + " which ones form is chance.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Features learned for each hidden unit",
                                        "Squared length of all directions over the hidden units; lines are means over seeds."),
                                means,
                                ChartAxis.log2("hidden", "hidden units m"),
                                ChartAxis.linear("features_per_dimension", "features per hidden unit"))
                        .seriesBy("density")
                        .dots(models, "features_per_dimension")
                        .chart()
                        .withTableFile("tables/sizes.csv"));
    }
}
