package superpose.reports.toymodels;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.PlanarArrangement;
import superpose.analysis.optima.ActivityPatterns;
import superpose.analysis.optima.Optimum;
import superpose.analysis.optima.PentagonOrDigons;
import superpose.analysis.optima.ReluOutputLoss;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Lab;
import superpose.reports.pages.KeyNumber;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Recipe;

/**
 * Five features in two hidden units: dense, two are kept; rarer, four lie in two antipodal pairs; rarer still, all five form
 * a regular pentagon.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", introduction figure and its notebook. The paper shows one
 * model for each density; here many are trained, and the best of them are compared with the computed optimum.
 */
final class FeaturesInTwoDimensions implements Reproduction {

    static final int FEATURES = 5;
    private static final int HIDDEN = 2;
    private static final String ELHAGE = "Elhage et al. (2022), Toy Models of Superposition, introduction figure";
    private static final String OPTIMUM = "computed optimum of the same model";
    private static final String CONTROL = "control";

    /** At this density the paper shows its pentagon. */
    private static final double PENTAGON = 0.05;

    private static final List<Double> RARE = List.of(0.1, 0.07, PENTAGON, 0.03, 0.02, 0.01);
    private static final List<Double> RAREST = List.of(0.03, 0.02, 0.01);
    private static final double OFTEN_FOUR = 0.2;

    private static final List<Density> DENSITIES =
            Density.list(1, 0.5, 0.3, OFTEN_FOUR, 0.15, 0.1, 0.07, PENTAGON, 0.03, 0.02, 0.01);
    private static final List<Density> NOTEBOOK = Density.geometric(PENTAGON, 10);

    /** The notebook weighs feature i by 0.9^i. */
    private static final Importance WEIGHTED = Importance.geometric(FEATURES, 0.9);

    /** The notebook's: Glorot's for the tensor of all its ten instances, which it takes for a part of the fan. */
    private static final double INITIAL_STD = Math.sqrt(2.0 / ((FEATURES + 10) * HIDDEN));

    private static final int NOTEBOOK_SEEDS = 4;
    private static final int UNTRAINED = 1_000;

    @Override
    public About about() {
        return new About(
                "two-dimensions",
                "How do five features share two dimensions?",
                ELHAGE + ", and its notebook",
                new About.Costs(1, 24, 60));
    }

    private static int steps(Assignment assignment) {
        return assignment.choose(60, 10_000, 10_000);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(2, 40, 100);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features", FEATURES,
                "hidden", HIDDEN,
                "densities", DENSITIES.stream().map(Density::value).toList(),
                "steps", steps(assignment),
                "seeds", seeds(assignment));
    }

    /**
     * All models of one density.
     *
     * @param density chance that a feature is on
     * @param importance how much each feature weighs
     * @param models one for each seed
     */
    record Trained(Density density, Importance importance, TrainedModels models) {

        /** The best by expected loss: samples of a rare world hardly ever show several features at once. */
        TrainedModel best() {
            return models.models().stream()
                    .min(Comparator.comparingDouble(this::exactLoss))
                    .orElseThrow();
        }

        long polygons(int corners) {
            return models.models().stream()
                    .filter(model -> PlanarArrangement.of(model.directions()).isRegular(corners))
                    .count();
        }

        /** The expected loss, without the noise of samples. */
        double exactLoss(TrainedModel model) {
            return ReluOutputLoss.of(ActivityPatterns.independent(FEATURES, density), importance)
                    .of(model.directions(), model.biases());
        }

        String words() {
            return "density "
                    + new BigDecimal(density.value())
                            .round(new MathContext(3))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Recipe recipe = Recipe.notebook().withSteps(steps(assignment));
        List<TrainingJob> jobs = new ArrayList<>();
        for (Density density : DENSITIES) {
            jobs.add(job(
                            "density-" + density.value(),
                            SparseFeatures.uniform(FEATURES, density),
                            seeds(assignment),
                            recipe)
                    .filmed(density.value() == PENTAGON ? film(recipe.steps()) : List.of()));
        }
        for (Density density : NOTEBOOK) {
            jobs.add(job(
                    String.format(Locale.ROOT, "notebook-%.3f", density.value()),
                    SparseFeatures.uniform(FEATURES, density).withImportance(WEIGHTED),
                    NOTEBOOK_SEEDS,
                    recipe));
        }
        List<TrainedModels> models = new Trainings(assignment, lab).of("five features in two dimensions", jobs);
        List<Trained> uniform = paired(DENSITIES, Importance.uniform(FEATURES), models);
        List<Trained> notebook = paired(NOTEBOOK, WEIGHTED, models.subList(DENSITIES.size(), models.size()));

        Verdicts verdicts = new Verdicts(assignment);
        computed(verdicts);
        trained(uniform, verdicts);
        untrained(verdicts);
        return new TwoDimensionsFigures(uniform, notebook).outcome(summary(uniform), verdicts.all());
    }

    private static TrainingJob job(String key, SparseFeatures world, int seeds, Recipe recipe) {
        return TrainingJob.inWorlds(
                        key,
                        new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, HIDDEN),
                        Collections.nCopies(seeds, world),
                        recipe)
                .withInitialStd(INITIAL_STD);
    }

    /** Six looks at a training, closer together where it is young. */
    private static List<Integer> film(int steps) {
        return IntStream.range(0, 6)
                .map(frame -> (int) Math.max(1, steps / Math.pow(2.5, 5 - frame)))
                .distinct()
                .boxed()
                .toList();
    }

    private static List<Trained> paired(List<Density> densities, Importance importance, List<TrainedModels> models) {
        return IntStream.range(0, densities.size())
                .mapToObj(index -> new Trained(densities.get(index), importance, models.get(index)))
                .toList();
    }

    private static void computed(Verdicts verdicts) {
        verdicts.exact(
                new Statement(
                        "penta.crossing",
                        "The pentagon is the better way to hold five features below density 0.225, two antipodal pairs above"
                                + " (density at which both cost the same).",
                        OPTIMUM),
                Band.around(0.225, 0.005),
                PentagonOrDigons.crossing().value());
        Optimum pentagon = PentagonOrDigons.uniform(new Density(PENTAGON)).pentagon();
        verdicts.exact(
                new Statement(
                        "penta.norm",
                        "A negative bias is made up for by directions longer than 1: norm^2 + bias = 1 (at density 0.05).",
                        ELHAGE),
                Band.around(1, 0.1),
                square(FeatureNorms.of(pentagon.directions()).of(0))
                        + pentagon.biases().getFirst());
    }

    private static double square(double value) {
        return value * value;
    }

    private static void trained(List<Trained> all, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "penta.best",
                        "At density 0.1 and below the best of many models is a regular pentagon (1 where it is, at each"
                                + " density).",
                        ELHAGE),
                Band.atLeast(1),
                at(all, RARE)
                        .mapToDouble(one ->
                                PlanarArrangement.of(one.best().directions()).isRegular(FEATURES) ? 1 : 0)
                        .toArray());
        verdicts.every(
                new Statement(
                        "penta.loss",
                        "At density 0.1 and below the best of many models is as good as the computed optimum (expected loss"
                                + " over that of the optimum).",
                        OPTIMUM),
                new Band(0.999, 1.02),
                at(all, RARE)
                        .mapToDouble(one -> one.exactLoss(one.best())
                                / PentagonOrDigons.uniform(one.density())
                                        .pentagon()
                                        .lossPerFeature())
                        .toArray());
        verdicts.every(
                new Statement(
                        "penta.share",
                        "In the pentagon each feature has two fifths of a dimension (D_i of the best model at density"
                                + " 0.05).",
                        ELHAGE),
                Band.around(0.4, 0.005),
                at(all, List.of(PENTAGON))
                        .flatMapToDouble(one -> DoubleStream.of(
                                Dimensionality.of(one.best().directions()).toArray()))
                        .toArray());
        verdicts.every(
                new Statement(
                        "penta.bias",
                        "In the pentagon every output bias is about -0.25 (best model at density 0.05).",
                        OPTIMUM),
                Band.around(-0.25, 0.03),
                at(all, List.of(PENTAGON))
                        .flatMapToDouble(one -> one.best().biases().stream().mapToDouble(Double::doubleValue))
                        .toArray());
        rates(all, verdicts);
        verdicts.every(
                new Statement(
                        "penta.anchor",
                        "No best model is worse than ignoring all but two features (expected loss over that of the best"
                                + " linear model, at each density).",
                        "closed form"),
                Band.atMost(1.01),
                all.stream()
                        .mapToDouble(one -> one.exactLoss(one.best())
                                / (one.density().lossOfIgnoring() * (FEATURES - HIDDEN) / FEATURES))
                        .toArray());
    }

    private static void rates(List<Trained> all, Verdicts verdicts) {
        share(
                new Statement(
                        "penta.rate.rare",
                        "At density 0.03 and below nearly every single training ends in a regular pentagon (share).",
                        "reference trainings in numpy"),
                Band.atLeast(0.95),
                at(all, RAREST).toList(),
                verdicts);
        share(
                new Statement(
                        "penta.rate.often",
                        "At density 0.2, where the pentagon is already the best, few single trainings find it (share).",
                        "reference trainings in numpy"),
                Band.atMost(0.3),
                at(all, List.of(OFTEN_FOUR)).toList(),
                verdicts);
        share(
                new Statement(
                        "penta.rate.all",
                        "At density 0.05 every training ends in a regular pentagon (share; one that fails refutes it).",
                        ELHAGE + "; five of five seeds in a public replication"),
                Band.atLeast(0.95),
                at(all, List.of(PENTAGON)).toList(),
                verdicts);
    }

    private static void share(Statement statement, Band band, List<Trained> among, Verdicts verdicts) {
        verdicts.share(
                statement,
                band,
                among.stream().mapToLong(one -> one.polygons(FEATURES)).sum(),
                among.stream().mapToLong(one -> one.models().models().size()).sum());
    }

    private static java.util.stream.Stream<Trained> at(List<Trained> all, List<Double> densities) {
        return all.stream().filter(one -> densities.contains(one.density().value()));
    }

    private static void untrained(Verdicts verdicts) {
        Seed seed = new Seed(0).child("two dimensions control");
        long pentagons = IntStream.range(0, UNTRAINED)
                .filter(index -> PlanarArrangement.of(FeatureDirections.random(FEATURES, HIDDEN, seed.child(index)))
                        .isRegular(FEATURES))
                .count();
        verdicts.exact(
                new Statement(
                        "penta.control",
                        "Directions that were never trained are no pentagons (share of 1,000 random draws).",
                        CONTROL),
                Band.atMost(0.05),
                pentagons / (double) UNTRAINED);
    }

    private static Outcome.Summary summary(List<Trained> all) {
        Trained shown = at(all, List.of(PENTAGON)).findFirst().orElseThrow();
        double crossing = PentagonOrDigons.crossing().value();
        int models = shown.models().models().size();
        String share = ExperimentPage.percent(shown.polygons(FEATURES) / (double) models);
        return new Outcome.Summary(
                "Below density " + ExperimentPage.number(crossing)
                        + " a regular pentagon is the best way to hold five features in two dimensions; at density "
                        + PENTAGON + ", " + share + " of " + models + " trainings find it.",
                List.of(
                        new KeyNumber(ExperimentPage.number(crossing), "density of the crossing", "computed"),
                        new KeyNumber(share, "of trainings end in a pentagon", "at density " + PENTAGON)));
    }
}
