package superpose.reports.toymodels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.data.Density;
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

    private static final GeometryRun.Size AUTHORS = new GeometryRun.Size(
            AuthorsGeometry.SHAPE.features(), AuthorsGeometry.SHAPE.hidden(), AuthorsGeometry.densities());

    /** Levels of the authors' run on the plateau at 1/2, and those where nothing but the plateau is left. */
    private static final int[] PLATEAU = {5, 6, 7, 8};

    private static final int[] CLEAN_PLATEAU = {5, 6, 7};
    private static final int SPARSEST = 19;

    /** So many seeds together show which of the weaker lines there are; fewer decide nothing. */
    private static final LineClaims.Pool POOL = new LineClaims.Pool(
            8, "fewer than eight decide nothing; the paper's figure has 400 features in 30 hidden units");

    private static final Seed CONTROL_SEED = new Seed(0).child("geometry controls");

    @Override
    public About about() {
        return new About(
                "geometry",
                "In what fractions of a dimension do features sit?",
                ELHAGE + ", and its notebook",
                new About.Costs(1, 54, 1_000));
    }

    private static GeometryRun.Size size(Assignment assignment) {
        Density sparsest = AuthorsGeometry.densities().getLast();
        return assignment.choose(new GeometryRun.Size(40, 8, Density.geometric(sparsest.value(), 5)), AUTHORS, AUTHORS);
    }

    private static int steps(Assignment assignment) {
        return assignment.choose(100, AuthorsGeometry.STEPS, AuthorsGeometry.STEPS);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 1, 8);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        GeometryRun.Size size = size(assignment);
        return Map.of(
                "features", size.features(),
                "hidden", size.hidden(),
                "densities", size.levels(),
                "steps", steps(assignment),
                "seeds", seeds(assignment));
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        GeometryRun.Size size = size(assignment);

        // Data and models: one world of equal features for each density, trained from as many seeds as wanted.
        Recipe recipe = Recipe.notebook().withSteps(steps(assignment));
        List<TrainingJob> jobs = IntStream.range(0, seeds(assignment))
                .mapToObj(seed -> size.job("seed-" + seed, recipe).withInitialStd(AuthorsGeometry.INITIAL_STD))
                .toList();
        List<GeometryRun> runs = new Trainings(assignment, lab)
                .of("geometry", jobs).stream()
                        .map(models -> new GeometryRun(size, models))
                        .toList();

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        List<GeometryRun> judged = assignment.isJudged() ? runs : List.of();
        judge(judged, verdicts);
        LineClaims lines = new LineClaims("geo", ELHAGE, verdicts);
        lines.judge(judged, POOL);
        lines.controls(runs.getFirst(), CONTROL_SEED, List.of(Fraction.PAIR));
        GeometryFigures figures = new GeometryFigures(
                runs, assignment.isJudged() ? Optional.of("the authors' saved run") : Optional.empty());
        return new Outcome(
                summary(runs.getFirst()),
                List.of(figures.stickiness(), figures.lines()),
                verdicts.all(),
                figures.tables());
    }

    private static void judge(List<GeometryRun> judged, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "geo.plateau",
                        "Dimensions per feature stick at 1/2: at densities 20^(-k/19), k = 5 to 8, they are within 0.03"
                                + " of it (distance, every seed).",
                        ELHAGE),
                Band.atMost(0.03),
                GeometryRun.over(judged, run -> run.each(PLATEAU, run::distanceFromHalf)));
        verdicts.every(
                new Statement(
                        "geo.table",
                        "At every density the dimensions per feature are the authors' (distance from their saved run, in"
                                + " units of how far seeds differ).",
                        NOTEBOOK),
                Band.atMost(1),
                GeometryRun.over(
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
                GeometryRun.over(judged, run -> new double[] {run.dimensionsPerFeature(0)}));
        verdicts.every(
                new Statement(
                        "geo.sum",
                        "Packing is efficient: at every density the features' shares of dimensions add up to the hidden"
                                + " units (distance from 20).",
                        ELHAGE),
                Band.atMost(0.05),
                GeometryRun.over(judged, run -> run.all(run::unsharedDimensions)));
        verdicts.every(
                new Statement(
                        "geo.pairs",
                        "On the plateau all dimensions but one hold an antipodal pair: 38 features have a dimensionality"
                                + " of 1/2 (k = 5 to 7).",
                        NOTEBOOK),
                Band.around(2.0 * (AuthorsGeometry.SHAPE.hidden() - 1), 1),
                GeometryRun.over(judged, run -> run.each(CLEAN_PLATEAU, run::paired)));
        verdicts.every(
                new Statement(
                        "geo.count19",
                        "At density 1/20 the model represents between 130 and 140 of the 200 features (D_i of 0.1 or more).",
                        NOTEBOOK),
                new Band(130, 140),
                GeometryRun.over(judged, run ->
                        new double[] {run.dimensionality(SPARSEST).countAtLeast(GeometryRun.REPRESENTED)}));
    }

    private static Outcome.Summary summary(GeometryRun first) {
        int middle = Math.min(6, first.size().levels() / 2);
        double half = first.dimensionsPerFeature(middle);
        int last = first.size().levels() - 1;
        String density =
                ExperimentPage.number(first.size().densities().get(middle).value());
        return new Outcome.Summary(
                "As features get rarer, the dimensions per feature fall from "
                        + ExperimentPage.number(first.dimensionsPerFeature(0)) + " to "
                        + ExperimentPage.number(first.dimensionsPerFeature(last)) + ", and at "
                        + ExperimentPage.number(first.size().perOccurrence(middle))
                        + " samples per occurrence they are at " + ExperimentPage.number(half) + ".",
                List.of(
                        new KeyNumber(ExperimentPage.number(half), "dimensions per feature", "at density " + density),
                        new KeyNumber(
                                String.valueOf(first.dimensionality(last).countAtLeast(GeometryRun.REPRESENTED)),
                                "features represented",
                                "at the lowest density, in " + first.size().hidden() + " hidden units")));
    }
}
