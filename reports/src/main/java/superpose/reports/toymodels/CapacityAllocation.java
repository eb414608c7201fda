package superpose.reports.toymodels;

import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Capacity;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.QuadraticPair;
import superpose.analysis.statistics.RankCorrelation;
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
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * A model spends a fixed budget, one unit of capacity a dimension: important features get a dimension each, others share,
 * the rest get nothing, and the rarer features are the more of them share.
 *
 * <p>Source: Scherlis et al. (2022), "Polysemanticity and Capacity in Neural Networks". Their task is quadratic and solved on
 * paper; here a pair of it is solved in closed form and by descent, and the fates are looked for in trained models of Elhage et
 * al. (2022), section "Basic results": 80 features of importance 0.9^i in 20 hidden units, with a rate that falls to zero.
 */
final class CapacityAllocation implements Reproduction {

    private static final String SCHERLIS =
            "Scherlis et al. (2022), Polysemanticity and Capacity in Neural Networks, sections on allocation";
    private static final String CONTROL = "control";

    private static final List<Density> DENSITIES = Density.list(1, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.01);
    private static final double DECAY_OF_IMPORTANCE = 0.9;

    /** Below the first a feature is ignored, above the second it has a dimension of its own. */
    private static final double IGNORED = 0.05;

    private static final double DEDICATED = 0.95;

    /** Values and kurtoses of the quadratic task; no pair of them lies on the border between two fates. */
    private static final int VALUES = 20;

    private static final List<Double> KURTOSES = List.of(1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 15.0, 30.0, 60.0, 150.0, 300.0);
    private static final double NORMAL = 3;
    private static final int DESCENT = 20_000;

    private static final Seed UNTRAINED = new Seed(0).child("untrained capacities");

    @Override
    public About about() {
        return new About(
                "capacity",
                "Which features get a dimension, which share one, which get none?",
                SCHERLIS,
                new About.Costs(1, 37, 150));
    }

    /**
     * What is trained.
     *
     * @param features features of falling importance
     * @param hidden hidden units
     * @param steps steps of a training
     */
    record Size(int features, int hidden, int steps) {

        SparseFeatures world(Density density) {
            return SparseFeatures.uniform(features, density)
                    .withImportance(Importance.geometric(features, DECAY_OF_IMPORTANCE));
        }
    }

    private static Size size(Assignment assignment) {
        return assignment.choose(new Size(40, 8, 100), new Size(80, 20, 10_000), new Size(80, 20, 20_000));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 3, 10);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "features", size.features(),
                "hidden", size.hidden(),
                "importance", DECAY_OF_IMPORTANCE + "^i",
                "densities", DENSITIES.stream().map(Density::value).toList(),
                "steps", size.steps(),
                "seeds", seeds(assignment));
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);

        // The quadratic task, where the optimum is known.
        List<SolvedPair> pairs = lab.each(VALUES * KURTOSES.size(), CapacityAllocation::solved);

        // Trained models: a world for each density, as many seeds as wanted.
        List<SparseFeatures> worlds = DENSITIES.stream().map(size::world).toList();
        Recipe recipe = Recipe.notebook().withDecay(Decay.COSINE).withSteps(size.steps());
        var kind = new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, size.hidden());
        List<TrainingJob> jobs = IntStream.range(0, seeds(assignment))
                .mapToObj(seed -> TrainingJob.inWorlds("seed-" + seed, kind, worlds, recipe))
                .toList();
        List<Run> runs = new Trainings(assignment, lab)
                .of("models with a budget", jobs).stream().map(Run::of).toList();

        Verdicts verdicts = new Verdicts(assignment);
        judgePairs(pairs, verdicts);
        judgeLaws(runs, size, verdicts);
        judgeFates(runs, verdicts);
        control(size, verdicts);
        var figures = new CapacityFigures(DENSITIES, size);
        return new Outcome(
                summary(runs, size), figures.sections(pairs, runs), verdicts.all(), figures.tables(pairs, runs));
    }

    /**
     * Two features and one unit.
     *
     * @param pair the task
     * @param descended capacity of the second feature where the best descent ends
     */
    record SolvedPair(QuadraticPair pair, double descended) {

        double distance() {
            return Math.abs(descended - pair.capacityOfSecond());
        }
    }

    private static SolvedPair solved(int index) {
        double value = (index % VALUES + 0.5) / VALUES;
        QuadraticPair pair = new QuadraticPair(value, KURTOSES.get(index / VALUES));
        // Where sharing does not pay, either feature alone is a resting place: descend from both sides, keep the lower.
        QuadraticPair.Weights first = pair.descend(0.7, 0.2, DESCENT);
        QuadraticPair.Weights second = pair.descend(0.2, 0.7, DESCENT);
        boolean firstIsLower = pair.loss(first.first(), first.second()) <= pair.loss(second.first(), second.second());
        return new SolvedPair(pair, (firstIsLower ? first : second).capacityOfSecond());
    }

    /** The capacities of one seed's models, one for each density. */
    record Run(List<double[]> capacities, List<double[]> dimensionalities) {

        static Run of(TrainedModels models) {
            return new Run(
                    models.models().stream()
                            .map(model -> Capacity.of(model.directions()).toArray())
                            .toList(),
                    models.models().stream()
                            .map(model -> Dimensionality.of(model.directions()).toArray())
                            .toList());
        }

        int ignored(int level) {
            return count(level, share -> share <= IGNORED);
        }

        int shared(int level) {
            return count(level, share -> share > IGNORED && share < DEDICATED);
        }

        int dedicated(int level) {
            return count(level, share -> share >= DEDICATED);
        }

        private int count(int level, DoublePredicate fate) {
            return (int) DoubleStream.of(capacities.get(level)).filter(fate).count();
        }

        /** Returns the mean place in the order of importance of the features with a fate. */
        private double meanPlace(int level, DoublePredicate fate) {
            double[] shares = capacities.get(level);
            return IntStream.range(0, shares.length)
                    .filter(feature -> fate.test(shares[feature]))
                    .average()
                    .orElse(Double.NaN);
        }

        int[] levelsWithAllFates() {
            return IntStream.range(0, DENSITIES.size())
                    .filter(level -> ignored(level) > 0 && shared(level) > 0 && dedicated(level) > 0)
                    .toArray();
        }

        /** Returns how many places further down the order each fate stands than the better one before, the smaller gap. */
        double smallestStep(int level) {
            double own = meanPlace(level, share -> share >= DEDICATED);
            double with = meanPlace(level, share -> share > IGNORED && share < DEDICATED);
            double without = meanPlace(level, share -> share <= IGNORED);
            return Math.min(with - own, without - with);
        }
    }

    private static void judgePairs(List<SolvedPair> pairs, Verdicts verdicts) {
        verdicts.exact(
                new Statement(
                        "capacity.pair.optimum",
                        "For two features of worth 1 and v the second is ignored exactly where v is at most 2/(kurtosis"
                                + " - 1) and has the closed form's capacity elsewhere (largest distance of descent from it).",
                        SCHERLIS + "; the closed form for a pair is worked out here"),
                Band.atMost(1e-3),
                pairs.stream().mapToDouble(SolvedPair::distance).max().orElseThrow());
        verdicts.exact(
                new Statement(
                        "capacity.pair.normal",
                        "Features that are normal or have even lighter tails never share (largest capacity of a second"
                                + " feature at a kurtosis of 3 or less).",
                        SCHERLIS),
                Band.atMost(IGNORED),
                pairs.stream()
                        .filter(solved -> solved.pair().kurtosis() <= NORMAL)
                        .mapToDouble(SolvedPair::descended)
                        .max()
                        .orElseThrow());
        verdicts.exact(
                new Statement(
                        "capacity.pair.rare",
                        "Heavy tails, as of rare features, make sharing pay: the capacity of a second feature never falls"
                                + " with kurtosis (smallest step).",
                        SCHERLIS),
                Band.atLeast(-1e-3),
                IntStream.range(VALUES, pairs.size())
                        .mapToDouble(index -> pairs.get(index).descended()
                                - pairs.get(index - VALUES).descended())
                        .min()
                        .orElseThrow());
    }

    private static void judgeLaws(List<Run> runs, Size size, Verdicts verdicts) {
        double[] sums = runs.stream()
                .flatMap(run -> run.capacities().stream())
                .mapToDouble(shares -> DoubleStream.of(shares).sum())
                .toArray();
        verdicts.exact(
                new Statement(
                        "capacity.identity",
                        "Capacity is feature dimensionality: C_i = D_i for every feature of every model (largest distance).",
                        SCHERLIS + "; Elhage et al. (2022), section Feature dimensionality"),
                Band.atMost(1e-12),
                runs.stream().mapToDouble(CapacityAllocation::distance).max().orElseThrow());
        verdicts.exact(
                new Statement(
                        "capacity.budget",
                        "No model spends more than a unit of capacity a dimension (largest sum over hidden units).",
                        SCHERLIS),
                Band.atMost(1 + 1e-9),
                DoubleStream.of(sums).max().orElseThrow() / size.hidden());
        verdicts.every(
                new Statement(
                        "capacity.spent",
                        "Trained models spend the whole budget (distance of the sum from the hidden units, every model).",
                        SCHERLIS),
                Band.atMost(0.05),
                DoubleStream.of(sums).map(sum -> size.hidden() - sum).toArray());
    }

    private static double distance(Run run) {
        double largest = 0;
        for (int level = 0; level < DENSITIES.size(); level++) {
            double[] capacities = run.capacities().get(level);
            double[] dimensionalities = run.dimensionalities().get(level);
            for (int feature = 0; feature < capacities.length; feature++) {
                largest = Math.max(largest, Math.abs(capacities[feature] - dimensionalities[feature]));
            }
        }
        return largest;
    }

    private static void judgeFates(List<Run> runs, Verdicts verdicts) {
        int rarest = DENSITIES.size() - 1;
        verdicts.every(
                new Statement(
                        "capacity.shared",
                        "The rarer features are the more of them share: the number with a capacity between 0.05 and 0.95"
                                + " rises from density 1 to 0.01 (rank correlation with rarity, every seed).",
                        SCHERLIS),
                Band.atLeast(0.9),
                each(
                        runs,
                        run -> RankCorrelation.of(
                                        IntStream.rangeClosed(0, rarest)
                                                .asDoubleStream()
                                                .toArray(),
                                        IntStream.rangeClosed(0, rarest)
                                                .mapToDouble(run::shared)
                                                .toArray())
                                .value()));
        verdicts.every(
                new Statement(
                        "capacity.dense",
                        "At density 1 nothing is shared: each feature has a dimension or nothing (features that share,"
                                + " every seed).",
                        SCHERLIS),
                Band.atMost(0),
                each(runs, run -> run.shared(0)));
        verdicts.every(
                new Statement(
                        "capacity.fates",
                        "One model shows all three fates at once: dedicated, shared and ignored (densities at which it"
                                + " does, every seed).",
                        SCHERLIS),
                Band.atLeast(1),
                each(runs, run -> run.levelsWithAllFates().length));
        verdicts.every(
                new Statement(
                        "capacity.order",
                        "Importance decides the fate: the dedicated are more important than those that share, and these"
                                + " than the ignored (smallest step between mean places, every model with all three).",
                        SCHERLIS),
                Band.positive(),
                runs.stream()
                        .flatMapToDouble(
                                run -> IntStream.of(run.levelsWithAllFates()).mapToDouble(run::smallestStep))
                        .toArray());
    }

    private static double[] each(List<Run> runs, ToDoubleFunction<Run> of) {
        return runs.stream().mapToDouble(of).toArray();
    }

    private static void control(Size size, Verdicts verdicts) {
        double[] shares = Capacity.of(FeatureDirections.random(size.features(), size.hidden(), UNTRAINED))
                .toArray();
        verdicts.exact(
                new Statement(
                        "capacity.control.untrained",
                        "Directions that were never trained show one fate only: the share of random directions that"
                                + " are neither dedicated nor ignored.",
                        CONTROL),
                Band.atLeast(1),
                DoubleStream.of(shares)
                                .filter(share -> share > IGNORED && share < DEDICATED)
                                .count()
                        / (double) shares.length);
    }

    private static Outcome.Summary summary(List<Run> runs, Size size) {
        int rarest = DENSITIES.size() - 1;
        double dense =
                DoubleStream.of(each(runs, run -> run.shared(0))).average().orElseThrow();
        double rare =
                DoubleStream.of(each(runs, run -> run.shared(rarest))).average().orElseThrow();
        double own =
                DoubleStream.of(each(runs, run -> run.dedicated(0))).average().orElseThrow();
        return new Outcome.Summary(
                "Of " + size.features() + " features in " + size.hidden() + " dimensions, "
                        + Math.round(own) + " have a dimension each and " + Math.round(dense)
                        + " share at density 1; at density "
                        + DENSITIES.getLast().value() + ", " + Math.round(rare) + " share.",
                List.of(
                        new KeyNumber(
                                ExperimentPage.number(rare),
                                "features share dimensions",
                                "at density " + DENSITIES.getLast().value()),
                        new KeyNumber(
                                "2/(k - 1)",
                                "is the least worth of a feature that gets a share",
                                "at kurtosis k, beside one of worth 1")));
    }
}
