package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeatureCodes;
import superpose.analysis.geometry.FeatureGroups;
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
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * A ReLU on the hidden units makes neurons: each has a feature of its own while features are dense, and the rarer features get,
 * the more of them share neurons, in steps from three features in two neurons to every feature being a pair of neurons.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Superposition in a Privileged Basis": 10 features
 * of importance {@code 0.75^i} in 5 neurons, the best of 1,000 models at each density. Their training is not described; ours
 * is shorter but at the largest preset, and takes the best of fewer.
 */
final class PrivilegedBasis implements Reproduction {

    static final int FEATURES = 10;
    static final int NEURONS = 5;

    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section Superposition in a Privileged Basis";
    private static final String CONTROL = "control";
    private static final double RATIO = 0.75;

    /** One density within each range for which the paper names an arrangement. */
    private static final List<Density> DENSITIES = Density.list(0.75, 0.35, 0.15, 0.12, 0.06, 0.04);

    /** Models that are trained and kept together. */
    private static final int TOGETHER = 100;

    @Override
    public About about() {
        return new About(
                "privileged-basis", "How do neurons come to share features?", ELHAGE, new About.Costs(1, 10, 2_000));
    }

    private static Recipe recipe(Assignment assignment) {
        Recipe fast = Recipe.adam(1e-2).withBatch(512).withDecay(Decay.COSINE);
        return assignment.choose(
                fast.withSteps(50), fast.withSteps(1_000), Recipe.adam(1e-3).withDecay(Decay.COSINE));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(4, 200, 1_000);
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
                DENSITIES.stream().map(Density::value).toList(),
                "seeds",
                seeds(assignment),
                "steps",
                recipe(assignment).steps());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        // Data and models: at each density, many models of the same world, of which the best counts.
        Trainings trainings = new Trainings(assignment, lab);
        Recipe recipe = recipe(assignment);
        List<TrainingJob> jobs = DENSITIES.stream()
                .flatMap(density -> jobs(density, seeds(assignment), recipe).stream())
                .toList();
        List<Level> levels = levels(trainings.of("models with neurons", jobs));
        TrainedModels linear = trainings
                .of("models without", List.of(withoutRelu(Math.min(10, seeds(assignment)), recipe)))
                .getFirst();

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        staircase(levels, verdicts);
        arrangements(levels, verdicts);
        controls(levels, linear, verdicts);
        return new PrivilegedBasisFigures(levels).outcome(verdicts.all());
    }

    private static SparseFeatures world(Density density) {
        return SparseFeatures.uniform(FEATURES, density).withImportance(Importance.geometric(FEATURES, RATIO));
    }

    private static List<TrainingJob> jobs(Density density, int seeds, Recipe recipe) {
        List<TrainingJob> jobs = new ArrayList<>();
        for (int from = 0; from < seeds; from += TOGETHER) {
            jobs.add(TrainingJob.inWorlds(
                    "density-" + density.value() + "-from-" + from,
                    new TrainingJob.Kind(BottleneckArchitecture.RELU_HIDDEN, NEURONS),
                    Collections.nCopies(Math.min(TOGETHER, seeds - from), world(density)),
                    recipe));
        }
        return jobs;
    }

    private static TrainingJob withoutRelu(int seeds, Recipe recipe) {
        return TrainingJob.inWorlds(
                "without-relu",
                new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, NEURONS),
                Collections.nCopies(seeds, world(DENSITIES.getFirst())),
                recipe);
    }

    /**
     * All models of a density.
     *
     * @param density the chance that a feature is on
     * @param models every seed
     */
    record Level(Density density, TrainedModels models) {

        TrainedModel best() {
            return models.best();
        }

        /** Returns the neurons of the best model that serve one feature. */
        int monosemantic() {
            return neurons(best()).unitsOfOneFeature();
        }

        FeatureGroups groups() {
            return FeatureGroups.of(best().directions());
        }

        /** Returns the models of each arrangement, both in order of their losses. */
        Map<String, List<TrainedModel>> arrangements() {
            return models.models().stream()
                    .sorted(Comparator.comparingDouble(TrainedModel::loss))
                    .collect(Collectors.groupingBy(
                            model -> FeatureGroups.of(model.directions()).words(),
                            LinkedHashMap::new,
                            Collectors.toList()));
        }

        /** Returns the loss of the best model over that of the best linear one, which keeps the most important features. */
        double overLinear() {
            double ignored = IntStream.range(NEURONS, FEATURES)
                    .mapToDouble(world(density).importance()::of)
                    .sum();
            return best().loss() / (ignored * density.lossOfIgnoring() / FEATURES);
        }
    }

    static Polysemanticity neurons(TrainedModel model) {
        return Polysemanticity.of(model.directions());
    }

    private static List<Level> levels(List<TrainedModels> parts) {
        int jobs = parts.size() / DENSITIES.size();
        return IntStream.range(0, DENSITIES.size())
                .mapToObj(level -> new Level(
                        DENSITIES.get(level),
                        new TrainedModels(parts.subList(level * jobs, (level + 1) * jobs).stream()
                                .flatMap(part -> part.models().stream())
                                .toList())))
                .toList();
    }

    private static Level at(List<Level> levels, double density) {
        return levels.stream()
                .filter(level -> level.density().value() == density)
                .findFirst()
                .orElseThrow();
    }

    private static void staircase(List<Level> levels, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "basis.mono",
                        "Dense features get a neuron each: at density 0.75 the best model has 5 monosemantic neurons.",
                        ELHAGE),
                Band.around(NEURONS, 0),
                at(levels, 0.75).monosemantic());
        verdicts.every(
                new Statement(
                        "basis.mono35", "At density 0.35 the best model has 3 monosemantic neurons left.", ELHAGE),
                Band.around(3, 0),
                at(levels, 0.35).monosemantic());
        verdicts.every(
                new Statement(
                        "basis.poly",
                        "Rare features share all neurons: at density 0.06 the best model has no monosemantic neuron.",
                        ELHAGE),
                Band.around(0, 0),
                at(levels, 0.06).monosemantic());
        verdicts.every(
                new Statement(
                        "basis.staircase",
                        "The rarer features get, the fewer neurons of the best model are monosemantic (change from each"
                                + " density to the next).",
                        ELHAGE),
                Band.atMost(0),
                IntStream.range(1, levels.size())
                        .mapToDouble(next -> levels.get(next).monosemantic()
                                - levels.get(next - 1).monosemantic())
                        .toArray());
    }

    private static void arrangements(List<Level> levels, Verdicts verdicts) {
        arrangement("basis.three-in-two", at(levels, 0.35), new FeatureGroups.Group(3, 2), verdicts);
        arrangement("basis.five-in-three", at(levels, 0.15), new FeatureGroups.Group(5, 3), verdicts);
        arrangement("basis.six-in-four", at(levels, 0.12), new FeatureGroups.Group(6, 4), verdicts);
        arrangement("basis.eight-in-five", at(levels, 0.06), new FeatureGroups.Group(8, 5), verdicts);
        verdicts.every(
                new Statement(
                        "basis.pairs",
                        "At density 0.04 every feature is a pair of neurons: in the best model, all 10 switch on exactly"
                                + " two.",
                        ELHAGE),
                Band.around(FEATURES, 0),
                FeatureCodes.of(at(levels, 0.04).best().directions()).countOf(2));
    }

    private static void arrangement(String id, Level level, FeatureGroups.Group published, Verdicts verdicts) {
        FeatureGroups.Group found = level.groups().largest();
        verdicts.every(
                new Statement(
                        id,
                        "At density " + level.density().value() + " the best model packs " + published.features()
                                + " features into " + published.units()
                                + " neurons (features plus neurons by which its largest group differs).",
                        ELHAGE),
                Band.around(0, 0),
                Math.abs(found.features() - published.features()) + Math.abs(found.units() - published.units()));
    }

    private static void controls(List<Level> levels, TrainedModels linear, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "basis.loss",
                        "The best model loses no more than the best linear model at any density (ratio of losses, one per"
                                + " cent for the samples).",
                        CONTROL),
                Band.atMost(1.01),
                levels.stream().mapToDouble(Level::overLinear).toArray());
        verdicts.mean(
                new Statement(
                        "basis.control.linear",
                        "Without a ReLU hidden units are no neurons: at density 0.75 on average at most one of 5 is"
                                + " monosemantic.",
                        CONTROL),
                Band.atMost(1),
                linear.models().stream()
                        .mapToDouble(model -> neurons(model).unitsOfOneFeature())
                        .toArray());
    }
}
