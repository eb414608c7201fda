package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.analysis.optima.ActivityPatterns;
import superpose.analysis.optima.Optimum;
import superpose.analysis.optima.OptimumSearch;
import superpose.analysis.optima.PolygonOptimum;
import superpose.analysis.optima.ReluOutputLoss;
import superpose.analysis.statistics.Plateaus;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Occurrence;
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
import superpose.reports.reproduce.Still;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Optimizer;
import superpose.toymodels.Recipe;

/**
 * With exactly one active feature, regular polygons with some features left out are the resting places of the loss: gradient
 * descent goes down from one to another.
 *
 * <p>Source: Chen et al. (2023), "Dynamical versus Bayesian phase transitions in a toy model of superposition". Departures:
 * fresh samples instead of a fixed set of 1,000, weights that start from two sizes of random draws, and no estimate of
 * learning coefficients.
 */
final class LearningPolygons implements Reproduction {

    static final int FEATURES = 6;
    private static final int HIDDEN = 2;
    private static final String CHEN =
            "Chen et al. (2023), Dynamical versus Bayesian phase transitions in a toy model of superposition";
    private static final String REFERENCE = "piecewise integration in numpy";

    /** Losses, summed over features, of the best polygons of 3 to 6 corners. */
    private static final List<Double> TABLE = List.of(21 / 144.0, 14 / 144.0, 0.061799, 0.048192);

    private static final int FEWEST_CORNERS = 3;

    /** Standard deviations of the initial weights: from the second, a training first learns nothing but biases. */
    private static final List<Double> STARTS = List.of(0.5, 0.02);

    /** Trainings are looked at after so many steps, in equal ratios. */
    private static final int FRAMES = 80;

    /** A plateau keeps within 2 % while the number of steps doubles or more. */
    private static final Plateaus PLATEAUS = new Plateaus(0.02, 7);

    /** How near a plateau must be to a loss of the table. */
    private static final double NEAR = 0.02;

    /** What a feature is on average, and the best bias of one that is left out. */
    private static final double MEAN = 0.5 / FEATURES;

    private static final double NEAR_OPTIMUM = 0.001;

    @Override
    public About about() {
        return new About(
                "polygons",
                "Where does the loss rest when exactly one feature is on?",
                CHEN,
                new About.Costs(1.5, 2, 250));
    }

    private static int steps(Assignment assignment) {
        return assignment.choose(200, 10_000, 200_000);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(2, 24, 40);
    }

    private static int descents(Assignment assignment) {
        return assignment.choose(40, 400, 400);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features",
                FEATURES,
                "hidden",
                HIDDEN,
                "initial_std",
                STARTS,
                "steps",
                steps(assignment),
                "seeds",
                seeds(assignment),
                "random_descents",
                descents(assignment));
    }

    /**
     * A resting place of the table.
     *
     * @param name what it is in words
     * @param corners features with a direction
     * @param loss summed over features
     */
    record Level(String name, int corners, double loss) {

        double distance(double other) {
            return Math.abs(other / loss - 1);
        }
    }

    /** Returns the losses of all polygons, of no corner and of one, best first. */
    static List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        double ignored = new Density(1.0 / FEATURES).lossOfIgnoring();
        // Features that are left out do not disturb each other, so each dead bias costs the square of its best answer.
        double dying = MEAN * MEAN;
        for (int dead = 0; dead <= FEATURES; dead++) {
            levels.add(new Level(words("no direction", dead), 0, FEATURES * ignored + dead * dying));
        }
        for (int dead = 0; dead < FEATURES; dead++) {
            levels.add(new Level(words("one direction", dead), 1, (FEATURES - 1) * ignored + dead * dying));
        }
        for (int corners = 2; corners <= FEATURES; corners++) {
            PolygonOptimum polygon = PolygonOptimum.of(FEATURES, corners);
            for (int dead = 0; dead <= FEATURES - corners; dead++) {
                levels.add(new Level(words(corners + " corners", dead), corners, polygon.loss(dead)));
            }
        }
        levels.sort(Comparator.comparingDouble(Level::loss));
        return List.copyOf(levels);
    }

    private static String words(String shape, int dead) {
        return dead == 0 ? shape : shape + ", " + dead + " dead";
    }

    static Level nearest(List<Level> levels, double loss) {
        return Collections.min(levels, Comparator.comparingDouble(level -> level.distance(loss)));
    }

    /** A training's expected loss, summed over features, at each frame of its film, and where it rests. */
    record Descent(String name, List<Integer> steps, List<Double> losses) {

        static Descent of(String name, TrainedModel model) {
            return new Descent(
                    name,
                    model.film().stream().map(Still::step).toList(),
                    model.film().stream()
                            .map(still -> FEATURES * exact().of(still.directions(), still.biases()))
                            .toList());
        }

        List<Plateaus.Plateau> plateaus() {
            return PLATEAUS.in(losses.stream().mapToDouble(Double::doubleValue).toArray());
        }

        /** Returns how often a plateau is not lower than the one before, which 2 % of ripple cannot explain. */
        long climbs() {
            List<Plateaus.Plateau> all = plateaus();
            return IntStream.range(1, all.size())
                    .filter(next -> all.get(next).level()
                            > (1 + NEAR) * all.get(next - 1).level())
                    .count();
        }
    }

    private static ReluOutputLoss exact() {
        return ReluOutputLoss.of(ActivityPatterns.exactlyOne(FEATURES), Importance.uniform(FEATURES));
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Recipe recipe = Recipe.adam(0.03)
                .withOptimizer(new Optimizer.Momentum(0.9))
                .withBatch(128)
                .withSteps(steps(assignment));
        SparseFeatures world = SparseFeatures.ofSets(Occurrence.ANTICORRELATED, 1, FEATURES, new Density(1));
        List<TrainingJob> jobs = STARTS.stream()
                .map(std -> TrainingJob.inWorlds(
                                "std-" + std,
                                new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, HIDDEN),
                                Collections.nCopies(seeds(assignment), world),
                                recipe)
                        .withInitialStd(std)
                        .filmed(frames(recipe.steps())))
                .toList();
        List<TrainedModels> trained = new Trainings(assignment, lab).of("polygons", jobs);
        List<Descent> trainings = new ArrayList<>();
        for (int start = 0; start < STARTS.size(); start++) {
            List<TrainedModel> models = trained.get(start).models();
            for (int seed = 0; seed < models.size(); seed++) {
                trainings.add(Descent.of("std " + STARTS.get(start) + ", seed " + seed, models.get(seed)));
            }
        }
        List<Double> ends = ends(descents(assignment), lab);
        Verdicts verdicts = new Verdicts(assignment);
        judgeTable(ends, verdicts);
        judgeTrainings(trainings, verdicts);
        return new PolygonFigures(trainings, ends).outcome(summary(trainings, ends), verdicts.all());
    }

    /** Steps in equal ratios from 1 to the last. */
    private static List<Integer> frames(int steps) {
        return IntStream.rangeClosed(0, FRAMES)
                .map(frame -> (int) Math.round(Math.pow(steps, frame / (double) FRAMES)))
                .distinct()
                .boxed()
                .toList();
    }

    /** Goes downhill without sampling, from directions as wide as in training; returns the losses at the end. */
    private static List<Double> ends(int descents, Lab lab) {
        OptimumSearch search = new OptimumSearch(exact(), HIDDEN);
        Seed seed = new Seed(0).child("polygon descents");
        return lab.eachOf("random descents", descents, index -> {
            // From biases of 0 a long first step leaves many outputs dead before anything is learned.
            Optimum end = search.from(start(seed.child(index)), Collections.nCopies(FEATURES, MEAN));
            return FEATURES * end.lossPerFeature();
        });
    }

    private static FeatureDirections start(Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] rows = new float[FEATURES * HIDDEN];
        for (int weight = 0; weight < rows.length; weight++) {
            rows[weight] = (float) generator.nextGaussian(0, STARTS.getFirst());
        }
        return new FeatureDirections(Matrix.of(FEATURES, HIDDEN, rows));
    }

    private static void judgeTable(List<Double> ends, Verdicts verdicts) {
        for (int place = 0; place < TABLE.size(); place++) {
            int corners = FEWEST_CORNERS + place;
            verdicts.exact(
                    new Statement(
                            "kgon.table." + corners,
                            String.format(
                                    Locale.ROOT,
                                    "The best regular polygon of %d corners for six features has loss %.6f, summed over"
                                            + " features (difference).",
                                    corners,
                                    TABLE.get(place)),
                            REFERENCE),
                    Band.around(0, 1e-6),
                    PolygonOptimum.of(FEATURES, corners).loss(0) - TABLE.get(place));
        }
        List<Level> levels = levels();
        verdicts.share(
                new Statement(
                        "kgon.critical",
                        "Random descents without sampling end at polygons with features left out (share within 0.1 % of"
                                + " the table).",
                        CHEN),
                Band.atLeast(0.9),
                ends.stream()
                        .filter(end -> nearest(levels, end).distance(end) <= NEAR_OPTIMUM)
                        .count(),
                ends.size());
        verdicts.share(
                new Statement(
                        "kgon.rare",
                        "Few random descents reach the polygon of all features, the best model (share).",
                        "reference descents in numpy: 22 of 400"),
                Band.atMost(0.15),
                reached(ends),
                ends.size());
    }

    static long reached(List<Double> ends) {
        Level best = levels().getFirst();
        return ends.stream().filter(end -> best.distance(end) <= NEAR_OPTIMUM).count();
    }

    private static void judgeTrainings(List<Descent> trainings, Verdicts verdicts) {
        List<Level> levels = levels();
        double[] off = trainings.stream()
                .flatMap(one -> one.plateaus().stream())
                .mapToDouble(plateau -> nearest(levels, plateau.level()).distance(plateau.level()))
                .toArray();
        verdicts.share(
                new Statement(
                        "kgon.plateaus",
                        "The loss of a training rests at polygons (share of plateaus within 2 % of the table).",
                        CHEN),
                Band.atLeast(0.9),
                Arrays.stream(off).filter(distance -> distance <= NEAR).count(),
                off.length);
        verdicts.exact(
                new Statement(
                        "kgon.control",
                        "A loss drawn evenly in ratio between the best polygon and biases alone seldom lies within 2 % of"
                                + " the table (share).",
                        "control"),
                Band.atMost(0.5),
                chance(levels));
        verdicts.every(
                new Statement(
                        "kgon.monotone",
                        "Trainings go from high loss to low: no plateau lies higher than the one before (plateaus that do,"
                                + " each training).",
                        CHEN),
                Band.atMost(0),
                trainings.stream().mapToDouble(Descent::climbs).toArray());
        verdicts.every(
                new Statement(
                        "kgon.rests",
                        "From small weights the loss rests twice or more: on biases alone and at the polygon it ends in"
                                + " (plateaus of each training).",
                        "the same critical points"),
                Band.atLeast(2),
                trainings.stream()
                        .filter(one -> one.name().startsWith("std " + STARTS.getLast()))
                        .mapToDouble(one -> one.plateaus().size())
                        .toArray());
    }

    /** The share of a logarithmic scale of losses that lies near one of the levels. */
    private static double chance(List<Level> levels) {
        int points = 10_000;
        double low = levels.getFirst().loss();
        double ratio = FEATURES * new Density(1.0 / FEATURES).lossOfIgnoring() / low;
        return IntStream.range(0, points)
                        .mapToDouble(point -> low * Math.pow(ratio, (point + 0.5) / points))
                        .filter(loss -> nearest(levels, loss).distance(loss) <= NEAR)
                        .count()
                / (double) points;
    }

    private static Outcome.Summary summary(List<Descent> trainings, List<Double> ends) {
        List<Level> levels = levels();
        long pentagons = trainings.stream()
                .filter(one -> nearest(levels, one.losses().getLast()).corners() == FEATURES - 1)
                .count();
        String best = ExperimentPage.percent(reached(ends) / (double) ends.size());
        return new Outcome.Summary(
                "Losses rest at regular polygons with some features left out: " + pentagons + " of " + trainings.size()
                        + " trainings end at a pentagon, and " + best + " of " + ends.size()
                        + " random descents reach the hexagon, the best model.",
                List.of(
                        new KeyNumber(
                                ExperimentPage.number(levels.getFirst().loss()), "loss of the hexagon", "computed"),
                        new KeyNumber(best, "of random descents reach it", ends.size() + " descents")));
    }
}
