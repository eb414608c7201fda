package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.LinearLoss;
import superpose.data.Density;
import superpose.data.Importance;
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

    private static final String ELHAGE = "Elhage et al. (2022), Toy Models of Superposition, section Basic Results";
    private static final String CARD = "sardines-mlp, model card, replication of Elhage et al. (2022)";
    private static final String CONTROL = "control";

    /** Densities of replications, from dense to one sample in a thousand. */
    private static final List<Density> DENSITIES = Density.list(1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001);

    /** From here on features are so rare that a ReLU model must beat every linear one. */
    private static final double RARE = 0.3;

    /** Below this density biases are smaller than what training blurs them by. */
    private static final double MEASURABLE = 0.01;

    private static final Setting SMALL = new Setting(20, 5, 0.7);
    private static final Setting LARGE = new Setting(80, 20, 0.9);

    @Override
    public About about() {
        return new About(
                "basic-results",
                "Which features does a model keep, and how many?",
                ELHAGE,
                new About.Costs(1, 30, 200));
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
                "seeds_of_the_smaller", plan.small(),
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
        judgeLinear(runs, verdicts);
        judgeRelu(runs, verdicts);
        judgeSuperposition(runs, verdicts);
        BasicFigures figures = new BasicFigures(runs);
        return new Outcome(
                summary(runs), List.of(figures.counts(), figures.kept(), figures.losses()), verdicts.all(), figures.tables());
    }

    private static void judgeLinear(List<BasicRun> runs, Verdicts verdicts) {
        verdicts.exact(
                new Statement(
                        "linear.formula",
                        "The best linear model of 5 features in 2 hidden units, of importance 0.9^i and always on, loses"
                                + " 0.036585.",
                        CONTROL),
                Band.around(0.036585, 5e-7),
                LinearLoss.best(new Density(1), Importance.geometric(5, 0.9), 2).value());
        verdicts.every(
                new Statement(
                        "linear.top",
                        "A linear model keeps exactly the features that matter most, one for each hidden unit, at every"
                                + " density (features that are not where they belong, every seed).",
                        ELHAGE),
                Band.atMost(0),
                of(runs, BasicResults::isLinear, BasicRun::misplaced));
        verdicts.every(
                new Statement(
                        "linear.loss",
                        "A linear model loses what it leaves out: its expected loss is the sum of I_i (p/3 - p^2/4) over"
                                + " the features that it does not keep (ratio, every density and seed).",
                        ELHAGE),
                Band.around(1, 0.01),
                of(runs, BasicResults::isLinear, BasicRun::linearLossRatio));
        verdicts.every(
                new Statement(
                        "linear.bias",
                        "A linear model's bias is 0 for features that it passes on and the mean p/2 for the others"
                                + " (largest distance in units of p/2, every seed, densities of 0.01 and more: below, p/2 is"
                                + " lost in the noise of the training).",
                        ELHAGE),
                Band.atMost(0.1),
                of(runs, run -> isLinear(run) && run.density().value() >= MEASURABLE, BasicRun::biasError));
        verdicts.every(
                new Statement(
                        "linear.control.reversed",
                        "It is importance that decides, not the order of the features: where the last matters most, a"
                                + " linear model keeps the last (features that are not where they belong).",
                        CONTROL),
                Band.atMost(0),
                of(runs, run -> run.training().kind() == Kind.REVERSED, BasicRun::misplaced));
    }

    private static void judgeRelu(List<BasicRun> runs, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "relu.dense",
                        "Where every feature is always on, a ReLU model keeps what a linear one keeps (features that are"
                                + " not where they belong, every seed).",
                        ELHAGE),
                Band.atMost(0),
                of(runs, run -> isRelu(run) && run.density().value() == 1, BasicRun::misplaced));
        verdicts.every(
                new Statement(
                        "relu.loss",
                        "A ReLU model never loses more than the best linear model (ratio on the same fresh samples, every"
                                + " density and seed).",
                        "closed form, after " + ELHAGE),
                Band.atMost(1.01),
                of(runs, BasicResults::isRelu, BasicRun::lossRatio));
        verdicts.every(
                new Statement(
                        "relu.gain",
                        "Where features are rare, at a density of 0.3 or less, a ReLU model loses less than the best linear"
                                + " model (ratio on the same fresh samples, every seed).",
                        ELHAGE),
                Band.atMost(0.99),
                of(runs, run -> isRelu(run) && run.density().value() <= RARE, BasicRun::lossRatio));
    }

    private static void judgeSuperposition(List<BasicRun> runs, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "relu.monotone",
                        "A ReLU model represents more features, or as many, the rarer they are (largest number lost from"
                                + " one density to the next, every seed).",
                        ELHAGE),
                Band.atMost(0),
                largestFalls(runs));
        verdicts.every(
                new Statement(
                        "relu.count",
                        "A ReLU model of 20 features represents up to 13 or 14 of them in 5 hidden units (most at any"
                                + " density, every seed).",
                        CARD),
                new Band(13, 14),
                most(runs));
        verdicts.every(
                new Statement(
                        "relu.order",
                        "Superposition starts with the features that matter least: at density 0.3, those with a dimension for"
                                + " themselves matter more than those that share (AUROC of importance, every seed with both).",
                        ELHAGE),
                Band.atLeast(0.9),
                measured(runs, BasicRun::order));
        verdicts.every(
                new Statement(
                        "relu.pairs",
                        "Superposition starts with antipodal pairs: at density 0.3, features that share their dimensions"
                                + " have an opposite (share with cos < -0.9, every seed).",
                        ELHAGE),
                Band.atLeast(0.9),
                measured(runs, BasicRun::antipodal));
    }

    private static boolean isLinear(BasicRun run) {
        return run.training().kind() == Kind.LINEAR;
    }

    private static boolean isRelu(BasicRun run) {
        return run.training().kind() == Kind.RELU;
    }

    private static double[] of(
            List<BasicRun> runs, Predicate<BasicRun> chosen, ToDoubleFunction<BasicRun> measure) {
        return runs.stream().filter(chosen).mapToDouble(measure).toArray();
    }

    /** Measures where superposition starts; models without any of it have nothing to measure. */
    private static double[] measured(List<BasicRun> runs, ToDoubleFunction<BasicRun> measure) {
        return DoubleStream.of(of(runs, run -> isRelu(run) && run.density().value() == RARE, measure))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static List<double[]> represented(List<BasicRun> runs, Predicate<Training> chosen) {
        return runs.stream()
                .map(BasicRun::training)
                .distinct()
                .filter(training -> training.kind() == Kind.RELU && chosen.test(training))
                .map(training -> of(runs, run -> run.training().equals(training), run -> run.norms()
                        .represented()))
                .toList();
    }

    private static double[] largestFalls(List<BasicRun> runs) {
        return represented(runs, training -> true).stream()
                .mapToDouble(counts -> IntStream.range(1, counts.length)
                        .mapToDouble(level -> counts[level - 1] - counts[level])
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static double[] most(List<BasicRun> runs) {
        return represented(runs, training -> training.setting().equals(SMALL)).stream()
                .mapToDouble(counts -> DoubleStream.of(counts).max().orElseThrow())
                .toArray();
    }

    private static Outcome.Summary summary(List<BasicRun> runs) {
        double[] linear = of(runs, run -> isLinear(run) && isSmall(run), run -> run.norms().represented());
        String most = words(most(runs));
        return new Outcome.Summary(
                "In " + SMALL.hidden() + " hidden units, linear models kept "
                        + words(linear) + " of " + SMALL.features()
                        + " features at any density, and ReLU models up to " + most
                        + " where the features were rarest.",
                List.of(
                        new KeyNumber(words(linear), "features kept by linear models", "of 20 in 5 hidden units"),
                        new KeyNumber(most, "features kept by ReLU models", "at the best density, every seed")));
    }

    private static boolean isSmall(BasicRun run) {
        return run.training().setting().equals(SMALL);
    }

    private static String words(double[] counts) {
        int least = (int) DoubleStream.of(counts).min().orElseThrow();
        int most = (int) DoubleStream.of(counts).max().orElseThrow();
        return least == most ? String.valueOf(most) : least + " to " + most;
    }
}
