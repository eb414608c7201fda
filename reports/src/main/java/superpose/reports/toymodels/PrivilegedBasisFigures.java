package superpose.reports.toymodels;

import java.util.List;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.Polysemanticity;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.TrainedModel;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables and figures of {@link PrivilegedBasis}. */
final class PrivilegedBasisFigures {

    /** Arrangements of a density that are listed. */
    private static final int LISTED = 3;

    private static final String RIVALS = "The " + LISTED
            + " arrangements of the lowest losses at each density, and how many models end in them. Where two losses are"
            + " close, the density lies near the border between two arrangements.";

    private final List<PrivilegedBasis.Level> levels;

    PrivilegedBasisFigures(List<PrivilegedBasis.Level> levels) {
        this.levels = List.copyOf(levels);
    }

    Outcome outcome(List<Claim> claims) {
        Table stairs = stairsTable();
        Table best = bestTable();
        Table models = modelTable();
        Table shares = shareTable();
        Table weights = weightTable();
        Table rivals = rivalTable();
        return new Outcome(
                summary(),
                List.of(
                        stairs(stairs, shares)
                                .table("The best model of each density.", best)
                                .table(RIVALS, rivals),
                        neurons(weights)),
                claims,
                List.of(stairs, best, rivals, models, shares, weights));
    }

    private Outcome.Summary summary() {
        PrivilegedBasis.Level dense = levels.getFirst();
        PrivilegedBasis.Level sparse = levels.getLast();
        int everywhere = levels.stream()
                .mapToInt(level -> level.models().models().size())
                .min()
                .orElseThrow();
        return new Outcome.Summary(
                "From density " + dense.density().value() + " down to "
                        + sparse.density().value() + ", the best of "
                        + everywhere + " models goes from " + dense.monosemantic()
                        + " neurons with a feature of their own to "
                        + sparse.monosemantic() + ", and from " + represented(dense.best()) + " features to "
                        + represented(sparse.best()) + " in " + PrivilegedBasis.NEURONS + " neurons.",
                List.of(
                        new KeyNumber(
                                String.valueOf(dense.monosemantic()),
                                "neurons of one feature",
                                "at density " + dense.density().value()),
                        new KeyNumber(
                                String.valueOf(sparse.monosemantic()),
                                "neurons of one feature",
                                "at density " + sparse.density().value()),
                        new KeyNumber(
                                String.valueOf(represented(sparse.best())),
                                "features represented",
                                "in " + PrivilegedBasis.NEURONS + " neurons at density "
                                        + sparse.density().value())));
    }

    private static int represented(TrainedModel model) {
        return FeatureNorms.of(model.directions()).represented();
    }

    private static Section stairs(Table stairs, Table shares) {
        return Section.titled("From neurons of one feature to neurons of many")
                .prose("Models of " + PrivilegedBasis.FEATURES + " features in " + PrivilegedBasis.NEURONS
                        + " neurons with a ReLU; the first feature matters most. A neuron counts as monosemantic when it"
                        + " serves fewer than " + Polysemanticity.ONE_FEATURE + " features in effect"
                        + " (the participation ratio of its squared weights). The table also has the stricter count by shares"
                        + " of absolute weights, above " + Polysemanticity.MONOSEMANTIC
                        + ", which the small weights of features that are not represented can bring down. A group is a set"
                        + " of neurons that share features, as in *3 in 2*: three features in two neurons.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Monosemantic neurons over sparsity",
                                        "The model of the lowest loss at each density, and the mean over all models."),
                                stairs,
                                ChartAxis.log2("per_occurrence", "samples per occurrence of a feature, 1/density"),
                                ChartAxis.linear("neurons", "neurons").within(0, PrivilegedBasis.NEURONS + 0.2))
                        .seriesBy("count")
                        .chart()
                        .withTableFile("tables/staircase.csv"))
                .chart(HeatmapChart.of(
                                new ChartText(
                                        "All models, not the best alone",
                                        "How many of the models of a density have so many monosemantic neurons. Training"
                                                + " often ends in a worse arrangement, so the best of many is shown above."),
                                shares,
                                ChartAxis.category("density", "density"),
                                ChartAxis.category("monosemantic", "monosemantic neurons"))
                        .value(ChartAxis.linear("share", "share of models").within(0, 1))
                        .chart()
                        .withTableFile("tables/shares.csv"));
    }

    private static Section neurons(Table weights) {
        return Section.titled("What the neurons of the best models read")
                .prose(
                        "The weights of the best model of each density, a row for a neuron. A row with one strong cell is a"
                                + " neuron of one feature. Features that share neurons differ in signs, so that together they can be"
                                + " told apart.")
                .chart(HeatmapChart.of(
                                new ChartText("Weights of the best models", "Density and neuron against feature."),
                                weights,
                                ChartAxis.category("feature", "feature, most important first"),
                                ChartAxis.category("neuron", "density and neuron"))
                        .value(ChartAxis.linear("weight", "weight").within(-1.5, 1.5))
                        .divergingAround(0)
                        .chart()
                        .withTableFile("tables/weights.csv"));
    }

    private Table stairsTable() {
        DoubleColumn place = DoubleColumn.create("per_occurrence");
        StringColumn series = StringColumn.create("count");
        DoubleColumn neurons = DoubleColumn.create("neurons");
        for (PrivilegedBasis.Level level : levels) {
            place.append(1 / level.density().value());
            series.append("best model");
            neurons.append(level.monosemantic());
        }
        for (PrivilegedBasis.Level level : levels) {
            place.append(1 / level.density().value());
            series.append("mean of all models");
            neurons.append(level.models().models().stream()
                    .mapToInt(model -> PrivilegedBasis.neurons(model).unitsOfOneFeature())
                    .average()
                    .orElseThrow());
        }
        return Table.create("staircase", place, series, neurons);
    }

    private Table bestTable() {
        DoubleColumn density = DoubleColumn.create("density");
        DoubleColumn loss = DoubleColumn.create("loss");
        IntColumn represented = IntColumn.create("features represented");
        IntColumn mono = IntColumn.create("monosemantic neurons");
        IntColumn strict = IntColumn.create("by share of weights");
        StringColumn groups = StringColumn.create("groups");
        for (PrivilegedBasis.Level level : levels) {
            Polysemanticity neurons = PrivilegedBasis.neurons(level.best());
            density.append(level.density().value());
            loss.append(level.best().loss());
            represented.append(represented(level.best()));
            mono.append(neurons.unitsOfOneFeature());
            strict.append((int) Math.round(neurons.monosemanticFraction() * neurons.units()));
            groups.append(level.groups().words());
        }
        return Table.create("best", density, groups, loss, represented, mono, strict);
    }

    private Table rivalTable() {
        DoubleColumn density = DoubleColumn.create("density");
        StringColumn groups = StringColumn.create("groups");
        DoubleColumn loss = DoubleColumn.create("lowest loss");
        IntColumn models = IntColumn.create("models");
        for (PrivilegedBasis.Level level : levels) {
            level.arrangements().entrySet().stream().limit(LISTED).forEach(arrangement -> {
                density.append(level.density().value());
                groups.append(arrangement.getKey());
                loss.append(arrangement.getValue().getFirst().loss());
                models.append(arrangement.getValue().size());
            });
        }
        return Table.create("arrangements", density, groups, loss, models);
    }

    private Table modelTable() {
        DoubleColumn density = DoubleColumn.create("density");
        IntColumn seed = IntColumn.create("model");
        DoubleColumn loss = DoubleColumn.create("loss");
        IntColumn mono = IntColumn.create("monosemantic_neurons");
        DoubleColumn effective = DoubleColumn.create("features_per_neuron");
        for (PrivilegedBasis.Level level : levels) {
            int index = 0;
            for (TrainedModel model : level.models().models()) {
                Polysemanticity neurons = PrivilegedBasis.neurons(model);
                density.append(level.density().value());
                seed.append(index++);
                loss.append(model.loss());
                mono.append(neurons.unitsOfOneFeature());
                effective.append(neurons.meanEffectiveFeatures());
            }
        }
        return Table.create("models", density, seed, loss, mono, effective);
    }

    private Table shareTable() {
        StringColumn density = StringColumn.create("density");
        StringColumn mono = StringColumn.create("monosemantic");
        DoubleColumn share = DoubleColumn.create("share");
        for (int count = PrivilegedBasis.NEURONS; count >= 0; count--) {
            for (PrivilegedBasis.Level level : levels) {
                int wanted = count;
                List<TrainedModel> models = level.models().models();
                density.append(String.valueOf(level.density().value()));
                mono.append(String.valueOf(count));
                share.append(models.stream()
                                .filter(model -> PrivilegedBasis.neurons(model).unitsOfOneFeature() == wanted)
                                .count()
                        / (double) models.size());
            }
        }
        return Table.create("shares", density, mono, share);
    }

    private Table weightTable() {
        StringColumn neuron = StringColumn.create("neuron");
        StringColumn feature = StringColumn.create("feature");
        DoubleColumn weight = DoubleColumn.create("weight");
        for (PrivilegedBasis.Level level : levels) {
            int row = 1;
            for (float[] weights : NeuronWeights.sorted(level.best().directions())) {
                for (int index = 0; index < weights.length; index++) {
                    neuron.append(ExperimentPage.number(level.density().value()) + " · " + row);
                    feature.append(String.valueOf(index));
                    weight.append(weights[index]);
                }
                row++;
            }
        }
        return Table.create("weights", neuron, feature, weight);
    }
}
