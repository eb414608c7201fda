package superpose.reports.toymodels;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.FixedSamples;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.data.UnitLength;
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
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.Decay;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.LearningRate;
import superpose.toymodels.Recipe;
import superpose.toymodels.WeightDecay;

/**
 * A model that sees few samples stores samples in superposition, one that sees many stores features, and between the two it
 * is worst on new samples.
 *
 * <p>Source: Henighan et al. (2023), "Superposition, Memorization, and Double Descent". Departures: 1,000 features of density
 * 0.01, as in the exercise of the ARENA course, where the paper has 10,000 of density 0.001; the exercise's 50,000 steps at a
 * rate of 1e-3 only at the paper's size, fewer steps at a larger rate before.
 */
final class Memorisation implements Reproduction {

    private static final String HENIGHAN =
            "Henighan et al. (2023), Superposition, Memorization, and Double Descent, section ";
    private static final String ARENA = "ARENA course, exercise on superposition and double descent";
    private static final String CONTROL = "control";
    private static final int HIDDEN = 2;
    private static final int TEST_SAMPLES = 2_000;

    /** Up to so many samples are few. */
    private static final int FEW = 10;

    /** Of the training, the rate climbs for so long. */
    private static final double WARM_UP = 0.05;

    private static final Seed ROOT = new Seed(0).child("memorisation");

    @Override
    public About about() {
        return new About(
                "memorisation",
                "When does a model store samples, and when features?",
                HENIGHAN + "Results",
                new About.Costs(1, 18, 1_500));
    }

    private static int features(Assignment assignment) {
        return assignment.choose(100, 1_000, 1_000);
    }

    private static Density density(Assignment assignment) {
        return new Density(assignment.choose(0.1, 0.01, 0.01));
    }

    private static List<Integer> points(Assignment assignment) {
        return assignment.choose(
                List.of(3, 5, 50, 200),
                List.of(3, 5, 8, 10, 30, 100, 200, 500, 2_000),
                List.of(3, 5, 6, 8, 10, 15, 30, 50, 100, 200, 500, 1_000, 2_000));
    }

    private static int steps(Assignment assignment) {
        return assignment.choose(60, 3_000, 50_000);
    }

    private static double rate(Assignment assignment) {
        return assignment.choose(5e-3, 5e-3, 1e-3);
    }

    /** Models of large sets cost more and differ less. */
    private static int seeds(Assignment assignment, int points) {
        int few = assignment.seeds(2, 6, 5);
        return points <= FEW ? few : Math.min(few, assignment.choose(2, 2, 5));
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "features",
                features(assignment),
                "hidden",
                HIDDEN,
                "density",
                density(assignment).value(),
                "points",
                points(assignment),
                "steps",
                steps(assignment),
                "learning_rate",
                rate(assignment),
                "seeds",
                points(assignment).stream()
                        .map(count -> seeds(assignment, count))
                        .toList());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        List<Integer> points = points(assignment);
        SparseFeatures world = SparseFeatures.uniform(features(assignment), density(assignment));
        List<Matrix> sets = points.stream()
                .map(count -> UnitLength.of(world.sample(count, ROOT.child("points-" + count))))
                .toList();
        Matrix test = UnitLength.of(world.sample(TEST_SAMPLES, ROOT.child("test")));
        // The largest set first, or one thread would end with it alone.
        List<TrainingJob> jobs = sets.reversed().stream()
                .map(samples -> job(assignment, samples, test))
                .toList();
        List<TrainedModels> models = new Trainings(assignment, lab)
                .of("models of fixed samples", jobs)
                .reversed();
        List<FittedSet> fitted = lab.each(sets.size(), index -> FittedSet.of(sets.get(index), models.get(index)));
        Verdicts verdicts = new Verdicts(assignment);
        judgeFew(fitted, verdicts);
        judgeUntrained(sets, verdicts);
        judgeMany(fitted, verdicts);
        judgeDescent(fitted, verdicts);
        return new MemorisationFigures(fitted).outcome(summary(fitted), verdicts.all());
    }

    private static TrainingJob job(Assignment assignment, Matrix samples, Matrix test) {
        int steps = steps(assignment);
        int seeds = seeds(assignment, samples.rows());
        String key = String.format(Locale.ROOT, "points-%d", samples.rows());
        LearningRate rate = LearningRate.constant(rate(assignment))
                .withDecay(Decay.HALF_COSINE)
                .withWarmUp((int) (WARM_UP * steps));
        List<TrainingJob.Member> members = IntStream.range(0, seeds)
                .mapToObj(seed -> new TrainingJob.Member(
                        () -> new InstanceSetup(
                                new FixedSamples(samples),
                                Importance.uniform(samples.columns()),
                                ROOT.child(key).child(seed)),
                        () -> test))
                .toList();
        return new TrainingJob(
                key,
                BottleneckModel.of(
                        new BottleneckShape(seeds, samples.columns(), HIDDEN), BottleneckArchitecture.RELU_OUTPUT),
                new Recipe(rate, steps, samples.rows(), WeightDecay.ofAll(0.01)),
                // The last step's loss is the training loss: that on the whole set, at a rate of almost zero.
                new TrainingJob.Cast(members, Collections.singletonList(steps)));
    }

    private static List<FittedSet> few(List<FittedSet> fitted) {
        return fitted.stream().filter(set -> set.points() <= FEW).toList();
    }

    private static void judgeFew(List<FittedSet> fitted, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "dd.polygon",
                        "Of few samples (T up to 10), the hidden vectors form a regular polygon with T corners (largest"
                                + " deviation of an angle between neighbours over 360 / T degrees; the model with the least"
                                + " training loss of each T).",
                        HENIGHAN + "Results"),
                Band.atMost(0.05),
                few(fitted).stream().mapToDouble(set -> set.best().unevenness()).toArray());
        verdicts.every(
                new Statement(
                        "dd.points",
                        "Few samples share the two dimensions evenly: each has D = 2 / T (median over samples times T / 2;"
                                + " the same models).",
                        HENIGHAN + "Results"),
                Band.around(1, 0.05),
                few(fitted).stream()
                        .mapToDouble(set -> set.best().medianOfPoints() * set.points() / HIDDEN)
                        .toArray());
        verdicts.every(
                new Statement(
                        "dd.memorises",
                        "Of few samples, samples and not features own the dimensions (median D of samples over that of the"
                                + " features with a norm above 1/2; the same models).",
                        HENIGHAN + "Results"),
                Band.atLeast(2),
                few(fitted).stream()
                        .mapToDouble(set -> set.best().medianOfPoints()
                                / Math.max(Double.MIN_NORMAL, set.best().medianOfFeatures()))
                        .toArray());
    }

    private static void judgeUntrained(List<Matrix> sets, Verdicts verdicts) {
        double[] unevenness = sets.stream()
                .filter(samples -> samples.rows() <= FEW)
                .mapToDouble(samples -> FittedSet.unevenness(FittedSet.hidden(
                        FeatureDirections.random(samples.columns(), HIDDEN, ROOT.child("untrained")), samples)))
                .toArray();
        verdicts.every(
                new Statement(
                        "dd.untrained",
                        "Random directions put few samples into no polygon (the same deviation).",
                        CONTROL),
                Band.atLeast(0.2),
                unevenness);
    }

    private static void judgeMany(List<FittedSet> fitted, Verdicts verdicts) {
        FittedSet largest = fitted.getLast();
        verdicts.every(
                new Statement(
                        "dd.features",
                        "Of the most samples, features and not samples own the dimensions (median D of the features with a"
                                + " norm above 1/2, less that of the samples; every seed).",
                        HENIGHAN + "Results"),
                Band.positive(),
                largest.models().stream()
                        .mapToDouble(fit -> fit.medianOfFeatures() - fit.medianOfPoints())
                        .toArray());
        verdicts.every(
                new Statement(
                        "dd.generalises",
                        "Of the most samples, new samples are read out nearly as well as those of the training (test loss"
                                + " over training loss; every seed).",
                        HENIGHAN + "Results"),
                Band.atMost(1.1),
                largest.models().stream()
                        .mapToDouble(fit -> fit.testLoss() / fit.trainingLoss())
                        .toArray());
    }

    private static void judgeDescent(List<FittedSet> fitted, Verdicts verdicts) {
        FittedSet peak = fitted.get(FittedSet.peak(fitted));
        double ends = Math.max(
                fitted.getFirst().best().testLoss(), fitted.getLast().best().testLoss());
        verdicts.every(
                new Statement(
                        "dd.peak",
                        "Between the two, the test loss has a maximum at least 20 % above both ends (greatest test loss over"
                                + " the greater of the ends', models with the least training loss).",
                        HENIGHAN + "Double Descent"),
                Band.atLeast(1.2),
                peak.best().testLoss() / ends);
        verdicts.every(
                new Statement(
                        "dd.where",
                        "Of 1,000 features, the model changes over between 141 and 707 samples (number of samples with the"
                                + " greatest test loss).",
                        ARENA),
                new Band(141, 707),
                peak.points());
        verdicts.every(
                new Statement(
                        "dd.worse",
                        "At the maximum, the model is worse on new samples than one that always answers zero (test loss"
                                + " times the number of features; every seed).",
                        CONTROL),
                Band.atLeast(1),
                peak.models().stream()
                        .mapToDouble(
                                fit -> fit.testLoss() * fit.model().directions().features())
                        .toArray());
    }

    private static Outcome.Summary summary(List<FittedSet> fitted) {
        FittedSet peak = fitted.get(FittedSet.peak(fitted));
        FittedSet largest = fitted.getLast();
        double least =
                Math.min(fitted.getFirst().best().testLoss(), largest.best().testLoss());
        String rise = ExperimentPage.number(peak.best().testLoss() / least);
        FittedSet fewest = fitted.getFirst();
        return new Outcome.Summary(
                "On " + fewest.points() + " samples a sample owns "
                        + ExperimentPage.number(fewest.best().medianOfPoints())
                        + " of a dimension and a feature "
                        + ExperimentPage.number(fewest.best().medianOfFeatures())
                        + "; on " + ExperimentPage.number(largest.points()) + " it is "
                        + ExperimentPage.number(largest.best().medianOfPoints())
                        + " and " + ExperimentPage.number(largest.best().medianOfFeatures())
                        + ". The test loss is greatest at " + ExperimentPage.number(peak.points()) + " samples.",
                List.of(new KeyNumber(rise, "times the least loss of the ends", "test loss at its peak")));
    }
}
