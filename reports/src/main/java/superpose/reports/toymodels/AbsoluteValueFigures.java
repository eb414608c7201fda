package superpose.reports.toymodels;

import java.util.List;
import java.util.function.ToDoubleFunction;
import superpose.analysis.geometry.AbsoluteValueNet;
import superpose.analysis.geometry.AsymmetricMotif;
import superpose.analysis.geometry.Polysemanticity;
import superpose.reports.claims.Claim;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables and figures of {@link AbsoluteValue}. */
final class AbsoluteValueFigures {

    /** Features that are drawn; those after them matter next to nothing. */
    private static final int DRAWN = 30;

    private static final String PLACE = "per_occurrence";

    private final List<AbsoluteValueMeasures.Level> levels;
    private final List<AbsoluteValueMeasures.MotifLevel> motifs;

    AbsoluteValueFigures(List<AbsoluteValueMeasures.Level> levels, List<AbsoluteValueMeasures.MotifLevel> motifs) {
        this.levels = List.copyOf(levels);
        this.motifs = List.copyOf(motifs);
    }

    Outcome outcome(List<Claim> claims) {
        Table computed = table(
                "computed",
                new Series("each alone", counts -> counts.alone()),
                new Series("with interference", counts -> counts.together()));
        Table neurons = table(
                "neurons",
                new Series("neurons of one feature", counts -> counts.neurons().unitsOfOneFeature()));
        Table effective = table(
                "features_per_neuron",
                new Series("features per neuron", counts -> counts.neurons().meanEffectiveFeatures()));
        Table weights = weightTable();
        Table found = motifTable();
        return new Outcome(
                summary(),
                List.of(computedSection(computed), neuronSection(neurons, effective, weights), motifSection(found)),
                claims,
                List.of(computed, neurons, effective, weights, found));
    }

    private AbsoluteValueMeasures.Level rare() {
        return levels.stream()
                .filter(level -> level.density().value() == AbsoluteValue.RARE)
                .findFirst()
                .orElseThrow();
    }

    private Outcome.Summary summary() {
        AbsoluteValueMeasures.Counts rare = rare().best();
        AbsoluteValueMeasures.Counts dense = levels.getFirst().best();
        return new Outcome.Summary(
                "At density " + AbsoluteValue.RARE + " the best model computes the absolute values of " + rare.alone()
                        + " features in " + AbsoluteValue.NEURONS
                        + " neurons when one is on at a time, and of " + rare.together()
                        + " when others interfere; without superposition it would be at most "
                        + AbsoluteValue.NEURONS / 2 + ".",
                List.of(
                        new KeyNumber(
                                String.valueOf(rare.alone()),
                                "features computed, each alone",
                                "in " + AbsoluteValue.NEURONS + " neurons at density " + AbsoluteValue.RARE),
                        new KeyNumber(
                                String.valueOf(rare.together()),
                                "features computed",
                                "with the interference of others"),
                        new KeyNumber(
                                dense.neurons().unitsOfOneFeature() + " → "
                                        + rare.neurons().unitsOfOneFeature(),
                                "neurons of one feature",
                                "from density 1 to " + AbsoluteValue.RARE)));
    }

    private static Section computedSection(Table computed) {
        return Section.titled("How many features are computed")
                .prose("Models of " + AbsoluteValue.FEATURES + " features between -1 and 1 in " + AbsoluteValue.NEURONS
                        + " neurons, of which each feature needs two if it shares none: one for each sign. A feature counts"
                        + " as computed when its relative error, the root of the mean squared error over that of answering"
                        + " 0, is below " + AbsoluteValueNet.COMPUTED
                        + ": taken over a world in which no other feature is on, or over the samples of the world that the"
                        + " model was trained in. A feature of which one sign is lost has an error of 0.71.")
                .chart(chart(
                        new Words("Features computed over sparsity", "features computed"),
                        "The model of the lowest loss at each density, and all seeds as dots. Losses at different"
                                + " densities are of different tasks and are not compared. Where features are so rare that a"
                                + " batch holds but a few samples of each, trainings stop in poorer models.",
                        computed,
                        AbsoluteValue.NEURONS / 2.0));
    }

    private static Section neuronSection(Table neurons, Table effective, Table weights) {
        return Section.titled("From neurons of one feature to neurons of many")
                .chart(chart(
                        new Words("Neurons of one feature over sparsity", "neurons"),
                        "Neurons that serve fewer than " + Polysemanticity.ONE_FEATURE
                                + " features in effect; the model of the lowest loss, and all seeds as dots.",
                        neurons,
                        AbsoluteValue.NEURONS))
                .chart(chart(
                        new Words("Features per neuron over sparsity", "features per neuron"),
                        "The mean over neurons of the participation ratio of squared input weights; the model of the"
                                + " lowest loss, and all seeds as dots.",
                        effective,
                        1))
                .chart(HeatmapChart.of(
                                new ChartText(
                                        "What the neurons of a sparse model read",
                                        "The model of the lowest loss at density " + AbsoluteValue.RARE + ": the first "
                                                + DRAWN
                                                + " features, each neuron scaled so that its largest input weight is 1 in"
                                                + " size."),
                                weights,
                                ChartAxis.category("feature", "feature, most important first"),
                                ChartAxis.category("neuron", "neuron"))
                        .value(ChartAxis.linear("weight", "scaled weight").within(-1, 1))
                        .divergingAround(0)
                        .chart()
                        .withTableFile("tables/weights.csv"));
    }

    private Section motifSection(Table found) {
        Section section = Section.titled("Asymmetric superposition with inhibition")
                .prose("A neuron may serve two features of opposite sign unequally: it reads one strongly and writes it"
                        + " weakly, and reads the other weakly and writes it strongly. Then the weak one disturbs the strong"
                        + " one little, the strong one the weak one much, and another neuron takes that back. "
                        + motifs.stream()
                                .map(level -> "At density " + level.density().value() + ", " + level.modelsWithOne()
                                        + " of " + level.motifs().size() + " models have it.")
                                .reduce((first, second) -> first + " " + second)
                                .orElseThrow());
        return found.rowCount() == 0
                ? section.prose("The best models have none.")
                : section.table(
                        "The motifs of the best model of each density. In the published example the ratio of input weights"
                                + " is 4, the disturbance 4 and the inhibition strong enough to undo it.",
                        found);
    }

    /** The words of a chart over sparsity: its title, and that of its vertical axis. */
    private record Words(String title, String axis) {}

    private static Chart chart(Words words, String caption, Table table, double reference) {
        Table best = table.where(table.stringColumn("model").isEqualTo("best"));
        return LineChart.of(
                        new ChartText(words.title(), caption),
                        best,
                        ChartAxis.log10(PLACE, "samples per occurrence of a feature, 1/density"),
                        ChartAxis.linear("value", words.axis()))
                .seriesBy("count")
                .dots(table, "value")
                .reference(reference, String.valueOf((int) reference))
                .chart()
                .withTableFile("tables/" + table.name() + ".csv");
    }

    /** A quantity of a model, and what it is called. */
    private record Series(String name, ToDoubleFunction<AbsoluteValueMeasures.Counts> value) {}

    private Table table(String name, Series... all) {
        DoubleColumn place = DoubleColumn.create(PLACE);
        StringColumn series = StringColumn.create("count");
        StringColumn models = StringColumn.create("model");
        DoubleColumn values = DoubleColumn.create("value");
        for (Series one : all) {
            for (AbsoluteValueMeasures.Level level : levels) {
                for (int seed = 0; seed < level.counts().size(); seed++) {
                    AbsoluteValueMeasures.Counts counts = level.counts().get(seed);
                    place.append(1 / level.density().value());
                    series.append(one.name());
                    models.append(level.isBest(seed) ? "best" : "other");
                    values.append(one.value().applyAsDouble(counts));
                }
            }
        }
        return Table.create(name, place, series, models, values);
    }

    private Table weightTable() {
        StringColumn neuron = StringColumn.create("neuron");
        StringColumn feature = StringColumn.create("feature");
        DoubleColumn weight = DoubleColumn.create("weight");
        int row = 1;
        for (float[] weights : NeuronWeights.scaled(rare().models().best().directions())) {
            for (int index = 0; index < DRAWN; index++) {
                neuron.append(String.valueOf(row));
                feature.append(String.valueOf(index));
                weight.append(weights[index]);
            }
            row++;
        }
        return Table.create("weights", neuron, feature, weight);
    }

    private Table motifTable() {
        DoubleColumn density = DoubleColumn.create("density");
        IntColumn neuron = IntColumn.create("neuron");
        IntColumn strong = IntColumn.create("strong feature");
        IntColumn weak = IntColumn.create("weak feature");
        DoubleColumn ratio = DoubleColumn.create("input ratio");
        DoubleColumn disturbance = DoubleColumn.create("disturbance");
        IntColumn inhibitor = IntColumn.create("inhibitor");
        DoubleColumn inhibition = DoubleColumn.create("inhibition");
        for (AbsoluteValueMeasures.MotifLevel level : motifs) {
            for (AsymmetricMotif motif : level.best()) {
                density.append(level.density().value());
                neuron.append(motif.unit());
                strong.append(motif.strong());
                weak.append(motif.weak());
                ratio.append(motif.effects().ratio());
                disturbance.append(motif.effects().disturbance());
                inhibitor.append(motif.effects().inhibitor());
                inhibition.append(motif.effects().inhibition());
            }
        }
        return Table.create("motifs", density, neuron, strong, weak, ratio, disturbance, inhibitor, inhibition);
    }
}
