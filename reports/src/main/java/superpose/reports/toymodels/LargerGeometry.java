package superpose.reports.toymodels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.analysis.geometry.FeaturesPerDimension;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Seed;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Lab;
import superpose.reports.pages.KeyNumber;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.Decay;
import superpose.toymodels.LearningRate;
import superpose.toymodels.Recipe;

/**
 * The size of the paper's own figure: 400 features that are all alike share 30 hidden units in fractions.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "The Geometry of Superposition", whose figure shows
 * lines at 3/4, 2/3, 1/2, 2/5 and 3/8. Its training is not described; ours is the notebook's, with a learning rate that falls
 * to zero. The preset quick trains briefly from a higher rate, at ten of the notebook's 20 densities. The preset paper has as
 * many densities and seeds as a published replication (model card of sardines-mlp), which reports 1/2, 2/5 and 3/8 only.
 */
final class LargerGeometry implements Reproduction {

    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section The Geometry of Superposition";

    private static final String PUBLISHED =
            "The paper's figure of this size shows lines at 3/4, 2/3, 1/2, 2/5 and 3/8; its training is not described. A"
                    + " published replication with five seeds (model card of sardines-mlp) reports 1/2, 2/5 and 3/8 only.";

    private static final int FEATURES = 400;
    private static final int HIDDEN = 30;

    /** Of the notebook's densities, 1 and those where features begin to share dimensions, down to fractions below 2/5. */
    private static final List<Density> FEW = IntStream.of(0, 2, 3, 4, 5, 6, 7, 8, 9, 10)
            .mapToObj(AuthorsGeometry.densities()::get)
            .toList();

    /** Of the rates that were tried, this one with this climb ends short trainings at the lowest loss. */
    private static final LearningRate SHORT = new LearningRate(1e-2, Decay.COSINE).withWarmUp(100);

    /** Samples per occurrence where the notebook's plateau begins, where it ceases to be all there is, and where it ends. */
    private static final double PLATEAU_FROM = 2.19;

    private static final double CLEAN_TO = 3.03;
    private static final double PLATEAU_TO = 3.54;

    /** The middle of the plateau, in samples per occurrence. */
    private static final double MIDDLE = 2.6;

    private static final double CLOSE = 0.03;

    /** As many seeds as the published replication has. */
    private static final LineClaims.Pool POOL = new LineClaims.Pool(5, "fewer than five decide nothing");

    private static final Seed CONTROL_SEED = new Seed(0).child("larger geometry controls");

    @Override
    public About about() {
        return new About(
                "larger-geometry",
                "In what fractions do 400 features sit in 30 hidden units?",
                ELHAGE,
                new About.Costs(1, 44, 12_000));
    }

    /**
     * What is trained.
     *
     * @param size features, hidden units and densities
     * @param hidden hidden units of the models that differ in size only
     * @param recipe how all of them are trained
     */
    private record Plan(GeometryRun.Size size, List<Integer> hidden, Recipe recipe) {}

    private static Plan plan(Assignment assignment) {
        Density sparsest = AuthorsGeometry.densities().getLast();
        Recipe recipe = Recipe.notebook().withDecay(Decay.COSINE);
        List<Integer> hidden = List.of(5, 10, 20, 40);
        return assignment.choose(
                new Plan(new GeometryRun.Size(60, 6, Density.geometric(0.2, 4)), List.of(2, 4), recipe.withSteps(100)),
                new Plan(
                        new GeometryRun.Size(FEATURES, HIDDEN, FEW),
                        hidden,
                        recipe.withLearningRate(SHORT).withSteps(3_500)),
                new Plan(
                        new GeometryRun.Size(FEATURES, HIDDEN, Density.geometric(sparsest.value(), 40)),
                        hidden,
                        recipe.withSteps(50_000)));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 1, 5);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Plan plan = plan(assignment);
        return Map.of(
                "features", plan.size().features(),
                "hidden", plan.size().hidden(),
                "densities", plan.size().levels(),
                "sizes", plan.hidden(),
                "steps", plan.recipe().steps(),
                "batch", plan.recipe().batch(),
                "learning_rate", plan.recipe().learningRate().initial(),
                "seeds", seeds(assignment));
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Plan plan = plan(assignment);

        // Data and models: equal features at each density, and models that differ in size only.
        Trainings trainings = new Trainings(assignment, lab);
        List<TrainingJob> jobs = IntStream.range(0, seeds(assignment))
                .mapToObj(seed ->
                        plan.size().job("seed-" + seed, plan.recipe()).withInitialStd(AuthorsGeometry.INITIAL_STD))
                .toList();
        List<GeometryRun> runs = trainings.of("larger geometry", jobs).stream()
                .map(models -> new GeometryRun(plan.size(), models))
                .toList();
        SizeIndependence sizes = SizeIndependence.of(trainings, plan.hidden(), plan.recipe(), seeds(assignment));

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        judge(runs, verdicts);
        LineClaims lines = new LineClaims("larger", ELHAGE, verdicts);
        lines.judge(runs, POOL);
        sizes.judge(ELHAGE, verdicts);
        lines.controls(runs.getFirst(), CONTROL_SEED, List.of(Fraction.values()));
        control(verdicts);
        GeometryFigures figures = new GeometryFigures(
                runs,
                assignment.isJudged()
                        ? Optional.of("the authors' saved run of 200 features in 20 hidden units")
                        : Optional.empty());
        return new Outcome(
                summary(runs),
                List.of(figures.stickiness(), figures.lines().prose(PUBLISHED), sizes.section()),
                verdicts.all(),
                Stream.concat(figures.tables().stream(), Stream.of(sizes.table()))
                        .toList());
    }

    private static void judge(List<GeometryRun> runs, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "larger.plateau",
                        "Dimensions per feature stick at 1/2: where a feature is on once in 2.2 to 3.53 samples they are"
                                + " within 0.03 of it (distance, every density and seed).",
                        ELHAGE + "; densities and bound are those of the notebook's smaller run"),
                Band.atMost(CLOSE),
                GeometryRun.over(runs, run -> run.between(PLATEAU_FROM, PLATEAU_TO, run::distanceFromHalf)));
        verdicts.every(
                new Statement(
                        "larger.dense",
                        "Dimensions per feature stick at 1: at density 1 they are within 0.03 of it (every seed).",
                        ELHAGE + "; the bound is ours"),
                Band.around(1, CLOSE),
                GeometryRun.over(runs, run -> new double[] {run.dimensionsPerFeature(0)}));
        verdicts.every(
                new Statement(
                        "larger.sum",
                        "Packing is efficient: at every density the features' shares of dimensions add up to the hidden"
                                + " units (distance from 30, every seed).",
                        ELHAGE + "; the bound is that of the notebook's smaller run"),
                Band.atMost(0.05),
                GeometryRun.over(runs, run -> run.all(run::unsharedDimensions)));
        verdicts.every(
                new Statement(
                        "larger.pairs",
                        "On the plateau all dimensions but one hold an antipodal pair: 58 features have a dimensionality"
                                + " of 1/2, one more or less (2.2 to 3.02 samples per occurrence, every density and seed).",
                        "Elhage et al. (2022), notebook, saved run, which has 38 in 20 hidden units; the extension is ours"),
                Band.around(2 * (HIDDEN - 1), 1),
                GeometryRun.over(runs, run -> run.between(PLATEAU_FROM, CLEAN_TO, run::paired)));
    }

    /** Unit directions that were never trained use up all dimensions, but have far fewer of them each. */
    private static void control(Verdicts verdicts) {
        FeatureDirections random = FeatureDirections.random(FEATURES, HIDDEN, CONTROL_SEED);
        verdicts.exact(
                new Statement(
                        "larger.control.plateau",
                        "Directions that were never trained show no plateau: their dimensions per feature are not within"
                                + " 0.03 of 1/2 (distance).",
                        LineClaims.CONTROL),
                Band.atLeast(CLOSE),
                Math.abs(FeaturesPerDimension.of(random).dimensionsPerFeature() - 0.5));
    }

    private static Outcome.Summary summary(List<GeometryRun> runs) {
        GeometryRun first = runs.getFirst();
        GeometryRun.Size size = first.size();
        int middle = size.nearest(MIDDLE);
        String half = ExperimentPage.number(first.dimensionsPerFeature(middle));
        String place = "at " + ExperimentPage.number(size.perOccurrence(middle)) + " samples per occurrence";
        String pairs = String.valueOf(Math.round(first.paired(middle)));
        List<Fraction> found = LineClaims.found(runs);
        String lines = found.stream().map(Fraction::written).collect(Collectors.joining(", "));
        return new Outcome.Summary(
                pairs + " of " + size.features() + " features in " + size.hidden()
                        + " hidden units have half a dimension each " + place + ". "
                        + (found.isEmpty()
                                ? "No line of features is found."
                                : "Lines of features are found at " + lines + "."),
                List.of(
                        new KeyNumber(half, "dimensions per feature", place),
                        new KeyNumber(pairs, "features with half a dimension", place),
                        new KeyNumber(
                                found.size() + " of " + Fraction.values().length,
                                "fractions of the paper have a line",
                                found.isEmpty() ? "" : lines)));
    }
}
