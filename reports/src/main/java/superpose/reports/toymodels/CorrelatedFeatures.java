package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import superpose.data.SparseFeatures;
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
import superpose.reports.toymodels.CorrelatedModel.Place;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * Features that occur together become orthogonal, lie side by side or become one; features that exclude each other become
 * opposite.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Correlated and anticorrelated features": sets of
 * two in two hidden units, all equally important. Densities are those of a course that follows the paper (ARENA); the paper
 * gives none, nor the sizes of its larger model or its training. Here a model is the one with the lowest loss of ten, as the
 * paper advises for two hidden units, trained by Adam without weight decay at a rate that falls to zero.
 */
final class CorrelatedFeatures implements Reproduction {

    static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section Correlated and Anticorrelated Features";

    @Override
    public About about() {
        return new About(
                "correlated-features",
                "How are features arranged that occur together, or never do?",
                ELHAGE,
                new About.Costs(2, 30, 500));
    }

    /**
     * How much is trained.
     *
     * @param recipe how models are trained; fewer samples a step blur them a little and cost less
     * @param models models in a group, of which the one with the lowest loss counts
     * @param groups groups of models of each world of which a share is judged
     * @param large models of each large world
     */
    private record Plan(Recipe recipe, int models, int groups, int large) {

        static Plan of(Assignment assignment) {
            Recipe paper = Recipe.adam(1e-3).withDecay(Decay.COSINE);
            return assignment.choose(
                    new Plan(paper.withSteps(50), 2, assignment.seeds(1, 1, 1), 1),
                    new Plan(paper.withBatch(256), 10, assignment.seeds(4, 4, 4), 3),
                    new Plan(paper, 10, assignment.seeds(20, 20, 20), 10));
        }

        /** Returns the groups of a world: it takes more of them to judge a share of groups than what each of them shows. */
        int groups(CorrelatedWorld world) {
            if (world.isLarge()) {
                return 1;
            }
            return CorrelatedWorld.WITH_SHARES.contains(world) ? groups : Math.ceilDiv(groups, 2);
        }

        TrainingJob job(CorrelatedWorld world, int group) {
            int each = world.isLarge() ? large : models;
            List<SparseFeatures> worlds = world.densities().stream()
                    .flatMap(density -> IntStream.range(0, each)
                            .mapToObj(seed -> world.sets().world(density)))
                    .toList();
            TrainingJob job = TrainingJob.inWorlds(
                    world.key() + "-" + group,
                    new TrainingJob.Kind(
                            BottleneckArchitecture.RELU_OUTPUT, world.sets().hidden()),
                    worlds,
                    recipe);
            List<TrainingJob.Member> members = IntStream.range(0, worlds.size())
                    .mapToObj(index -> new TrainingJob.Member(
                            job.cast().members().get(index).setup(),
                            () -> world.sets().inEveryPlace(TrainingJob.evaluation(worlds.get(index)))))
                    .toList();
            return new TrainingJob(job.key(), job.model(), job.recipe(), new TrainingJob.Cast(members, List.of()));
        }
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Plan plan = Plan.of(assignment);
        return Map.of(
                "worlds",
                        CorrelatedWorld.ALL.stream()
                                .map(world -> world.sets().words())
                                .distinct()
                                .toList(),
                "steps", plan.recipe().steps(),
                "samples_a_step", plan.recipe().batch(),
                "models_in_a_group", plan.models(),
                "seeds", plan.groups(),
                "models_of_large_worlds", plan.large());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        // Data and models: every world at its densities, in groups of models of which the best counts.
        Plan plan = Plan.of(assignment);
        List<TrainingJob> jobs = new ArrayList<>();
        for (CorrelatedWorld world : CorrelatedWorld.ALL) {
            IntStream.range(0, plan.groups(world)).forEach(group -> jobs.add(plan.job(world, group)));
        }
        Iterator<TrainedModels> trained =
                new Trainings(assignment, lab).of("sets of features", jobs).iterator();
        List<CorrelatedModel> models = new ArrayList<>();
        for (CorrelatedWorld world : CorrelatedWorld.ALL) {
            IntStream.range(0, plan.groups(world))
                    .forEach(group -> add(trained.next().models(), new Place(world, 0, group, 0), models));
        }

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        new CorrelatedClaims(models, verdicts).judge();
        CorrelatedFigures figures = new CorrelatedFigures(models);
        return new Outcome(summary(models), figures.sections(), verdicts.all(), figures.tables());
    }

    /** The models of a group stand in the order of the densities, those of a density side by side. */
    private static void add(List<TrainedModel> trained, Place group, List<CorrelatedModel> models) {
        List<Double> densities = group.world().densities();
        int each = trained.size() / densities.size();
        for (int index = 0; index < trained.size(); index++) {
            Place place = new Place(group.world(), densities.get(index / each), group.group(), index % each);
            models.add(new CorrelatedModel(place, trained.get(index)));
        }
    }

    private static Outcome.Summary summary(List<CorrelatedModel> models) {
        String pairs = share(models, CorrelatedWorld.PAIRS, CorrelatedModel::isOrthogonalWithinAndOppositeAcross);
        String exclusive = share(models, CorrelatedWorld.EXCLUSIVE_PAIRS, CorrelatedModel::isOppositeWithin);
        String three = share(models, CorrelatedWorld.THREE_PAIRS, CorrelatedModel::isSideBySide);
        return new Outcome.Summary(
                "Members of two correlated pairs were orthogonal to each other and opposite to the other pair in "
                        + pairs
                        + " of models, members of exclusive pairs opposite in " + exclusive
                        + ", and members of three correlated pairs side by side in " + three
                        + ", counting the model with the lowest loss of each group.",
                List.of(
                        new KeyNumber(pairs, "two correlated pairs", "orthogonal within, opposite across"),
                        new KeyNumber(exclusive, "two anticorrelated pairs", "opposite within"),
                        new KeyNumber(three, "three correlated pairs", "side by side")));
    }

    private static String share(
            List<CorrelatedModel> models, CorrelatedWorld world, Predicate<CorrelatedModel> arranged) {
        List<CorrelatedModel> best = CorrelatedModel.best(CorrelatedModel.in(world, models));
        return ExperimentPage.percent(best.stream().filter(arranged).count() / (double) best.size());
    }
}
