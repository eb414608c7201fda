package superpose.reports.toymodels;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.QuiverChart;
import superpose.reports.pages.Section;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The figures of {@link CorrelatedFeatures}, and the tables behind them. */
final class CorrelatedFigures {

    private static final String MEASURED = "mean over groups";
    private static final String CLAIMED = "as the paper says";

    private final List<CorrelatedModel> models;
    private final Table measures;
    private final Table directions;
    private final Table collapse;

    CorrelatedFigures(List<CorrelatedModel> models) {
        this.models = models;
        measures = measureTable(models);
        directions = directionTable(models);
        collapse = collapseTable(CorrelatedModel.best(CorrelatedModel.in(CorrelatedWorld.COLLAPSING_PAIRS, models)));
    }

    List<Table> tables() {
        return List.of(measures, directions, collapse);
    }

    List<Section> sections() {
        return List.of(pairs(), collapse(), local());
    }

    private Section pairs() {
        Section section = Section.titled("Pairs in two hidden units")
                .prose(
                        "Two hidden units can be drawn. Features that occur together want not to interfere, so they become"
                                + " orthogonal while there is room; what is left to share a line with is a feature that occurs at"
                                + " other times. Features that never occur together share a line at no cost. Two units trap many"
                                + " trainings, so the model with the lowest loss counts and is drawn strong; the other seeds of its"
                                + " group are drawn faint. The paper describes neither densities nor training: the densities are"
                                + " those of a later course, the training is Adam at a rate that falls to zero.");
        return drawn(
                drawn(drawn(section, CorrelatedWorld.PAIRS), CorrelatedWorld.EXCLUSIVE_PAIRS),
                CorrelatedWorld.THREE_PAIRS);
    }

    private Section drawn(Section section, CorrelatedWorld world) {
        Table shown = directions.where(directions
                .stringColumn("world")
                .isEqualTo(world.key())
                .and(directions.intColumn("group").isEqualTo(0)));
        return section.chart(QuiverChart.of(
                        new ChartText(
                                "Directions of features: " + world.sets().words(),
                                "Members of a set have the same colour. Strong: the lowest loss of a group; faint: its other"
                                        + " seeds."),
                        shown,
                        "x",
                        "y")
                .panelsBy("panel")
                .modelsBy("seed", "loss")
                .colouredBy(
                        ChartAxis.linear("set", "set").within(0, world.sets().count() - 1.0))
                .labelledBy("feature")
                .chart()
                .withTableFile("tables/directions.csv"));
    }

    private Section collapse() {
        Section section = Section.titled("Pairs that become one direction")
                .prose(
                        "Where features are frequent, they cannot be told apart by occurring at other times, and a model does"
                                + " better to pass on what the members of a pair have in common: their principal component.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Pairs that have become one direction: "
                                                + CorrelatedWorld.COLLAPSING_PAIRS
                                                        .sets()
                                                        .words(),
                                        "Lowest loss of each group of seeds, one dot a group, beside what the paper's text"
                                                + " says; a pair has become one where its members have cos > 0.99."),
                                collapse.where(collapse.stringColumn("models").isIn(MEASURED, CLAIMED)),
                                ChartAxis.log10("density", "density of a pair"),
                                ChartAxis.linear("collapsed", "pairs of one direction"))
                        .seriesBy("models")
                        .dots(groupsAsDots(), "collapsed")
                        .chart()
                        .withTableFile("tables/collapse.csv"));
        return drawn(section, CorrelatedWorld.COLLAPSING_PAIRS);
    }

    private Table groupsAsDots() {
        Table groups = collapse.where(collapse.stringColumn("models").startsWith("group"));
        StringColumn series = StringColumn.create("models");
        groups.forEach(row -> series.append(MEASURED));
        return Table.create("dots", groups.column("density"), groups.column("collapsed"), series);
    }

    private Section local() {
        Section section = Section.titled("Almost orthogonal bases, one for each set")
                .prose("A larger model gives each correlated set a basis of its own: inside a set `W^T W` is nearly"
                        + " diagonal, and interference is with the other set. Independent features in the same room form"
                        + " opposite pairs with any other feature. The paper does not say how large its models were; the"
                        + " sizes here are ours.");
        for (CorrelatedWorld world : List.of(CorrelatedWorld.BUNDLES, CorrelatedWorld.NO_BUNDLES)) {
            List<CorrelatedModel> best = CorrelatedModel.best(CorrelatedModel.in(world, models));
            CorrelatedModel middle = best.get(best.size() / 2);
            section = section.chart(ProductHeatmap.of(
                    new ChartText(
                            "W^T W: " + world.sets().words() + ", density "
                                    + ExperimentPage.number(middle.place().density()),
                            "The first " + world.sets().size()
                                    + " features are one set, the others the other set; last column: the bias. Lowest loss"
                                    + " of several seeds."),
                    middle.model()));
        }
        return section;
    }

    private static Table measureTable(List<CorrelatedModel> models) {
        return Table.create(
                "models",
                StringColumn.create(
                        "world",
                        models.stream()
                                .map(model -> model.place().world().key())
                                .toList()),
                numbers("density", models, model -> model.place().density()),
                numbers("group", models, model -> model.place().group()),
                numbers("seed", models, model -> model.place().seed()),
                numbers("loss", models, model -> model.model().loss()),
                numbers("lowest_cos_within", models, CorrelatedModel::lowestWithin),
                numbers("highest_cos_within", models, CorrelatedModel::highestWithin),
                numbers("least_opposite_cos_across", models, CorrelatedModel::oppositeAcross),
                numbers("shortest_norm", models, CorrelatedModel::shortest),
                numbers("squared_cos_within_share", models, CorrelatedModel::overlapWithin),
                numbers("sets_of_one_direction", models, CorrelatedModel::collapsed));
    }

    private static DoubleColumn numbers(
            String name, List<CorrelatedModel> models, ToDoubleFunction<CorrelatedModel> of) {
        return DoubleColumn.create(name, models.stream().mapToDouble(of).toArray());
    }

    private static Table directionTable(List<CorrelatedModel> models) {
        StringColumn worlds = StringColumn.create("world");
        StringColumn panels = StringColumn.create("panel");
        IntColumn groups = IntColumn.create("group");
        StringColumn seeds = StringColumn.create("seed");
        DoubleColumn loss = DoubleColumn.create("loss");
        StringColumn features = StringColumn.create("feature");
        IntColumn sets = IntColumn.create("set");
        DoubleColumn x = DoubleColumn.create("x");
        DoubleColumn y = DoubleColumn.create("y");
        for (CorrelatedModel model : models) {
            for (int feature = 0; !model.place().world().isLarge() && feature < features(model); feature++) {
                worlds.append(model.place().world().key());
                panels.append("density " + ExperimentPage.number(model.place().density()));
                groups.append(model.place().group());
                seeds.append("seed " + model.place().seed());
                loss.append(model.model().loss());
                features.append("feature " + feature);
                sets.append(feature / model.place().world().sets().size());
                x.append(model.model().directions().of(feature)[0]);
                y.append(model.model().directions().of(feature)[1]);
            }
        }
        return Table.create("directions", worlds, panels, groups, seeds, loss, features, sets, x, y);
    }

    private static int features(CorrelatedModel model) {
        return model.model().directions().features();
    }

    private static Table collapseTable(List<CorrelatedModel> best) {
        DoubleColumn densities = DoubleColumn.create("density");
        StringColumn series = StringColumn.create("models");
        DoubleColumn collapsed = DoubleColumn.create("collapsed");
        for (CorrelatedModel model : best) {
            densities.append(model.place().density());
            series.append("group " + model.place().group());
            collapsed.append(model.collapsed());
        }
        for (double density : CorrelatedWorld.COLLAPSING_PAIRS.densities()) {
            densities.append(density);
            series.append(MEASURED);
            collapsed.append(best.stream()
                    .filter(model -> model.place().density() == density)
                    .flatMapToDouble(model -> DoubleStream.of(model.collapsed()))
                    .average()
                    .orElseThrow());
        }
        CorrelatedClaims.COLLAPSED.forEach((density, pairs) -> {
            densities.append(density);
            series.append(CLAIMED);
            collapsed.append(pairs);
        });
        return Table.create("collapse", densities, series, collapsed);
    }
}
