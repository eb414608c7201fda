package superpose.reports.toymodels;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.AntipodalPairs;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.optima.SampledLoss;
import superpose.analysis.statistics.Jumps;
import superpose.analysis.statistics.Quantiles;
import superpose.data.Density;
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
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * Features jump between shares of a dimension while a model learns, and the loss drops as they do; two correlated sets of
 * three features turn in steps until they form an octahedron.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Superposition and learning dynamics". The paper
 * gives neither sizes nor learning rates; these are ours, and jumps are found by a rule.
 */
final class LearningDynamics implements Reproduction {

    static final int FEATURES = 20;
    static final int HIDDEN = 10;
    static final int CORNERS = 6;
    static final int SPACE = 3;
    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section Superposition and learning dynamics";
    private static final String CONTROL = "control";
    private static final Density RARE = new Density(0.05);
    private static final Density SETS = new Density(0.1);
    private static final SparseFeatures UNIFORM = SparseFeatures.uniform(FEATURES, RARE);
    private static final SparseFeatures CORRELATED = SparseFeatures.ofSets(Occurrence.CORRELATED, 2, SPACE, SETS);
    private static final double TURNING_RATE = 0.005;
    private static final double RATE = 0.002;
    private static final int SAMPLES = 2_048;

    /** Steps between two looks at a training of usual length, and how many looks a longer one gets. */
    private static final int EVERY = 20;

    private static final int LOOKS = 500;

    /** A jump is a change of more than 0.2 within 100 steps. */
    private static final Jumps JUMPS = new Jumps(5, 0.2);

    /** A loss drop is a large one when it is among the largest 5 % of its training. */
    private static final double LARGE = 0.95;

    private static final double HALF = 0.5;
    private static final double NEAR_HALF = 0.02;

    @Override
    public About about() {
        return new About("learning-dynamics", "Does learning go in jumps?", ELHAGE, new About.Costs(2, 11, 60));
    }

    private static int steps(Assignment assignment) {
        return assignment.choose(200, 4_000, 10_000);
    }

    private static int turningSteps(Assignment assignment) {
        return assignment.choose(200, 10_000, 20_000);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(2, 20, 40);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features",
                FEATURES,
                "hidden",
                HIDDEN,
                "density",
                RARE.value(),
                "correlated_sets",
                2,
                "density_of_sets",
                SETS.value(),
                "learning_rate",
                RATE,
                "steps",
                steps(assignment),
                "seeds",
                seeds(assignment));
    }

    /**
     * A training's shares of dimensions and its loss on fixed fresh samples, at each look.
     *
     * @param steps [looks]
     * @param shares D_i, [looks][features]
     * @param losses mean over samples and features, [looks]
     */
    record Course(List<Integer> steps, List<double[]> shares, List<Double> losses) {

        static Course of(TrainedModel model, SampledLoss loss) {
            List<Still> film = model.film();
            return new Course(
                    film.stream().map(Still::step).toList(),
                    film.stream()
                            .map(still -> Dimensionality.of(still.directions()).toArray())
                            .toList(),
                    film.stream()
                            .map(still -> loss.of(still.directions(), still.biases()))
                            .toList());
        }

        List<Jumps.Jump> jumps() {
            return JUMPS.in(shares.toArray(double[][]::new));
        }

        /** The relative loss drop of each window, {@code 1 - loss(t + window) / loss(t)}. */
        double[] drops() {
            return IntStream.range(0, Math.max(0, losses.size() - JUMPS.window()))
                    .mapToDouble(start -> 1 - losses.get(start + JUMPS.window()) / losses.get(start))
                    .toArray();
        }

        /** Returns how many of some jumps fall on one of the largest loss drops of this training. */
        long onDrops(List<Jumps.Jump> jumps) {
            double[] drops = drops();
            if (drops.length == 0) {
                return 0;
            }
            double large = Quantiles.of(drops).at(LARGE);
            return jumps.stream().filter(jump -> drops[jump.start()] > large).count();
        }

        double[] lastShares() {
            return shares.getLast();
        }
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        List<TrainedModels> trained = new Trainings(assignment, lab)
                .of("learning dynamics", List.of(uniform(assignment), correlated(assignment)));
        List<Course> levels = courses(trained.getFirst(), UNIFORM, lab);
        List<Course> turns = courses(trained.getLast(), CORRELATED, lab);
        List<AntipodalPairs> pairs = trained.getLast().models().stream()
                .map(model -> AntipodalPairs.of(model.directions()))
                .toList();
        Verdicts verdicts = new Verdicts(assignment);
        judgeJumps(levels, verdicts);
        judgeTurns(turns, pairs, verdicts);
        return new DynamicsFigures(levels, turns, trained.getLast())
                .outcome(summary(levels, turns, pairs), verdicts.all());
    }

    private static TrainingJob uniform(Assignment assignment) {
        return small(
                "uniform",
                HIDDEN,
                Collections.nCopies(seeds(assignment), UNIFORM),
                Recipe.adam(RATE).withSteps(steps(assignment)));
    }

    /** Turning takes longer than pairing, so these train for longer and faster. */
    private static TrainingJob correlated(Assignment assignment) {
        return small(
                "correlated",
                SPACE,
                Collections.nCopies(seeds(assignment), CORRELATED),
                Recipe.adam(TURNING_RATE).withSteps(turningSteps(assignment)));
    }

    /** From large weights a model would start with shares of dimensions that mean nothing. */
    private static TrainingJob small(String key, int hidden, List<SparseFeatures> worlds, Recipe recipe) {
        int every = Math.max(EVERY, recipe.steps() / LOOKS);
        return TrainingJob.inWorlds(
                        key,
                        new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, hidden),
                        worlds,
                        recipe.withDecay(Decay.HALF_COSINE))
                .withInitialStd(0.1)
                .filmed(IntStream.rangeClosed(1, recipe.steps() / every)
                        .map(look -> look * every)
                        .boxed()
                        .toList());
    }

    private static List<Course> courses(TrainedModels models, SparseFeatures world, Lab lab) {
        SampledLoss loss = new SampledLoss(world.sample(SAMPLES, new Seed(0).child("dynamics")));
        return lab.each(
                models.models().size(), index -> Course.of(models.models().get(index), loss));
    }

    static long jumps(List<Course> courses) {
        return courses.stream().mapToLong(one -> one.jumps().size()).sum();
    }

    private static void judgeJumps(List<Course> levels, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "dynamics.digons",
                        "In the end every feature is one of an antipodal pair and has half a dimension (D_i of every"
                                + " feature and training).",
                        ELHAGE),
                Band.around(HALF, NEAR_HALF),
                levels.stream()
                        .flatMapToDouble(one -> DoubleStream.of(one.lastShares()))
                        .toArray());
        verdicts.every(
                new Statement(
                        "dynamics.jumps",
                        "On the way, features jump between shares of a dimension: a D_i changes by more than 0.2 within 100"
                                + " steps (jumps of each training).",
                        ELHAGE),
                Band.atLeast(1),
                levels.stream().mapToDouble(one -> one.jumps().size()).toArray());
        verdicts.share(
                new Statement(
                        "dynamics.coincide",
                        "Jumps coincide with drops of the loss: the relative drop in the window of a jump is among the"
                                + " largest 5 % of its training (share of jumps).",
                        ELHAGE),
                Band.atLeast(0.8),
                levels.stream().mapToLong(one -> one.onDrops(one.jumps())).sum(),
                jumps(levels));
        verdicts.share(
                new Statement(
                        "dynamics.coincide.control",
                        "The jumps of one training do not coincide with the loss drops of another, beyond both learning most"
                                + " at first (share of jumps).",
                        CONTROL),
                Band.atMost(0.5),
                onDropsOfAnother(levels),
                jumps(levels));
    }

    private static long onDropsOfAnother(List<Course> levels) {
        return IntStream.range(0, levels.size())
                .mapToLong(one -> levels.get((one + 1) % levels.size())
                        .onDrops(levels.get(one).jumps()))
                .sum();
    }

    private static void judgeTurns(List<Course> turns, List<AntipodalPairs> pairs, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "dynamics.octahedron",
                        "Two correlated sets of three features end as an octahedron: each feature has half a dimension (D_i"
                                + " of every feature and training).",
                        ELHAGE),
                Band.around(HALF, NEAR_HALF),
                turns.stream()
                        .flatMapToDouble(one -> DoubleStream.of(one.lastShares()))
                        .toArray());
        verdicts.share(
                new Statement(
                        "dynamics.partners",
                        "In that octahedron antipodal features belong to different sets (share of trainings whose three pairs"
                                + " all do).",
                        ELHAGE),
                Band.atLeast(0.8),
                pairs.stream().filter(LearningDynamics::isAcrossSets).count(),
                pairs.size());
        verdicts.every(
                new Statement(
                        "dynamics.octahedron.control",
                        "A fiftieth of the way, the six are no octahedron yet: some D_i is away from one half (largest distance,"
                                + " each training).",
                        CONTROL),
                Band.atLeast(NEAR_HALF),
                turns.stream()
                        .mapToDouble(one -> Arrays.stream(
                                        one.shares().get(one.shares().size() / 50))
                                .map(share -> Math.abs(share - HALF))
                                .max()
                                .orElseThrow())
                        .toArray());
    }

    /** Tells whether all features are in pairs, each of one feature of either set. */
    private static boolean isAcrossSets(AntipodalPairs pairs) {
        return IntStream.range(0, CORNERS).allMatch(feature -> {
            OptionalInt partner = pairs.partner(feature);
            return partner.isPresent() && partner.getAsInt() / SPACE != feature / SPACE;
        });
    }

    private static Outcome.Summary summary(List<Course> levels, List<Course> turns, List<AntipodalPairs> pairs) {
        long all = jumps(levels);
        long falling =
                levels.stream().mapToLong(one -> one.onDrops(one.jumps())).sum();
        long across = pairs.stream().filter(LearningDynamics::isAcrossSets).count();
        return new Outcome.Summary(
                "Of " + all + " jumps between shares of a dimension in " + levels.size() + " trainings, " + falling
                        + " fall on the largest drops of the loss, and " + onDropsOfAnother(levels)
                        + " on those of another training; " + across + " of " + turns.size()
                        + " trainings with two correlated sets end as an octahedron whose pairs cross the sets.",
                List.of(
                        new KeyNumber(
                                ExperimentPage.number(all / (double) levels.size()), "jumps of a training", "mean"),
                        new KeyNumber(across + " of " + turns.size(), "octahedra across sets", "trainings")));
    }
}
