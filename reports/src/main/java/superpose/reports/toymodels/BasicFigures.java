package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.toymodels.BasicRun.Kind;
import superpose.reports.toymodels.BasicRun.Setting;
import superpose.reports.toymodels.BasicRun.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The figures of {@link BasicResults}, and the tables behind them. */
final class BasicFigures {

    private static final ChartAxis PER_OCCURRENCE =
            ChartAxis.log10("per_occurrence", "samples per occurrence of a feature, 1/density");

    private final List<BasicRun> runs;
    private final Table models;
    private final Table features;

    BasicFigures(List<BasicRun> runs) {
        this.runs = runs.stream()
                .filter(run -> run.training().kind() != Kind.REVERSED)
                .toList();
        models = modelTable(runs);
        features = featureTable(runs);
    }

    List<Table> tables() {
        return List.of(models, features);
    }

    Section counts() {
        return Section.titled("How many features are represented")
                .prose("A feature counts as represented where its direction is longer than 0.5. " + training())
                .chart(overDensities(
                        new ChartText(
                                "Features represented for each hidden unit",
                                "Lines: the model with the lowest loss of each kind; dots: every seed. A linear model"
                                        + " stays at one."),
                        ChartAxis.linear("represented_per_hidden", "features represented / hidden units")));
    }

    Section losses() {
        return Section.titled("What the ReLU gains")
                .prose(
                        "The best linear model loses `I_i (p/3 - p^2/4)` for every feature that it does not keep. At density"
                                + " 1 a ReLU model can do no better; the rarer the features, the more it gains.")
                .chart(overDensities(
                        new ChartText(
                                "Loss over that of the best linear model",
                                "Both losses on the same fresh samples. Lines: the model with the lowest loss of each kind;"
                                        + " dots: every seed."),
                        ChartAxis.log10("loss_ratio", "loss / loss of the best linear model")));
    }

    private Chart overDensities(ChartText text, ChartAxis y) {
        Table drawn = models.where(models.stringColumn("model").isNotEqualTo(Kind.REVERSED.words()));
        return LineChart.of(text, drawn.where(drawn.stringColumn("best").isEqualTo("yes")), PER_OCCURRENCE, y)
                .seriesBy("models")
                .dots(drawn, y.column())
                .chart()
                .withTableFile("tables/models.csv");
    }

    Section kept() {
        Section section = Section.titled("Which features are kept, and how")
                .prose("The matrix `W^T W` says how strongly the model's output for one feature answers to another: a"
                        + " diagonal of ones and nothing else for features that have dimensions of their own. Below each"
                        + " matrix, the length of every feature's direction, coloured by the interference that it suffers:"
                        + " `sqrt(sum_j (u_i . W_j)^2)` over all other features, at most 1. That is the colour of the authors'"
                        + " notebook; without the root, the same sum is the interference of the text, and others colour by"
                        + " cosines. Of several seeds the one with the lowest loss is drawn.");
        List<Double> levels = runs.stream()
                .map(run -> run.density().value())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (Setting setting :
                runs.stream().map(run -> run.training().setting()).distinct().toList()) {
            section = addBoth(section, best(setting, Kind.LINEAR, levels.get(levels.size() / 2)));
            for (int level : new int[] {0, levels.size() / 3, levels.size() - 1}) {
                section = addBoth(section, best(setting, Kind.RELU, levels.get(level)));
            }
        }
        return section;
    }

    private BasicRun best(Setting setting, Kind kind, double density) {
        return runs.stream()
                .filter(run -> run.training().setting().equals(setting)
                        && run.training().kind() == kind
                        && run.density().value() == density)
                .min(Comparator.comparingDouble(run -> run.model().loss()))
                .orElseThrow();
    }

    private Section addBoth(Section section, BasicRun run) {
        Table own = features.where(features.stringColumn("models")
                .isEqualTo(run.training().words())
                .and(features.doubleColumn("density").isEqualTo(run.density().value()))
                .and(features.intColumn("seed").isEqualTo(run.training().seed())));
        return section.chart(ProductHeatmap.of(
                        new ChartText(
                                "W^T W, " + words(run),
                                "Features in order of importance, the most important first; last column: the bias."),
                        run.model()))
                .chart(BarChart.of(
                                new ChartText(
                                        "Lengths of directions, " + words(run),
                                        "Colour: the root of the interference, 0 for a dimension of its own, 1 where all others"
                                                + " together can move the direction as strongly as the feature itself; it means nothing for"
                                                + " features of no length."),
                                own,
                                ChartAxis.category("feature_name", "feature, the most important first"),
                                ChartAxis.linear("norm", "length |W_i|"))
                        .colouredBy(ChartAxis.linear("root_interference", "root of interference")
                                .within(0, 1))
                        .chart()
                        .withTableFile("tables/features.csv"));
    }

    private static String words(BasicRun run) {
        return run.training().kind().words() + " model of "
                + run.training().setting().words() + " hidden units, density "
                + ExperimentPage.number(run.density().value());
    }

    private String training() {
        Map<String, Long> seeds = runs.stream()
                .map(BasicRun::training)
                .distinct()
                .collect(Collectors.groupingBy(Training::words, LinkedHashMap::new, Collectors.counting()));
        return "Models at each density (features in hidden units, kind, seeds): "
                + seeds.entrySet().stream()
                        .map(entry -> entry.getKey() + ", " + entry.getValue())
                        .collect(Collectors.joining("; "))
                + ". The paper does not say how it trained; these were trained by Adam without weight decay at a rate that"
                + " falls to zero.";
    }

    private static Table modelTable(List<BasicRun> runs) {
        return Table.create(
                "models",
                texts("models", runs, run -> run.training().words()),
                texts("model", runs, run -> run.training().kind().words()),
                numbers("density", runs, run -> run.density().value()),
                numbers("per_occurrence", runs, run -> 1 / run.density().value()),
                numbers("seed", runs, run -> run.training().seed()),
                texts("best", runs, run -> isBest(run, runs) ? "yes" : "no"),
                numbers("loss", runs, run -> run.model().loss()),
                numbers("loss_ratio", runs, BasicRun::lossRatio),
                numbers("represented", runs, run -> run.norms().represented()),
                numbers(
                        "represented_per_hidden",
                        runs,
                        run -> run.norms().represented()
                                / (double) run.training().setting().hidden()),
                numbers("dedicated", runs, run -> run.dedicated().length),
                numbers("superposed", runs, run -> run.superposed().length),
                numbers("misplaced", runs, BasicRun::misplaced),
                numbers("bias_error", runs, BasicRun::biasError));
    }

    private static StringColumn texts(String name, List<BasicRun> runs, Function<BasicRun, String> of) {
        return StringColumn.create(name, runs.stream().map(of).toList());
    }

    private static DoubleColumn numbers(String name, List<BasicRun> runs, ToDoubleFunction<BasicRun> of) {
        return DoubleColumn.create(name, runs.stream().mapToDouble(of).toArray());
    }

    private static boolean isBest(BasicRun run, List<BasicRun> runs) {
        return runs.stream()
                .filter(other -> other.training().words().equals(run.training().words())
                        && other.density().equals(run.density()))
                .allMatch(other -> other.model().loss() >= run.model().loss());
    }

    private static Table featureTable(List<BasicRun> runs) {
        StringColumn models = StringColumn.create("models");
        DoubleColumn densities = DoubleColumn.create("density");
        IntColumn seeds = IntColumn.create("seed");
        IntColumn features = IntColumn.create("feature");
        StringColumn names = StringColumn.create("feature_name");
        DoubleColumn norms = DoubleColumn.create("norm");
        DoubleColumn interference = DoubleColumn.create("interference");
        DoubleColumn root = DoubleColumn.create("root_interference");
        DoubleColumn bias = DoubleColumn.create("bias");
        for (BasicRun run : runs) {
            double[] sums = run.interference().toArray();
            double[] lengths = run.norms().toArray();
            for (int feature = 0; feature < sums.length; feature++) {
                models.append(run.training().words());
                densities.append(run.density().value());
                seeds.append(run.training().seed());
                features.append(feature);
                names.append(String.valueOf(feature));
                norms.append(lengths[feature]);
                interference.append(sums[feature]);
                root.append(Math.min(1, Math.sqrt(sums[feature])));
                bias.append(run.model().bias()[feature]);
            }
        }
        return Table.create("features", models, densities, seeds, features, names, norms, interference, root, bias);
    }
}
