package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.analysis.recovery.ChanceMatch;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.probes.dictionary.Batches;
import superpose.reports.experiments.Lab;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.FittedDictionaries.Feed;
import superpose.reports.toymodels.FittedDictionaries.Fit;
import superpose.reports.toymodels.FittedDictionaries.Input;
import superpose.reports.toymodels.FittedDictionaries.Learner;
import superpose.reports.toymodels.FittedDictionaries.Plan;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Recipe;
import superpose.toymodels.WeightDecay;

/**
 * A sparse dictionary, fitted to nothing but the hidden activations of a toy model, finds the directions of its features.
 *
 * <p>Source: the models and the number to reach are those of Bushnaq, Braun and Sharkey (2025), "Stochastic Parameter
 * Decomposition", which takes a model's weights apart; for dictionaries of activations no number is published. Matching and
 * the choice of the size follow Sharkey, Braun and Millidge (2022), "Taking features out of superposition with sparse
 * autoencoders".
 */
final class SparseDictionaries implements Reproduction {

    /** Mean max cosine similarity to reach. */
    static final double GOAL = 0.99;

    private static final Density DENSITY = new Density(0.05);
    private static final Seed ROOT = new Seed(0).child("sparse dictionaries");

    /** The paper's training. */
    private static final Recipe RECIPE = Recipe.adam(5e-3).withWeightDecay(WeightDecay.ofAll(0.01));

    private static final List<Toy> TOYS = List.of(
            new Toy(5, 2, 1_024, List.of(2, 3, 4, 5, 6, 8, 10)),
            new Toy(40, 10, 8_192, List.of(20, 30, 40, 50, 60, 80)));

    /**
     * A toy model of the paper.
     *
     * @param features all alike
     * @param hidden hidden units
     * @param batch samples a step
     * @param sizes numbers of atoms that are tried, the number of features among them
     */
    record Toy(int features, int hidden, int batch, List<Integer> sizes) {

        String words() {
            return features + "-" + hidden;
        }
    }

    @Override
    public About about() {
        return new About(
                "sparse-dictionaries",
                "Do sparse dictionaries find the features of a toy model?",
                "Bushnaq, Braun and Sharkey (2025), Stochastic Parameter Decomposition, for the models and the goal",
                new About.Costs(1, 8, 120));
    }

    /**
     * How much is done.
     *
     * @param steps of a training of a toy model
     * @param largestBatch samples a step, where the paper has more
     * @param feed of the dictionaries
     * @param draws random dictionaries for chance
     */
    private record Size(int steps, int largestBatch, Feed feed, int draws) {

        Recipe recipe(Toy toy) {
            return RECIPE.withSteps(steps).withBatch(Math.min(largestBatch, toy.batch()));
        }
    }

    private static Size size(Assignment assignment) {
        return assignment.choose(
                new Size(50, 128, new Feed(200, Optional.of(new Batches(32, 20))), 2),
                new Size(10_000, 1_024, new Feed(40_000, Optional.empty()), 50),
                new Size(10_000, 8_192, new Feed(200_000, Optional.empty()), 200));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 3, 10);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "models", TOYS.stream().map(Toy::words).toList(),
                "density", DENSITY.value(),
                "atoms", TOYS.stream().map(Toy::sizes).toList(),
                "steps", size.steps(),
                "batches", TOYS.stream().map(toy -> size.recipe(toy).batch()).toList(),
                "samples", size.feed().samples(),
                "random_dictionaries", size.draws(),
                "seeds", seeds(assignment));
    }

    /**
     * A trained toy model.
     *
     * @param toy its kind
     * @param seed number of the seed
     * @param truth its feature directions, [features, hidden]
     */
    record Model(Toy toy, int seed, FeatureDirections truth) {

        Seed seeds() {
            return ROOT.child(toy.words()).child(seed);
        }
    }

    /**
     * Dictionaries of a model.
     *
     * @param model whose
     * @param learner what learned them
     * @param input what they were fitted to
     * @param fitted the dictionaries, of the number of features alone for shuffled input
     */
    record Run(Model model, Learner learner, Input input, FittedDictionaries fitted) {

        /** Returns the dictionary that has as many atoms as there are features. */
        Fit asLargeAsTruth() {
            return fitted.of(model.toy().features());
        }
    }

    /**
     * How well random directions match a model's.
     *
     * @param model whose
     * @param atoms how many random directions
     * @param match by how much
     */
    record Chance(Model model, int atoms, ChanceMatch match) {}

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);
        List<Model> models = trained(assignment, lab);
        List<Run> runs = fitted(models, size, lab);
        List<Chance> chances = models.stream()
                .flatMap(model -> model.toy().sizes().stream()
                        .map(atoms -> new Chance(
                                model,
                                atoms,
                                ChanceMatch.of(
                                        model.truth(),
                                        atoms,
                                        size.draws(),
                                        model.seeds().child("chance")))))
                .toList();
        Verdicts verdicts = new Verdicts(assignment);
        TOYS.forEach(toy -> new SparseDictionaryClaims(runs, chances, toy).judge(verdicts));
        return new SparseDictionaryFigures(runs, chances).outcome(TOYS, verdicts.all());
    }

    private static List<Model> trained(Assignment assignment, Lab lab) {
        int seeds = seeds(assignment);
        List<TrainingJob> jobs = TOYS.stream()
                .map(toy -> TrainingJob.inWorlds(
                        toy.words(),
                        new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, toy.hidden()),
                        Collections.nCopies(seeds, SparseFeatures.uniform(toy.features(), DENSITY)),
                        size(assignment).recipe(toy)))
                .toList();
        List<TrainedModels> trained = new Trainings(assignment, lab).of("toy models", jobs);
        List<Model> models = new ArrayList<>();
        for (int toy = 0; toy < jobs.size(); toy++) {
            for (int seed = 0; seed < seeds; seed++) {
                models.add(new Model(
                        TOYS.get(toy), seed, trained.get(toy).models().get(seed).directions()));
            }
        }
        return models;
    }

    private static List<Run> fitted(List<Model> models, Size size, Lab lab) {
        record Task(Model model, Plan plan) {}
        List<Task> tasks = new ArrayList<>();
        for (Model model : models) {
            for (Learner learner : Learner.values()) {
                Toy toy = model.toy();
                tasks.add(new Task(model, new Plan(learner, Input.ACTIVATIONS, toy.sizes(), size.feed())));
                tasks.add(new Task(model, new Plan(learner, Input.SHUFFLED, List.of(toy.features()), size.feed())));
            }
        }
        return lab.eachOf("dictionaries", tasks.size(), index -> {
            Model model = tasks.get(index).model();
            Plan plan = tasks.get(index).plan();
            String key = model.toy().words() + "-seed" + model.seed() + "-"
                    + plan.learner().words() + "-" + plan.input().words();
            FittedDictionaries fitted = lab.points()
                    .point(
                            key,
                            FittedDictionaries.class,
                            () -> FittedDictionaries.of(model.truth(), DENSITY, plan, model.seeds()));
            return new Run(model, plan.learner(), plan.input(), fitted);
        });
    }

    static List<Run> of(List<Run> runs, Toy toy, Input input) {
        return runs.stream()
                .filter(run -> run.model().toy().equals(toy) && run.input() == input)
                .toList();
    }
}
