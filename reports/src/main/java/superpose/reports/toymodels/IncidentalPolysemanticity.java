package superpose.reports.toymodels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.analysis.geometry.Collisions;
import superpose.analysis.geometry.FourthPowers;
import superpose.analysis.statistics.PowerLaw;
import superpose.data.FixedSamples;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
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
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.Recipe;
import superpose.toymodels.Regularization;
import superpose.toymodels.WeightDecay;

/**
 * Hidden units are shared by features even where there is a unit for each: a penalty on weights makes every feature pick one
 * unit, and picks collide by chance.
 *
 * <p>Source: Lecomte et al. (2023), "What Causes Polysemanticity? An Alternative Origin Story of Mixed Selectivity from
 * Incidental Causes", and its code. Departures: the source's model has no output bias, ours has one that is taken back to
 * zero at every step, so that it never exceeds one step of the optimizer; fewer features and seeds than the source below the
 * paper's size.
 */
final class IncidentalPolysemanticity implements Reproduction {

    private static final String LECOMTE = "Lecomte et al. (2023), What Causes Polysemanticity?, ";
    private static final String CONTROL = "control";
    private static final double RATE = 1e-3;
    private static final double PENALTY = 1e-3;
    private static final int STEPS = 7_500;

    /** A decay of biases that takes all of them off at every step. */
    private static final WeightDecay NO_BIAS = new WeightDecay(0.01, 1 / RATE);

    private static final Seed ROOT = new Seed(0).child("incidental");

    @Override
    public About about() {
        return new About(
                "incidental-polysemanticity",
                "Do features share a unit where there is one for each?",
                LECOMTE + "experiment on collisions",
                new About.Costs(1, 15, 40_000));
    }

    private static int features(Assignment assignment) {
        return assignment.choose(8, 24, 256);
    }

    private static int steps(Assignment assignment) {
        // At the source's steps models with as many units as features have not picked their units yet.
        return assignment.choose(80, 2 * STEPS, 2 * STEPS);
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(2, 12, 16);
    }

    private static List<Integer> units(Assignment assignment) {
        int features = features(assignment);
        List<Integer> ratios = assignment.choose(List.of(1, 2), List.of(1, 2, 4, 8), List.of(1, 2, 4, 8, 16));
        return ratios.stream().map(ratio -> ratio * features).toList();
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features",
                features(assignment),
                "hidden",
                units(assignment),
                "steps",
                steps(assignment),
                "seeds",
                seeds(assignment),
                "l1",
                PENALTY,
                "learning_rate",
                RATE);
    }

    /** The models of one number of units. */
    record Trained(int units, TrainedModels models) {

        double[] each(ToDoubleFunction<TrainedModel> measure) {
            return models.models().stream().mapToDouble(measure).toArray();
        }

        double mean(ToDoubleFunction<TrainedModel> measure) {
            return Arrays.stream(each(measure)).average().orElseThrow();
        }

        double sharedUnits() {
            return mean(model -> collisions(model).shared());
        }

        double predicted() {
            return collisions(models.models().getFirst()).predicted();
        }
    }

    static Collisions collisions(TrainedModel model) {
        return Collisions.of(model.directions());
    }

    static double fourth(TrainedModel model) {
        return FourthPowers.of(model.directions()).mean();
    }

    /** The squared error of a feature alone, summed over outputs. */
    static double lossPerFeature(TrainedModel model) {
        return model.loss() / model.directions().features();
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Plan plan = new Plan(features(assignment), steps(assignment), seeds(assignment));
        List<Integer> units = units(assignment);
        // Large models take long, so every model is a training of its own, the largest first.
        List<TrainingJob> jobs = units.reversed().stream()
                .flatMap(count -> plan.jobs("units-" + count, count, PENALTY))
                .toList();
        List<TrainingJob> unpenalised =
                plan.jobs("no-penalty", units.getFirst(), 0).toList();
        Trainings trainings = new Trainings(assignment, lab);
        List<TrainedModels> models = trainings.of("features that pick units", jobs);
        Trained control = plan.together(trainings.of("without a penalty", unpenalised), 0, units.getFirst());
        List<Trained> trained = IntStream.range(0, units.size())
                .mapToObj(index -> plan.together(models, units.size() - 1 - index, units.get(index)))
                .toList();
        Verdicts verdicts = new Verdicts(assignment);
        judge(trained, verdicts);
        judgeControl(control, verdicts);
        return new CollisionFigures(trained, control).outcome(summary(trained), verdicts.all());
    }

    /**
     * What does not depend on the number of units.
     *
     * @param features number of features, each of which is a sample: it alone is on
     * @param steps length of a training
     * @param seeds models of each kind
     */
    private record Plan(int features, int steps, int seeds) {

        private static final int FRAMES = 10;

        Stream<TrainingJob> jobs(String key, int units, double penalty) {
            return IntStream.range(0, seeds).mapToObj(seed -> job(key + "-seed-" + seed, units, penalty));
        }

        private TrainingJob job(String key, int units, double penalty) {
            BottleneckModel model = BottleneckModel.of(
                            new BottleneckShape(1, features, units), BottleneckArchitecture.RELU_OUTPUT)
                    .withInitialStd(1 / Math.sqrt(units));
            Recipe recipe = Recipe.adam(RATE)
                    .withSteps(steps)
                    .withBatch(features)
                    .withRegularization(Regularization.of(NO_BIAS).withL1(penalty));
            Matrix basis = basis();
            TrainingJob.Member member = new TrainingJob.Member(
                    () -> new InstanceSetup(new FixedSamples(basis), summed(), ROOT.child(key)), () -> basis);
            // A film of the largest models would fill the disk.
            boolean filmed = units == features;
            return new TrainingJob(
                    key, model, recipe, new TrainingJob.Cast(List.of(member), filmed ? frames() : List.of()));
        }

        private List<Integer> frames() {
            return IntStream.rangeClosed(1, FRAMES)
                    .mapToObj(frame -> frame * steps / FRAMES)
                    .toList();
        }

        private Matrix basis() {
            float[] values = new float[features * features];
            for (int feature = 0; feature < features; feature++) {
                values[feature * features + feature] = 1;
            }
            return Matrix.of(features, features, values);
        }

        /** The source sums squared errors over samples and outputs, where our loss is their mean. */
        private Importance summed() {
            double[] weights = new double[features];
            Arrays.fill(weights, (double) features * features);
            return Importance.of(weights);
        }

        Trained together(List<TrainedModels> models, int group, int units) {
            return new Trained(
                    units,
                    new TrainedModels(models.subList(group * seeds, (group + 1) * seeds).stream()
                            .flatMap(one -> one.models().stream())
                            .toList()));
        }
    }

    private static void judge(List<Trained> trained, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "inc.law",
                        "With n features and m >= n units, about n^2 / (4 m) units are shared (mean over seeds over the law's"
                                + " number, for each m).",
                        LECOMTE + "section on the number of collisions"),
                new Band(0.5, 2),
                trained.stream()
                        .mapToDouble(one -> one.sharedUnits() / one.predicted())
                        .toArray());
        judgeSlope(trained, verdicts);
        verdicts.every(
                new Statement(
                        "inc.pick",
                        "The penalty makes each feature pick one unit: the sum of fourth powers of its weights ends near 1"
                                + " (mean over features, for each m).",
                        LECOMTE + "section on sparsity from L1"),
                Band.around(1, 0.2),
                trained.stream()
                        .mapToDouble(one -> one.mean(IncidentalPolysemanticity::fourth))
                        .toArray());
        verdicts.every(
                new Statement(
                        "inc.needless",
                        "Sharing is not for want of room and does no harm: the features are read out almost perfectly"
                                + " (squared error of a feature, for each m).",
                        LECOMTE + "introduction"),
                Band.atMost(0.01),
                trained.stream()
                        .mapToDouble(one -> one.mean(IncidentalPolysemanticity::lossPerFeature))
                        .toArray());
        verdicts.every(
                new Statement(
                        "inc.signs",
                        "Two features share a unit only with opposite signs, which the ReLU tells apart (share of the shared"
                                + " units, all m).",
                        LECOMTE + "section on interference between features"),
                Band.atLeast(0.95),
                total(trained, model -> collisions(model).opposed())
                        / total(trained, model -> collisions(model).shared()));
    }

    private static void judgeSlope(List<Trained> trained, Verdicts verdicts) {
        Statement statement = new Statement(
                "inc.slope",
                "The number of shared units falls as 1 / m (exponent of m in a fitted power law).",
                LECOMTE + "section on the number of collisions");
        Band expected = Band.around(-1, 0.35);
        List<Trained> seen =
                trained.stream().filter(one -> one.sharedUnits() > 0).toList();
        if (seen.size() < 3) {
            verdicts.notRun(statement, expected);
            return;
        }
        PowerLaw law = PowerLaw.of(
                seen.stream().mapToDouble(Trained::units).toArray(),
                seen.stream().mapToDouble(Trained::sharedUnits).toArray());
        verdicts.estimate(statement, expected, law.exponentInterval(0.95));
    }

    private static double total(List<Trained> trained, ToDoubleFunction<TrainedModel> measure) {
        return trained.stream()
                .mapToDouble(one -> Arrays.stream(one.each(measure)).sum())
                .sum();
    }

    private static void judgeControl(Trained control, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "inc.control",
                        "Without the penalty features spread over units and none is shared (shared units, m = n).",
                        CONTROL),
                Band.around(0, 0),
                control.each(model -> collisions(model).shared()));
    }

    private static Outcome.Summary summary(List<Trained> trained) {
        Trained least = trained.getFirst();
        Trained most = trained.getLast();
        return new Outcome.Summary(
                "Yes: " + least.units() + " features on as many units share "
                        + ExperimentPage.number(least.sharedUnits())
                        + " of them on average (the law says " + ExperimentPage.number(least.predicted()) + "), and on "
                        + most.units() + " units still " + ExperimentPage.number(most.sharedUnits()) + " (the law: "
                        + ExperimentPage.number(most.predicted()) + ").",
                List.of(new KeyNumber(
                        ExperimentPage.number(total(
                                        trained, model -> collisions(model).shared())
                                / total(trained, model -> collisions(model).predicted())),
                        "shared units over n^2 / (4 m)",
                        "all models together")));
    }
}
