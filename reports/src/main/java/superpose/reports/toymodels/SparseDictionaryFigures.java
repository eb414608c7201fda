package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeatureNorms;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.ScatterChart;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.TableRows;
import superpose.reports.toymodels.FittedDictionaries.Fit;
import superpose.reports.toymodels.FittedDictionaries.Input;
import superpose.reports.toymodels.FittedDictionaries.Learner;
import superpose.reports.toymodels.SparseDictionaries.Chance;
import superpose.reports.toymodels.SparseDictionaries.Run;
import superpose.reports.toymodels.SparseDictionaries.Toy;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.Table;

/** The answer, figures and tables of {@link SparseDictionaries}. */
final class SparseDictionaryFigures {

    private static final String CHANCE = "random directions";

    private final List<Run> runs;
    private final List<Chance> chances;

    SparseDictionaryFigures(List<Run> runs, List<Chance> chances) {
        this.runs = runs;
        this.chances = chances;
    }

    Outcome outcome(List<Toy> toys, List<Claim> claims) {
        List<Section> sections = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        for (Toy toy : toys) {
            Table sizes = sizes(toy);
            Table features = features(toy);
            sections.add(section(toy, sizes, features));
            tables.add(sizes);
            tables.add(features);
        }
        Table shuffled = shuffled();
        sections.add(Section.titled("Controls: shuffled activations")
                .prose(
                        "The same dictionaries, fitted to activations of which each unit's were put into an order of their"
                                + " own. Read them beside the row of random directions: in two dimensions even those match well, as"
                                + " a cosine counts whatever its sign.")
                .table("Match of dictionaries with as many atoms as features, mean over seeds.", shuffled));
        tables.add(shuffled);
        return new Outcome(summary(toys), sections, claims, tables);
    }

    private Outcome.Summary summary(List<Toy> toys) {
        List<KeyNumber> numbers = new ArrayList<>();
        for (Toy toy : toys) {
            for (Learner learner : Learner.values()) {
                numbers.add(new KeyNumber(
                        ExperimentPage.number(worst(toy, learner)),
                        "mean best cosine, " + toy.words() + ", " + learner.words(),
                        "worst seed"));
            }
        }
        return new Outcome.Summary(
                "With as many atoms as features, the mean best cosine of a feature is about "
                        + worstOf(toys, Learner.ONLINE) + " by online dictionary learning and "
                        + worstOf(toys, Learner.AUTOENCODER)
                        + " by a TopK autoencoder in the worst model and seed; 0.99 is the goal.",
                numbers);
    }

    private String worstOf(List<Toy> toys, Learner learner) {
        return ExperimentPage.number(
                toys.stream().mapToDouble(toy -> worst(toy, learner)).min().orElseThrow());
    }

    private double worst(Toy toy, Learner learner) {
        return SparseDictionaries.of(runs, toy, Input.ACTIVATIONS).stream()
                .filter(run -> run.learner() == learner)
                .mapToDouble(run -> run.asLargeAsTruth().mmcs())
                .min()
                .orElseThrow();
    }

    private Section section(Toy toy, Table sizes, Table features) {
        return Section.titled(toy.features() + " features in " + toy.hidden() + " hidden units")
                .prose(
                        "Features are all alike and on in a twentieth of the samples; each model is trained anew from its"
                                + " seed. A dictionary sees the hidden activations alone. It is told how many atoms it has, and that"
                                + " as many may be active as features are on in the mean and a quarter more; else the learners have"
                                + " their usual settings.")
                .chart(overSizes(
                        sizes,
                        new ChartText(
                                "Match over the number of atoms (MMCS)",
                                "Mean over features of the best cosine; several features may share an atom. Dots are single"
                                        + " seeds; the upright line is the number of features."),
                        ChartAxis.linear("mmcs", "mean best cosine"),
                        toy))
                .chart(overSizes(
                        sizes,
                        new ChartText(
                                "Match in pairs over the number of atoms (MCC)",
                                "Mean cosine of the best one-to-one pairing; the surplus side is not counted, so small"
                                        + " dictionaries can score high."),
                        ChartAxis.linear("mcc", "mean cosine of the pairs"),
                        toy))
                .chart(overSizes(
                        sizes.where(sizes.doubleColumn("found_again").isNotMissing()),
                        new ChartText(
                                "Atoms found again in the next larger dictionary",
                                "This needs no truth: mean over atoms of the best cosine among those of the next larger"
                                        + " dictionary."),
                        ChartAxis.linear("found_again", "mean best cosine"),
                        toy))
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Best cosine of every feature",
                                        "One mark is one feature of one seed, with as many atoms as features; the line is the"
                                                + " bar of 0.9."),
                                features,
                                ChartAxis.linear("length", "length of the feature's direction"),
                                ChartAxis.linear("best_cosine", "best cosine"))
                        .seriesBy("series")
                        .reference(0.9, "0.9")
                        .chart()
                        .withTableFile("tables/" + features.name() + ".csv"));
    }

    private static Chart overSizes(Table sizes, ChartText text, ChartAxis y, Toy toy) {
        Table means = sizes.summarize(y.column(), AggregateFunctions.mean).by("atoms", "series");
        means.column("Mean [" + y.column() + "]").setName(y.column());
        Table truth = new TableRows("truth").row().put("atoms", toy.features()).table();
        return LineChart.of(text, means, ChartAxis.linear("atoms", "atoms"), y)
                .seriesBy("series")
                .dashed(CHANCE)
                .dots(sizes.where(sizes.stringColumn("series").isNotEqualTo(CHANCE)), y.column())
                .events(truth, "number of features")
                .chart()
                .withTableFile("tables/" + sizes.name() + ".csv");
    }

    /** Learners first, chance last, so that each keeps its colour in all charts. */
    private Table sizes(Toy toy) {
        TableRows rows = new TableRows("sizes-" + toy.words());
        for (Run run : SparseDictionaries.of(runs, toy, Input.ACTIVATIONS)) {
            for (Fit fit : run.fitted().fits()) {
                boolean isLargest = fit.equals(run.fitted().fits().getLast());
                rows.row()
                        .put("series", run.learner().words())
                        .put("seed", run.model().seed())
                        .put("atoms", fit.atoms())
                        .put("mmcs", fit.mmcs())
                        .put("mcc", fit.mcc())
                        .put("share_above_0.9", fit.above())
                        .put(
                                "found_again",
                                isLargest ? Double.NaN : run.fitted().agreement(fit.atoms()));
            }
        }
        chances.stream()
                .filter(chance -> chance.model().toy().equals(toy))
                .forEach(chance -> rows.row()
                        .put("series", CHANCE)
                        .put("seed", chance.model().seed())
                        .put("atoms", chance.atoms())
                        .put("mmcs", chance.match().mmcsTruthToLearned().estimate())
                        .put("mcc", chance.match().mcc().estimate())
                        .put("share_above_0.9", Double.NaN)
                        .put("found_again", Double.NaN));
        return rows.table();
    }

    private Table features(Toy toy) {
        TableRows rows = new TableRows("features-" + toy.words());
        for (Run run : SparseDictionaries.of(runs, toy, Input.ACTIVATIONS)) {
            FeatureNorms lengths = FeatureNorms.of(run.model().truth());
            IntStream.range(0, toy.features())
                    .forEach(feature -> rows.row()
                            .put("series", run.learner().words())
                            .put("seed", run.model().seed())
                            .put("feature", feature)
                            .put("length", lengths.of(feature))
                            .put("best_cosine", run.asLargeAsTruth().best().get(feature)));
        }
        return rows.table();
    }

    private Table shuffled() {
        TableRows rows = new TableRows("shuffled");
        runs.stream()
                .map(run -> run.model().toy())
                .distinct()
                .sorted(Comparator.comparingInt(Toy::features))
                .forEach(toy -> {
                    for (Input input : Input.values()) {
                        for (Learner learner : Learner.values()) {
                            List<Fit> fits = SparseDictionaries.of(runs, toy, input).stream()
                                    .filter(run -> run.learner() == learner)
                                    .map(Run::asLargeAsTruth)
                                    .toList();
                            rows.row()
                                    .put("model", toy.words())
                                    .put("dictionary", learner.words() + ", " + input.words())
                                    .put(
                                            "mmcs",
                                            fits.stream()
                                                    .mapToDouble(Fit::mmcs)
                                                    .average()
                                                    .orElseThrow())
                                    .put(
                                            "mcc",
                                            fits.stream()
                                                    .mapToDouble(Fit::mcc)
                                                    .average()
                                                    .orElseThrow());
                        }
                    }
                    List<Chance> random = chances.stream()
                            .filter(chance -> chance.model().toy().equals(toy) && chance.atoms() == toy.features())
                            .toList();
                    rows.row()
                            .put("model", toy.words())
                            .put("dictionary", CHANCE)
                            .put(
                                    "mmcs",
                                    random.stream()
                                            .mapToDouble(chance -> chance.match()
                                                    .mmcsTruthToLearned()
                                                    .estimate())
                                            .average()
                                            .orElseThrow())
                            .put(
                                    "mcc",
                                    random.stream()
                                            .mapToDouble(chance ->
                                                    chance.match().mcc().estimate())
                                            .average()
                                            .orElseThrow());
                });
        return rows.table();
    }
}
