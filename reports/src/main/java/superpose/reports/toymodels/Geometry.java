package superpose.reports.toymodels;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FeaturesPerDimension;
import superpose.analysis.geometry.FractionLine;
import superpose.analysis.statistics.Interval;
import superpose.data.Density;
import superpose.data.FeatureDirections;
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
 * Features that are all alike share dimensions in fractions: the dimensions per feature stick at 1/2, and dimensionalities
 * of single features gather on lines.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "The Geometry of Superposition" and its notebook:
 * 200 features of equal importance in 20 hidden units, 20 densities. The paper's figure has 400 features in 30 hidden units;
 * its training is not described.
 */
final class Geometry implements Reproduction {

    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section The Geometry of Superposition";
    private static final String NOTEBOOK = "Elhage et al. (2022), notebook, saved run";
    private static final String CONTROL = "control";

    /** Features with less of a dimension than this are not represented. */
    private static final double REPRESENTED = 0.1;

    /** Levels of the authors' run on the plateau at 1/2, and those where nothing but the plateau is left. */
    private static final int[] PLATEAU = {5, 6, 7, 8};

    private static final int[] CLEAN_PLATEAU = {5, 6, 7};
    private static final int SPARSEST = 19;

    /** Beyond this many dimensions per feature there is no basis of features, and their dimensionalities mean nothing. */
    private static final double DENSE = 0.95;

    /** So many seeds together show which of the weaker lines there are; fewer decide nothing. */
    private static final int POOLED = 8;

    private static final double NOISE = 0.05;
    private static final Seed CONTROL_SEED = new Seed(0).child("geometry controls");

    @Override
    public About about() {
        return new About(
                "geometry",
                "In what fractions of a dimension do features sit?",
                ELHAGE + ", and its notebook",
                new About.Costs(1, 59, 1_000));
    }

    /**
     * What is trained.
     *
     * @param features features of equal importance
     * @param hidden hidden units
     * @param levels densities
     * @param steps steps of a training
     */
    record Size(int features, int hidden, int levels, int steps) {

        /** The authors' own run, which is what the claims are about. */
        static final Size AUTHORS = new Size(
                AuthorsGeometry.SHAPE.features(),
                AuthorsGeometry.SHAPE.hidden(),
                AuthorsGeometry.levels(),
                AuthorsGeometry.STEPS);

        List<Density> densities() {
            return levels == AuthorsGeometry.levels()
                    ? AuthorsGeometry.densities()
                    : Density.geometric(AuthorsGeometry.densities().getLast().value(), levels);
        }
    }

    private static Size size(Assignment assignment) {
        return assignment.choose(new Size(40, 8, 5, 100), Size.AUTHORS, Size.AUTHORS);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 1, 8);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "features", size.features(),
                "hidden", size.hidden(),
                "densities", size.levels(),
                "steps", size.steps(),
                "seeds", seeds(assignment));
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);

        // Data and models: one world of equal features for each density, trained from as many seeds as wanted.
        Recipe recipe = Recipe.notebook().withSteps(size.steps());
        List<SparseFeatures> worlds = size.densities().stream()
                .map(density -> SparseFeatures.uniform(size.features(), density))
                .toList();
        List<TrainingJob> jobs = IntStream.range(0, seeds(assignment))
                .mapToObj(seed -> TrainingJob.inWorlds(
                                "seed-" + seed,
                                new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, size.hidden()),
                                worlds,
                                recipe)
                        .withInitialStd(AuthorsGeometry.INITIAL_STD))
                .toList();
        List<Run> runs = new Trainings(assignment, lab)
                .of("geometry", jobs).stream()
                        .map(models -> new Run(size, models))
                        .toList();

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        judge(runs, verdicts);
        control(runs.getFirst(), verdicts);
        GeometryFigures figures = new GeometryFigures(runs);
        return new Outcome(summary(runs), figures.sections(), verdicts.all(), figures.tables());
    }

    /**
     * One seed at every density.
     *
     * @param size what was trained
     * @param models one for each density
     */
    record Run(Size size, TrainedModels models) {

        double dimensionsPerFeature(int level) {
            return FeaturesPerDimension.of(model(level).directions()).dimensionsPerFeature();
        }

        Dimensionality dimensionality(int level) {
            return Dimensionality.of(model(level).directions());
        }

        TrainedModel model(int level) {
            return models.models().get(level);
        }

        double[] each(int[] levels, ToDoubleFunction<Integer> of) {
            return IntStream.of(levels).mapToDouble(of::applyAsDouble).toArray();
        }

        double[] all(ToDoubleFunction<Integer> of) {
            return each(IntStream.range(0, size.levels()).toArray(), of);
        }

        /** Returns the dimensionalities of represented features at all densities with a basis of features. */
        double[] pooled() {
            return IntStream.range(0, size.levels())
                    .filter(level -> dimensionsPerFeature(level) < DENSE)
                    .mapToObj(level -> dimensionality(level).toArray())
                    .flatMapToDouble(DoubleStream::of)
                    .filter(share -> share >= REPRESENTED)
                    .toArray();
        }
    }

    private static void judge(List<Run> runs, Verdicts verdicts) {
        if (!runs.getFirst().size().equals(Size.AUTHORS)) {
            runs = List.of();
        }
        List<Run> judged = runs;
        verdicts.every(
                new Statement(
                        "geo.plateau",
                        "Dimensions per feature stick at 1/2: at densities 20^(-k/19), k = 5 to 8, they are within 0.03"
                                + " of it (distance, every seed).",
                        ELHAGE),
                Band.atMost(0.03),
                over(judged, run -> run.each(PLATEAU, level -> Math.abs(run.dimensionsPerFeature(level) - 0.5))));
        verdicts.every(
                new Statement(
                        "geo.table",
                        "At every density the dimensions per feature are the authors' (distance from their saved run, in"
                                + " units of how far seeds differ).",
                        NOTEBOOK),
                Band.atMost(1),
                over(
                        judged,
                        run -> run.all(
                                level -> Math.abs(run.dimensionsPerFeature(level) - AuthorsGeometry.dimensions(level))
                                        / AuthorsGeometry.tolerance(level))));
        verdicts.every(
                new Statement(
                        "geo.dense",
                        "Dense features get a dimension each: at density 1 the dimensions per feature are 1.003.",
                        NOTEBOOK),
                Band.around(1.003, 0.005),
                over(judged, run -> new double[] {run.dimensionsPerFeature(0)}));
        verdicts.every(
                new Statement(
                        "geo.sum",
                        "Packing is efficient: at every density the features' shares of dimensions add up to the hidden"
                                + " units (distance from 20).",
                        ELHAGE),
                Band.atMost(0.05),
                over(
                        judged,
                        run -> run.all(level -> Math.abs(
                                run.dimensionality(level).sum() - run.size().hidden()))));
        verdicts.every(
                new Statement(
                        "geo.pairs",
                        "On the plateau all dimensions but one hold an antipodal pair: 38 features have a dimensionality"
                                + " of 1/2 (k = 5 to 7).",
                        NOTEBOOK),
                Band.around(2.0 * (AuthorsGeometry.SHAPE.hidden() - 1), 1),
                over(judged, run -> run.each(CLEAN_PLATEAU, level -> countNearHalf(run.dimensionality(level)))));
        verdicts.every(
                new Statement(
                        "geo.count19",
                        "At density 1/20 the model represents between 130 and 140 of the 200 features (D_i of 0.1 or more).",
                        NOTEBOOK),
                new Band(130, 140),
                over(judged, run -> new double[] {run.dimensionality(SPARSEST).countAtLeast(REPRESENTED)}));
        verdicts.every(
                new Statement(
                        "geo.line12",
                        "Dimensionalities gather on a line at 1/2 (features on it over features that make it a line,"
                                + " every seed).",
                        ELHAGE),
                Band.atLeast(1),
                over(judged, run -> new double[] {strength(FractionLine.of(run.pooled(), 1.0 / 2))}));
        pooledLine(judged, verdicts, "geo.line25", "2/5", 2.0 / 5);
        pooledLine(judged, verdicts, "geo.line38", "3/8", 3.0 / 8);
        pooledLine(judged, verdicts, "geo.line23", "2/3", 2.0 / 3);
        pooledLine(judged, verdicts, "geo.line34", "3/4", 3.0 / 4);
    }

    /** Only the line at 1/2 is strong enough for one seed: of the others, one seed shows some and another seed others. */
    private static void pooledLine(List<Run> runs, Verdicts verdicts, String id, String fraction, double value) {
        Statement statement = new Statement(
                id,
                "Dimensionalities gather on a line at " + fraction
                        + " (features on it over features that make it a line,"
                        + " pooled over seeds, of which fewer than eight decide nothing; the paper's figure has 400"
                        + " features in 30 hidden units).",
                ELHAGE);
        if (runs.isEmpty()) {
            verdicts.notRun(statement, Band.atLeast(1));
            return;
        }
        double found = strength(FractionLine.of(over(runs, Run::pooled), value));
        verdicts.estimate(
                statement,
                Band.atLeast(1),
                runs.size() < POOLED ? Interval.unbounded(found) : new Interval(found, found, found));
    }

    /** Returns how many times as many features sit on a line as it takes; 1 or more is a line. */
    private static double strength(FractionLine line) {
        return line.on() / (double) Math.max(10, 2 * Math.max(line.below(), line.above()));
    }

    private static double countNearHalf(Dimensionality dimensionality) {
        return DoubleStream.of(dimensionality.toArray())
                .filter(share -> Math.abs(share - 0.5) <= 0.01)
                .count();
    }

    private static double[] over(List<Run> runs, java.util.function.Function<Run, double[]> of) {
        return runs.stream()
                .flatMapToDouble(run -> DoubleStream.of(of.apply(run)))
                .toArray();
    }

    /** What was never trained, or is blurred, or is random, must show no line. */
    private static void control(Run run, Verdicts verdicts) {
        Size size = run.size();
        RandomGenerator random = CONTROL_SEED.generator();
        double[] untrained = IntStream.range(0, size.levels())
                .mapToObj(level -> Dimensionality.of(
                                FeatureDirections.random(size.features(), size.hidden(), CONTROL_SEED.child(level)))
                        .toArray())
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        double[] blurred = DoubleStream.of(run.pooled())
                .map(share -> share + NOISE * (2 * random.nextDouble() - 1))
                .toArray();
        double[] uniform = random.doubles(run.pooled().length).toArray();
        verdicts.exact(
                new Statement(
                        "geo.control.untrained", "Directions that were never trained show no line at 1/2.", CONTROL),
                Band.atMost(0.999),
                strength(FractionLine.of(untrained, 0.5)));
        verdicts.exact(
                new Statement(
                        "geo.control.uniform", "Shares drawn at random between 0 and 1 show no line at 1/2.", CONTROL),
                Band.atMost(0.999),
                strength(FractionLine.of(uniform, 0.5)));
        verdicts.every(
                new Statement(
                        "geo.control.blurred",
                        "The trained models' own dimensionalities show no line at 1/2 once blurred by 0.05.",
                        CONTROL),
                Band.atMost(0.999),
                strength(FractionLine.of(blurred, 0.5)));
    }

    private static Outcome.Summary summary(List<Run> runs) {
        Run first = runs.getFirst();
        int middle = Math.min(6, first.size().levels() / 2);
        double half = first.dimensionsPerFeature(middle);
        int last = first.size().levels() - 1;
        String density =
                ExperimentPage.number(first.size().densities().get(middle).value());
        return new Outcome.Summary(
                "As features get rarer, the dimensions per feature fall from "
                        + ExperimentPage.number(first.dimensionsPerFeature(0)) + " to "
                        + ExperimentPage.number(first.dimensionsPerFeature(last)) + ", and at "
                        + ExperimentPage.number(
                                1 / first.size().densities().get(middle).value())
                        + " samples per occurrence they are at " + ExperimentPage.number(half) + ".",
                List.of(
                        new KeyNumber(ExperimentPage.number(half), "dimensions per feature", "at density " + density),
                        new KeyNumber(
                                String.valueOf(first.dimensionality(last).countAtLeast(REPRESENTED)),
                                "features represented",
                                "at the lowest density, in " + first.size().hidden() + " hidden units")));
    }
}
