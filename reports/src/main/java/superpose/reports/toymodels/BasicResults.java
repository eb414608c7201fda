package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.data.Density;
import superpose.reports.experiments.Lab;
import superpose.reports.pages.KeyNumber;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.BasicRun.Kind;
import superpose.reports.toymodels.BasicRun.Setting;
import superpose.reports.toymodels.BasicRun.Training;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * A linear model keeps the features that matter most, one for each hidden unit; a model with a ReLU keeps more of them, the
 * rarer they are.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", sections "Demonstrating Superposition" and "Basic Results":
 * 20 features in 5 hidden units with importance 0.7^i, and 80 in 20 with 0.9^i. The paper does not describe the training;
 * here it is Adam without weight decay, whose rate falls to zero, because the decay of its notebook would outweigh features
 * that are on once in a thousand samples.
 */
final class BasicResults implements Reproduction {

    static final String ELHAGE = "Elhage et al. (2022), Toy Models of Superposition, section Basic Results";

    /** Densities of replications, from dense to one sample in a thousand. */
    private static final List<Density> DENSITIES = Density.list(1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001);

    static final Setting SMALL = new Setting(20, 5, 0.7);
    private static final Setting LARGE = new Setting(80, 20, 0.9);

    @Override
    public About about() {
        return new About(
                "basic-results",
                "Which features does a model keep, and how many?",
                ELHAGE,
                new About.Costs(2, 31, 100));
    }

    /**
     * How much is trained.
     *
     * @param densities from dense to rare
     * @param steps steps of a training
     * @param small seeds of the small setting
     * @param large seeds of the large setting
     */
    private record Plan(List<Density> densities, int steps, int small, int large) {

        static Plan of(Assignment assignment) {
            return assignment.choose(
                    new Plan(Density.list(1, 0.1, 0.01), 60, assignment.seeds(1, 1, 1), 1),
                    new Plan(DENSITIES, 10_000, assignment.seeds(3, 3, 3), 1),
                    new Plan(DENSITIES, 10_000, assignment.seeds(10, 10, 10), assignment.seeds(5, 5, 5)));
        }

        Recipe recipe() {
            // At a rate of 1e-3 these steps do not part the last feature that is kept from the first that is not.
            return Recipe.adam(3e-3).withSteps(steps).withDecay(Decay.COSINE);
        }

        /** Returns every training: each setting linear and with a ReLU, and one control. */
        List<Training> trainings() {
            List<Training> trainings = new ArrayList<>();
            IntStream.range(0, small).forEach(seed -> addBoth(SMALL, seed, trainings));
            IntStream.range(0, large).forEach(seed -> addBoth(LARGE, seed, trainings));
            trainings.add(new Training(SMALL, Kind.REVERSED, 0));
            return trainings;
        }

        private static void addBoth(Setting setting, int seed, List<Training> trainings) {
            trainings.add(new Training(setting, Kind.LINEAR, seed));
            trainings.add(new Training(setting, Kind.RELU, seed));
        }
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Plan plan = Plan.of(assignment);
        return Map.of(
                "features_in_hidden_units", List.of(SMALL.words(), LARGE.words()),
                "densities", plan.densities().stream().map(Density::value).toList(),
                "steps", plan.steps(),
                "seeds", plan.small(),
                "seeds_of_the_larger", plan.large());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Plan plan = Plan.of(assignment);

        // Data and models: each setting at all densities, linear and with a ReLU, from several seeds.
        List<Training> trainings = plan.trainings();
        List<TrainedModels> trained = new Trainings(assignment, lab)
                .of(
                        "basic results",
                        trainings.stream()
                                .map(training -> training.job(plan.densities(), plan.recipe()))
                                .toList());
        List<BasicRun> runs = new ArrayList<>();
        for (int index = 0; index < trained.size(); index++) {
            for (int level = 0; level < plan.densities().size(); level++) {
                runs.add(new BasicRun(
                        trainings.get(index),
                        plan.densities().get(level),
                        trained.get(index).models().get(level)));
            }
        }

        // Claims, then the figures that show them.
        Verdicts verdicts = new Verdicts(assignment);
        BasicClaims claims = new BasicClaims(runs, verdicts);
        claims.judge();
        BasicFigures figures = new BasicFigures(runs);
        return new Outcome(
                summary(claims),
                List.of(figures.counts(), figures.kept(), figures.losses()),
                verdicts.all(),
                figures.tables());
    }

    private static Outcome.Summary summary(BasicClaims claims) {
        String linear = words(claims.keptByLinear());
        String most = words(claims.most());
        return new Outcome.Summary(
                "In " + SMALL.hidden() + " hidden units, linear models kept "
                        + linear + " of " + SMALL.features()
                        + " features at any density, and ReLU models " + most + " at the density"
                        + " where they kept most.",
                List.of(
                        new KeyNumber(linear, "features kept by linear models", "of 20 in 5 hidden units"),
                        new KeyNumber(most, "features kept by ReLU models", "at the best density, every seed")));
    }

    private static String words(double[] counts) {
        int least = (int) DoubleStream.of(counts).min().orElseThrow();
        int most = (int) DoubleStream.of(counts).max().orElseThrow();
        return least == most ? String.valueOf(most) : least + " to " + most;
    }
}
