package superpose.reports.toymodels;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Polysemanticity;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.SparseFeatures;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.Lab;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.AbsoluteValueMeasures.Counts;
import superpose.reports.toymodels.AbsoluteValueMeasures.Level;
import superpose.reports.toymodels.AbsoluteValueMeasures.MotifLevel;
import superpose.toymodels.Activation;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;
import superpose.toymodels.Target;
import superpose.toymodels.Tying;

/**
 * A layer of neurons computes absolute values of more features than it has pairs of neurons, without ever unpacking them.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Computation in Superposition": 3 dense features in
 * 6 neurons; 100 features of importance {@code 0.8^i} in 40 neurons over densities. Their training is not described. Ours
 * starts from far smaller weights than usual: from usual ones many outputs of rare features fall below zero at once, where
 * the last ReLU lets no gradient through, and half of the most important features is never learned.
 *
 * <p>That a feature counts as computed below a relative error of 0.2 is our criterion; the paper shows weights alone.
 */
final class AbsoluteValue implements Reproduction {

    static final int FEATURES = 100;
    static final int NEURONS = 40;
    static final double RARE = 0.01;

    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section Computation in Superposition";
    private static final String CONTROL = "control";
    private static final double RATIO = 0.8;
    private static final double SMALL_START = 1e-3;

    /** Features and neurons of the models in which motifs are looked for, and the densities of their worlds. */
    private static final int MOTIF_FEATURES = 20;

    private static final int MOTIF_NEURONS = 10;
    private static final List<Density> MOTIF_DENSITIES = Density.list(0.5, 0.1);

    /** The smallest model: features that are always on, and a neuron for each sign of each. */
    private static final int DENSE_FEATURES = 3;

    /** Neurons that are none: what goes in comes out in proportion. */
    private static final BottleneckArchitecture LINEAR_HIDDEN =
            new BottleneckArchitecture(Activation.LINEAR, Activation.RELU, Tying.UNTIED, Target.ABSOLUTE);

    @Override
    public About about() {
        return new About(
                "absolute-value", "Can neurons compute in superposition?", ELHAGE, new About.Costs(1.5, 28, 1_000));
    }

    private static List<Density> densities(Assignment assignment) {
        return assignment.choose(
                Density.list(1, RARE),
                Density.list(1, 0.1, 0.03, RARE, 0.003),
                Density.list(1, 0.3, 0.1, 0.03, RARE, 0.003, 0.001));
    }

    private static Recipe recipe(Assignment assignment) {
        return Recipe.adam(3e-3).withDecay(Decay.COSINE).withSteps(assignment.choose(50, 4_000, 10_000));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 3, 10);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features",
                FEATURES,
                "neurons",
                NEURONS,
                "importance_ratio",
                RATIO,
                "densities",
                densities(assignment).stream().map(Density::value).toList(),
                "seeds",
                seeds(assignment),
                "steps",
                recipe(assignment).steps());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Recipe recipe = recipe(assignment);
        Recipe small = recipe.withBatch(512).withSteps(Math.min(3_000, recipe.steps()));
        // Small errors are what the dense model is about, so it has a rate that brings it all the way down.
        Recipe fast = Recipe.adam(1e-2).withDecay(Decay.COSINE).withBatch(512).withSteps(small.steps());
        Trainings trainings = new Trainings(assignment, lab);

        // Data and models: signed features; from dense to rare, then smaller models for single questions.
        List<TrainingJob> sweep = densities(assignment).stream()
                .map(density -> sparse("density-" + density.value(), FEATURES, density, seeds(assignment), recipe))
                .toList();
        List<TrainedModels> swept = trainings.of("absolute values", sweep);
        List<Level> levels = IntStream.range(0, swept.size())
                .mapToObj(
                        index -> Level.of(world(FEATURES, densities(assignment).get(index)), swept.get(index)))
                .toList();
        int many = assignment.seeds(2, 12, 50);
        List<TrainingJob> motifs = MOTIF_DENSITIES.stream()
                .map(density -> sparse("motif-" + density.value(), MOTIF_FEATURES, density, many, small))
                .toList();
        List<TrainedModels> searched = trainings.of("motifs", motifs);
        List<MotifLevel> found = IntStream.range(0, searched.size())
                .mapToObj(index -> MotifLevel.of(MOTIF_DENSITIES.get(index), searched.get(index)))
                .toList();
        List<TrainedModels> dense = trainings.of(
                "dense features",
                List.of(
                        dense("dense", BottleneckArchitecture.ABSOLUTE_VALUE, fast),
                        dense("linear", LINEAR_HIDDEN, fast)));

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        judgeDense(dense.getFirst(), verdicts);
        judgeSweep(levels, verdicts);
        judgeMotifs(found, verdicts);
        control(dense.getLast(), verdicts);
        return new AbsoluteValueFigures(levels, found).outcome(verdicts.all());
    }

    /**
     * Returns signed features whose importances fall with their number. All are over the density, which changes no optimum:
     * gradients of rare features in small weights would otherwise be no larger than Adam's epsilon.
     */
    private static SparseFeatures world(int features, Density density) {
        double[] importances = new double[features];
        Arrays.setAll(importances, feature -> Math.pow(RATIO, feature) / density.value());
        return SparseFeatures.uniform(features, density)
                .withImportance(Importance.of(importances))
                .signed();
    }

    private static TrainingJob sparse(String key, int features, Density density, int seeds, Recipe recipe) {
        int neurons = features == FEATURES ? NEURONS : MOTIF_NEURONS;
        return TrainingJob.inWorlds(
                        key,
                        new TrainingJob.Kind(BottleneckArchitecture.ABSOLUTE_VALUE, neurons),
                        Collections.nCopies(seeds, world(features, density)),
                        recipe)
                .withInitialStd(SMALL_START);
    }

    private static TrainingJob dense(String key, BottleneckArchitecture architecture, Recipe recipe) {
        return TrainingJob.inWorlds(
                key,
                new TrainingJob.Kind(architecture, 2 * DENSE_FEATURES),
                Collections.nCopies(
                        10,
                        SparseFeatures.uniform(DENSE_FEATURES, new Density(1)).signed()),
                recipe);
    }

    private static void judgeDense(TrainedModels dense, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "abs.dense",
                        "Three dense features in six neurons are computed exactly: on a grid the best model is nowhere"
                                + " further than 0.02 from the absolute value.",
                        ELHAGE),
                Band.atMost(0.02),
                AbsoluteValueMeasures.largestError(dense.best()));
        verdicts.every(
                new Statement("abs.neurons", "Each neuron of that model serves one feature (of six).", ELHAGE),
                Band.around(2.0 * DENSE_FEATURES, 0),
                Polysemanticity.of(dense.best().directions()).unitsOfOneFeature());
    }

    private static void judgeSweep(List<Level> levels, Verdicts verdicts) {
        Counts dense = levels.getFirst().best();
        Counts rare = levels.stream()
                .filter(level -> level.density().value() == RARE)
                .findFirst()
                .orElseThrow()
                .best();
        verdicts.every(
                new Statement(
                        "abs.mono",
                        "Dense features get neurons of their own: at density 1 at least nine in ten of 40 neurons serve one"
                                + " feature.",
                        ELHAGE),
                Band.atLeast(0.9 * NEURONS),
                dense.neurons().unitsOfOneFeature());
        verdicts.every(
                new Statement(
                        "abs.poly",
                        "Rare features share neurons: at density 0.01 at most one in ten of 40 neurons serves one feature.",
                        ELHAGE),
                Band.atMost(0.1 * NEURONS),
                rare.neurons().unitsOfOneFeature());
        verdicts.every(
                new Statement(
                        "abs.superposition",
                        "At density 0.01 the best model computes more than 20 features in 40 neurons, each taken while the"
                                + " others are off.",
                        ELHAGE + "; the criterion is ours"),
                Band.atLeast(NEURONS / 2.0 + 1),
                rare.alone());
        verdicts.every(
                new Statement(
                        "abs.superposition.together",
                        "At density 0.01 the best model computes more than 20 features in 40 neurons, the interference of"
                                + " others included.",
                        ELHAGE + "; the criterion is ours"),
                Band.atLeast(NEURONS / 2.0 + 1),
                rare.together());
        verdicts.every(
                new Statement(
                        "abs.limit",
                        "Dense features are not computed in superposition: at density 1 no model computes more than 20.",
                        CONTROL),
                Band.atMost(NEURONS / 2.0),
                levels.getFirst().counts().stream().mapToDouble(Counts::alone).toArray());
    }

    private static void judgeMotifs(List<MotifLevel> levels, Verdicts verdicts) {
        for (MotifLevel level : levels) {
            verdicts.share(
                    new Statement(
                            "abs.motif." + level.density().value(),
                            "Asymmetric superposition with inhibition occurs in at least half of the models of "
                                    + MOTIF_FEATURES + " features in " + MOTIF_NEURONS + " neurons at density "
                                    + level.density().value() + ".",
                            level.density().value() == 0.5
                                    ? "ARENA, course on toy models of superposition, set-up of its exercise; the share is ours"
                                    : ELHAGE + "; density and share are ours"),
                    Band.atLeast(0.5),
                    level.modelsWithOne(),
                    level.motifs().size());
        }
    }

    /** Without its neurons' ReLU the model can do no better than answer with a constant, whatever the feature is. */
    private static void control(TrainedModels linear, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "abs.control.linear",
                        "Without a ReLU on the neurons nothing is computed: with three dense features, no model loses less"
                                + " than the best constant does (ratio of losses, five per cent for the samples).",
                        CONTROL),
                Band.atLeast(0.95),
                linear.models().stream()
                        .mapToDouble(model -> model.loss() / new Density(1).lossOfIgnoring())
                        .toArray());
    }
}
