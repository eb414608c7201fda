package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import superpose.data.Density;
import superpose.reports.experiments.Lab;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * A linear model keeps the features that matter most, one for each hidden unit; a model with a ReLU keeps more of them, the
 * rarer they are.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Basic Results": 20 features in 5 hidden units with
 * importance 0.7^i, and 80 in 20 with 0.9^i. The paper does not describe the training; here it is Adam without weight decay,
 * whose rate falls to zero, because decay at a constant rate would outweigh features that are on once in a thousand samples.
 */
final class BasicResults implements Reproduction {

    private static final String ELHAGE = "Elhage et al. (2022), Toy Models of Superposition, section Basic Results";
    private static final String FOUND = "control";

    /** Densities in replications of the paper, from dense to one sample in a thousand. */
    private static final List<Density> DENSITIES = Density.list(1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001);

    private static final BasicRun.Setting SMALL = new BasicRun.Setting(20, 5, 0.7);
    private static final BasicRun.Setting LARGE = new BasicRun.Setting(80, 20, 0.9);

    @Override
    public About about() {
        return new About(
                "basic-results",
                "Which features does a model keep, and how many?",
                ELHAGE,
                new About.Costs(1, 30, 150));
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

        Recipe recipe() {
            return Recipe.adam(1e-3).withSteps(steps).withDecay(Decay.COSINE);
        }

        int seeds(BasicRun.Setting setting) {
            return setting.equals(SMALL) ? small : large;
        }
    }

    private static Plan plan(Assignment assignment) {
        return assignment.choose(
                new Plan(Density.list(1, 0.1, 0.01), 60, assignment.seeds(1, 1, 1), 1),
                new Plan(DENSITIES, 10_000, assignment.seeds(3, 3, 3), 1),
                new Plan(DENSITIES, 10_000, assignment.seeds(10, 10, 10), assignment.seeds(5, 5, 5)));
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Plan plan = plan(assignment);
        return Map.of(
                "models", List.of(SMALL.words(), LARGE.words()),
                "densities", plan.densities().stream().map(Density::value).toList(),
                "steps", plan.steps(),
                "seeds", plan.small(),
                "seeds_of_the_larger", plan.large());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Plan plan = plan(assignment);

        // Data and models: each setting at all densities, linear and with a ReLU, from several seeds.
        List<Task> tasks = new ArrayList<>();
        for (BasicRun.Setting setting : List.of(SMALL, LARGE)) {
            for (int seed = 0; seed < plan.seeds(setting); seed++) {
                tasks.add(new Task(setting, Kind.LINEAR, seed));
                tasks.add(new Task(setting, Kind.RELU, seed));
            }
        }
        tasks.add(new Task(SMALL, Kind.REVERSED, 0));
        List<TrainedModels> trained = new Trainings(assignment, lab)
                .of("basic results", tasks.stream().map(task -> task.job(plan)).toList());
        List<BasicRun> linear = runs(plan, tasks, trained, Kind.LINEAR);
        List<BasicRun> relu = runs(plan, tasks, trained, Kind.RELU);
        for (BasicRun r : linear) {
            System.err.printf("LIN %s p=%s seed=%d rep=%d mis=%.0f lossratio=%.4f sampled=%.4f bias=%.3f%n", r.setting().words(), r.density().value(), r.seed(), r.norms().represented(), r.misplaced(), r.linearLossRatio(), r.lossRatio(), r.biasError());
        }
        for (BasicRun r : relu) {
            System.err.printf("RELU %s p=%s seed=%d rep=%d mis=%.0f sampled=%.4f bias=%.3f ded=%d sup=%d order=%.3f anti=%.3f%n", r.setting().words(), r.density().value(), r.seed(), r.norms().represented(), r.misplaced(), r.lossRatio(), r.biasError(), r.dedicated().size(), r.superposed().size(), r.order(), r.antipodal());
        }
        throw new IllegalStateException();
    }

    private enum Kind {LINEAR, RELU, REVERSED}

    private record Task(BasicRun.Setting setting, Kind kind, int seed) {
        TrainingJob job(Plan plan) {
            return TrainingJob.inWorlds(
                    setting.features() + "-in-" + setting.hidden() + "-" + kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + seed,
                    new TrainingJob.Kind(kind == Kind.RELU ? BottleneckArchitecture.RELU_OUTPUT : BottleneckArchitecture.LINEAR, setting.hidden()),
                    plan.densities().stream().map(density -> kind == Kind.REVERSED ? setting.reversed(density) : setting.world(density)).toList(),
                    plan.recipe());
        }
    }

    private static List<BasicRun> runs(Plan plan, List<Task> tasks, List<TrainedModels> trained, Kind kind) {
        List<BasicRun> runs = new ArrayList<>();
        for (int index = 0; index < tasks.size(); index++) {
            Task task = tasks.get(index);
            for (int level = 0; task.kind() == kind && level < plan.densities().size(); level++) {
                runs.add(new BasicRun(task.setting(), plan.densities().get(level), task.seed(), trained.get(index).models().get(level)));
            }
        }
        return runs;
    }
}
