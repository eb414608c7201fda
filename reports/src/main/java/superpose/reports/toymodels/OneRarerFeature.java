package superpose.reports.toymodels;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.optima.ActivityPatterns;
import superpose.analysis.optima.Optimum;
import superpose.analysis.optima.PentagonOrDigons;
import superpose.analysis.optima.ReluOutputLoss;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.SparseFeatures;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Lab;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TableRows;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Recipe;
import tech.tablesaw.api.Table;

/**
 * A pentagon of five equal features gives way at once when one of them gets rarer: at some density the other four fold into
 * two antipodal pairs and the rare one is dropped.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Non-uniform superposition". Both ways are also
 * computed without training; where they cross is not where the paper puts it.
 */
final class OneRarerFeature implements Reproduction {

    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section Non-uniform Superposition";
    private static final String OPTIMUM = "computed optimum of the same model";
    private static final int FEATURES = FeaturesInTwoDimensions.FEATURES;
    private static final int HIDDEN = 2;
    private static final Density USUAL = new Density(0.05);
    private static final Density RARER_WORLD = new Density(0.02);

    /** Densities of the varied feature over that of the others. */
    private static final List<Double> RELATIVE = List.of(1.0, 0.7, 0.5, 0.4, 0.33, 0.3, 0.24, 0.2, 0.15, 0.1);

    /** Models this near to the crossing, as a ratio, may end either way. */
    private static final double NEAR = 1.15;

    private static final int COMPUTED_POINTS = 25;

    @Override
    public About about() {
        return new About(
                "one-rarer-feature",
                "What happens to a pentagon when one feature gets rarer?",
                ELHAGE,
                new About.Costs(1, 9, 60));
    }

    private static int steps(Assignment assignment) {
        return assignment.choose(60, 10_000, 20_000);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(2, 20, 50);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features",
                FEATURES,
                "hidden",
                HIDDEN,
                "density",
                USUAL.value(),
                "relative_densities",
                RELATIVE,
                "steps",
                steps(assignment),
                "seeds",
                seeds(assignment));
    }

    /** The trainings at one relative density. */
    private record Trained(double relative, TrainedModels models) {

        double rareNorm() {
            return norm(models.models().stream()
                    .min(Comparator.comparingDouble(this::exactLoss))
                    .orElseThrow());
        }

        static double norm(TrainedModel model) {
            return FeatureNorms.of(model.directions()).of(FEATURES - 1);
        }

        /** The expected loss, without the noise of samples. */
        double exactLoss(TrainedModel model) {
            return ReluOutputLoss.of(ActivityPatterns.independent(densities(relative)), Importance.uniform(FEATURES))
                    .of(model.directions(), model.biases());
        }

        /** The best of the trainings by expected loss. */
        double bestLoss() {
            return models.models().stream().mapToDouble(this::exactLoss).min().orElseThrow();
        }
    }

    private static List<Density> densities(double relative) {
        Density[] all = new Density[FEATURES];
        Arrays.fill(all, USUAL);
        all[FEATURES - 1] = new Density(USUAL.value() * relative);
        return List.of(all);
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Recipe recipe = Recipe.notebook().withSteps(steps(assignment));
        List<TrainingJob> jobs = RELATIVE.stream()
                .map(relative -> TrainingJob.inWorlds(
                        String.format(Locale.ROOT, "relative-%.2f", relative),
                        new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, HIDDEN),
                        Collections.nCopies(
                                seeds(assignment),
                                SparseFeatures.of(densities(relative).toArray(Density[]::new))),
                        recipe))
                .toList();
        List<TrainedModels> models = new Trainings(assignment, lab).of("one rarer feature", jobs);
        List<Trained> trained = IntStream.range(0, RELATIVE.size())
                .mapToObj(index -> new Trained(RELATIVE.get(index), models.get(index)))
                .toList();

        double crossing = PentagonOrDigons.relativeCrossing(USUAL);
        List<Computed> curve =
                lab.each(COMPUTED_POINTS, point -> Computed.at(Math.pow(10, -point / (COMPUTED_POINTS - 1.0))));
        Verdicts verdicts = new Verdicts(assignment);
        computed(curve, crossing, verdicts);
        judge(trained, crossing, verdicts);
        Table losses = losses(curve, trained);
        Table norms = norms(curve, trained);
        return new Outcome(summary(crossing), List.of(figures(losses, norms)), verdicts.all(), List.of(losses, norms));
    }

    /** The computed optima at one relative density. */
    private record Computed(double relative, Optimum pentagon, Optimum digons) {

        static Computed at(double relative) {
            PentagonOrDigons ways = new PentagonOrDigons(USUAL, relative);
            return new Computed(relative, ways.pentagon(), ways.digons());
        }

        Optimum best() {
            return pentagon.orBetter(digons);
        }

        double loss() {
            return best().lossPerFeature();
        }

        /** Far from the pentagon its branch ends and falls into the other: then both are the same. */
        boolean isApart() {
            return norm(pentagon) > FeatureNorms.REPRESENTED;
        }
    }

    private static void computed(List<Computed> curve, double crossing, Verdicts verdicts) {
        verdicts.exact(
                new Statement(
                        "perturb.one-crossing",
                        "As one feature gets rarer, the losses of the pentagon and of two antipodal pairs cross exactly once"
                                + " (crossings between a relative density of 1 and 0.1).",
                        ELHAGE),
                Band.around(1, 0),
                crossings(curve));
        verdicts.exact(
                new Statement(
                        "perturb.factor",
                        "The pentagon collapses when one feature is about 2.5 times as rare as the others (factor at the"
                                + " crossing of the computed optima, density 0.05).",
                        ELHAGE),
                Band.around(2.5, 0.5),
                1 / crossing);
        verdicts.exact(
                new Statement(
                        "perturb.factor.rarer",
                        "In a rarer world too (density 0.02), the factor is about 2.5.",
                        ELHAGE),
                Band.around(2.5, 0.5),
                1 / PentagonOrDigons.relativeCrossing(RARER_WORLD));
        Computed there = Computed.at(crossing);
        verdicts.exact(
                new Statement(
                        "perturb.jump",
                        "The transition is of first order: at the crossing the rare feature's direction is of full length in"
                                + " one optimum and gone in the other (difference of norms).",
                        ELHAGE),
                Band.atLeast(1),
                norm(there.pentagon()) - norm(there.digons()));
        verdicts.exact(
                new Statement(
                        "perturb.kink",
                        "The least loss has a kink at the crossing (relative difference of its slopes on both sides).",
                        ELHAGE),
                Band.atLeast(0.05),
                kink(crossing));
    }

    private static double norm(Optimum optimum) {
        return FeatureNorms.of(optimum.directions()).of(FEATURES - 1);
    }

    private static int crossings(List<Computed> curve) {
        double[] differences = curve.stream()
                .filter(Computed::isApart)
                .mapToDouble(
                        one -> one.pentagon().lossPerFeature() - one.digons().lossPerFeature())
                .toArray();
        return (int) IntStream.range(1, differences.length)
                .filter(index -> Math.signum(differences[index]) != Math.signum(differences[index - 1]))
                .count();
    }

    private static double kink(double crossing) {
        double step = 0.01 * crossing;
        double at = Computed.at(crossing).loss();
        double pentagon = (Computed.at(crossing + step).loss() - at) / step;
        double digons = (at - Computed.at(crossing - step).loss()) / step;
        return Math.abs(pentagon - digons) / Math.max(Math.abs(pentagon), Math.abs(digons));
    }

    private static void judge(List<Trained> trained, double crossing, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "perturb.trained",
                        "The best of many trainings keeps the rare feature just where the pentagon is the better optimum (1"
                                + " where it does; points within 15 % of the crossing left out).",
                        OPTIMUM),
                Band.atLeast(1),
                trained.stream()
                        .filter(one -> Math.max(one.relative() / crossing, crossing / one.relative()) > NEAR)
                        .mapToDouble(one ->
                                (one.rareNorm() > FeatureNorms.REPRESENTED) == (one.relative() > crossing) ? 1 : 0)
                        .toArray());
        verdicts.every(
                new Statement(
                        "perturb.loss",
                        "The best of many trainings is as good as the better of the two computed optima (expected loss over"
                                + " the optimum's).",
                        OPTIMUM),
                new Band(0.995, 1.02),
                trained.stream()
                        .mapToDouble(one ->
                                one.bestLoss() / Computed.at(one.relative()).loss())
                        .toArray());
    }

    private static Outcome.Summary summary(double crossing) {
        String factor = ExperimentPage.number(1 / crossing);
        return new Outcome.Summary(
                "The pentagon gives way to two antipodal pairs at once, when one feature is " + factor
                        + " times as rare as the others; the paper puts it at about 2.5.",
                List.of(new KeyNumber(factor, "times as rare at the crossing", "computed, density 0.05")));
    }

    private static Section figures(Table losses, Table norms) {
        ChartAxis relative = ChartAxis.log10("relative_density", "density of one feature over that of the others");
        return Section.titled("Two branches that cross")
                .prose("Four features have density " + USUAL.value()
                        + "; the fifth gets rarer from right to left. Lines are computed optima, dots trained models.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Loss of both ways",
                                        "Expected loss of each way over that of the better one: where the lines cross, the"
                                                + " pentagon gives way."),
                                losses.where(losses.stringColumn("series").isNotEqualTo("trained")),
                                relative,
                                ChartAxis.linear("loss_over_best", "loss, share of the better way's"))
                        .seriesBy("series")
                        .dots(losses.where(losses.stringColumn("series").isEqualTo("trained")), "loss_over_best")
                        .chart()
                        .withTableFile("tables/losses.csv"))
                .chart(LineChart.of(
                                new ChartText(
                                        "Length of the rare feature's direction",
                                        "At the crossing it falls from full length to nothing, not little by little."),
                                norms.where(norms.stringColumn("series").isNotEqualTo("trained")),
                                relative,
                                ChartAxis.linear("norm", "norm of the rare feature"))
                        .seriesBy("series")
                        .dots(norms.where(norms.stringColumn("series").isEqualTo("trained")), "norm")
                        .chart()
                        .withTableFile("tables/norms.csv"));
    }

    private static Table losses(List<Computed> curve, List<Trained> trained) {
        TableRows rows = new TableRows("losses");
        for (Computed one : curve) {
            row(rows, one.relative(), "pentagon")
                    .put("loss_over_best", one.pentagon().lossPerFeature() / one.loss());
            row(rows, one.relative(), "two antipodal pairs")
                    .put("loss_over_best", one.digons().lossPerFeature() / one.loss());
        }
        for (Trained one : trained) {
            double best = Computed.at(one.relative()).loss();
            for (TrainedModel model : one.models().models()) {
                row(rows, one.relative(), "trained").put("loss_over_best", one.exactLoss(model) / best);
            }
        }
        return rows.table();
    }

    private static Table norms(List<Computed> curve, List<Trained> trained) {
        TableRows rows = new TableRows("norms");
        for (Computed one : curve) {
            row(rows, one.relative(), "best optimum").put("norm", norm(one.best()));
        }
        for (Trained one : trained) {
            for (TrainedModel model : one.models().models()) {
                row(rows, one.relative(), "trained").put("norm", Trained.norm(model));
            }
        }
        return rows.table();
    }

    private static TableRows row(TableRows rows, double relative, String series) {
        return rows.row().put("relative_density", relative).put("series", series);
    }
}
