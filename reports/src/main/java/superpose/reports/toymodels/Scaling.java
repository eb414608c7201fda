package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.Gram;
import superpose.analysis.geometry.Interference;
import superpose.analysis.statistics.PowerLaw;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Seed;
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
import superpose.toymodels.LearningRate;
import superpose.toymodels.Recipe;
import superpose.toymodels.Regularization;

/**
 * When all features are in superposition, the loss falls as one over the hidden units, whatever the features' frequencies;
 * when only the most frequent are represented, it falls as the frequencies of the others do.
 *
 * <p>Source: Liu, Liu and Gore (2025), "Superposition Yields Robust Neural Scaling", and its code. Fewer features, steps
 * and samples than there below the preset paper; biases start at zero, there at random.
 */
final class Scaling implements Reproduction {

    private static final String LIU = "Liu, Liu and Gore (2025), Superposition Yields Robust Neural Scaling";
    private static final String FIGURE = LIU + ", figure of the represented share";

    /** Values are uniform up to this, so that the mean square of a feature that is on is 4/3. */
    private static final double AMPLITUDE = 2;

    private static final double MEAN_SQUARE = 4.0 / 3;
    private static final double RATE = 1e-2;
    private static final double FLOOR = 0.05;
    private static final double WARM_UP = 0.1;

    /** Draws the norm of each row to 1. */
    static final double STRONG = -1;

    /** Decay weights. */
    private static final List<Double> WEAK = List.of(0.33, 1.0);

    /** The authors measure overlaps of rows that are longer than this. */
    private static final double LONG = 1;

    private static final double LEVEL = 0.95;
    private static final List<Double> STRONG_EXPONENTS = List.of(0.0, 0.5, 1.0, 2.0);

    /** Weak superposition needs features that are clearly less frequent than others. */
    static final double WEAK_EXPONENT = 1.75;

    /** Frequencies for which the published exponent of strong superposition is that of the overlaps. */
    private static final List<Double> FLAT_EXPONENTS = List.of(0.0, 0.5, 1.0);

    /** Decays at which the share of represented features is measured, features falling off with exponent 1. */
    private static final List<Double> PULLS = List.of(STRONG, -0.56, -0.11, 0.11, 0.33, 1.0);

    private static final double PULLED_EXPONENT = 1;

    @Override
    public About about() {
        return new About(
                "scaling",
                "How does the loss fall with the number of hidden units?",
                LIU,
                new About.Costs(2, 18, 20_000));
    }

    /**
     * What is trained.
     *
     * @param features features
     * @param hidden hidden units, from few to many
     * @param steps steps of a training
     * @param batch samples a step
     */
    private record Size(int features, List<Integer> hidden, int steps, int batch) {

        Recipe recipe(double gamma) {
            LearningRate rate =
                    new LearningRate(RATE, Decay.HALF_COSINE, Math.toIntExact(Math.round(WARM_UP * steps)), FLOOR);
            return Recipe.adam(RATE)
                    .withSteps(steps)
                    .withBatch(batch)
                    .withLearningRate(rate)
                    .withRegularization(Regularization.ofRows(gamma));
        }

        int middle() {
            return hidden.get(hidden.size() / 2);
        }
    }

    private static Size size(Assignment assignment) {
        return assignment.choose(
                new Size(60, List.of(4, 8), 60, 128),
                new Size(300, List.of(8, 12, 18, 27), 2_000, 512),
                new Size(1_000, List.of(10, 15, 25, 39, 63, 100), 20_000, 2_048));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 2, 5);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "features",
                size.features(),
                "hidden",
                size.hidden(),
                "frequency_exponents_strong",
                STRONG_EXPONENTS,
                "frequency_exponent_weak",
                WEAK_EXPONENT,
                "decays",
                PULLS,
                "steps",
                size.steps(),
                "batch",
                size.batch(),
                "seeds",
                seeds(assignment));
    }

    /**
     * What is varied.
     *
     * @param gamma decay of rows
     * @param exponent alpha, with which frequencies fall off
     * @param hidden hidden units
     */
    private record Setting(double gamma, double exponent, int hidden) {

        String key() {
            return String.format(Locale.ROOT, "gamma%.2f-alpha%.2f-hidden%d", gamma, exponent, hidden);
        }
    }

    private static List<Setting> settings(Size size) {
        List<Setting> all = new ArrayList<>();
        for (int hidden : size.hidden()) {
            STRONG_EXPONENTS.forEach(exponent -> all.add(new Setting(STRONG, exponent, hidden)));
            WEAK.forEach(gamma -> all.add(new Setting(gamma, WEAK_EXPONENT, hidden)));
        }
        PULLS.stream()
                .map(gamma -> new Setting(gamma, PULLED_EXPONENT, size.middle()))
                .filter(setting -> !all.contains(setting))
                .forEach(all::add);
        return all;
    }

    private static TrainingJob job(Setting setting, Size size, int seeds) {
        return TrainingJob.inWorlds(
                        setting.key(),
                        new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, setting.hidden()),
                        Collections.nCopies(seeds, world(setting, size)),
                        size.recipe(setting.gamma()))
                .withInitialStd(1 / Math.sqrt(setting.hidden()));
    }

    /** One feature is on at a time, on average. */
    private static SparseFeatures world(Setting setting, Size size) {
        return SparseFeatures.of(frequencies(setting.exponent(), size).toArray(Density[]::new))
                .withAmplitude(AMPLITUDE);
    }

    private static List<Density> frequencies(double exponent, Size size) {
        return Density.powerLaw(exponent, 1, size.features());
    }

    /**
     * A trained model and what is measured on it.
     *
     * @param gamma decay of rows
     * @param exponent with which frequencies fall off
     * @param hidden hidden units
     * @param loss expected squared error, summed over features
     * @param ignored {@code 4/3 sum p_i} over features that are not represented
     * @param represented share of features with a norm above 1/2
     * @param overlap mean squared overlap of directions longer than 1; not a number where there are fewer than two
     */
    record Point(
            double gamma,
            double exponent,
            int hidden,
            double loss,
            double ignored,
            double represented,
            double overlap) {

        boolean isOf(double otherGamma, double otherExponent) {
            return gamma == otherGamma && exponent == otherExponent;
        }
    }

    private static Point measured(Setting setting, Size size, TrainedModel model) {
        Gram gram = Gram.of(model.directions());
        FeatureNorms norms = FeatureNorms.of(gram);
        List<Density> frequencies = frequencies(setting.exponent(), size);
        double ignored = IntStream.range(0, size.features())
                .filter(feature -> !norms.isRepresented(feature))
                .mapToDouble(feature -> MEAN_SQUARE * frequencies.get(feature).value())
                .sum();
        return new Point(
                setting.gamma(),
                setting.exponent(),
                setting.hidden(),
                model.loss() * size.features(),
                ignored,
                norms.represented() / (double) size.features(),
                norms.countAbove(LONG) < 2
                        ? Double.NaN
                        : Interference.of(gram, LONG).meanSquaredOverlap());
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);
        List<Setting> settings = settings(size);
        List<TrainedModels> trained = new Trainings(assignment, lab)
                .of(
                        "scaling",
                        settings.stream()
                                .map(setting -> job(setting, size, seeds(assignment)))
                                .toList());
        List<Point> points = new ArrayList<>();
        for (int index = 0; index < settings.size(); index++) {
            Setting setting = settings.get(index);
            trained.get(index).models().forEach(model -> points.add(measured(setting, size, model)));
        }
        Verdicts verdicts = Verdicts.decidedAtPaperSize(assignment);
        judgeStrong(points, verdicts);
        judgeWeak(points, verdicts);
        judgeShares(points, size, verdicts);
        control(size, verdicts);
        return ScalingFigures.outcome(points, verdicts.all());
    }

    /** Fits a law over the hidden units through all models of a decay and an exponent of the frequencies. */
    static PowerLaw law(List<Point> points, double gamma, double exponent, ToDoubleFunction<Point> of) {
        List<Point> chosen =
                points.stream().filter(point -> point.isOf(gamma, exponent)).toList();
        return PowerLaw.of(
                chosen.stream().mapToDouble(Point::hidden).toArray(),
                chosen.stream().mapToDouble(of).toArray());
    }

    private static void judgeStrong(List<Point> points, Verdicts verdicts) {
        for (double exponent : FLAT_EXPONENTS) {
            PowerLaw law = law(points, STRONG, exponent, Point::loss);
            verdicts.estimate(
                    new Statement(
                            "scal.strong." + exponent,
                            "In strong superposition the loss falls as 1/m: with frequencies ~ i^-" + exponent
                                    + ", the exponent of the hidden units m is -1 within 0.2.",
                            LIU),
                    new Band(-1.2, -0.8),
                    law.exponentInterval(LEVEL));
            verdicts.every(
                    new Statement(
                            "scal.strong.fit." + exponent,
                            "That is a power law: it takes away 95 % of the variance of log loss (R^2, frequencies ~ i^-"
                                    + exponent + ").",
                            LIU),
                    Band.atLeast(0.95),
                    law.fit().rSquared());
        }
        verdicts.estimate(
                new Statement(
                        "scal.strong.skewed",
                        "For very skewed frequencies (~ i^-2) the exponent in strong superposition is -2 (2 (alpha - 1),"
                                + " within 0.4).",
                        LIU),
                Band.around(-2, 0.4),
                law(points, STRONG, 2, Point::loss).exponentInterval(LEVEL));
        judgeOverlaps(points, verdicts);
    }

    private static void judgeOverlaps(List<Point> points, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "scal.overlap.value",
                        "The mean squared overlap of directions longer than 1 is 1/m (times m, every model in strong"
                                + " superposition that has such directions, frequencies ~ i^0 to i^-1).",
                        LIU),
                Band.around(1, 0.1),
                points.stream()
                        .filter(point -> FLAT_EXPONENTS.stream().anyMatch(exponent -> point.isOf(STRONG, exponent)))
                        .mapToDouble(point -> point.overlap() * point.hidden())
                        .filter(Double::isFinite)
                        .toArray());
        Statement statement = new Statement(
                "scal.overlap",
                "The mean squared overlap of directions longer than 1 falls as 1/m in strong superposition (exponent,"
                        + " frequencies ~ 1/i).",
                LIU);
        Band expected = new Band(-1.1, -0.9);
        boolean defined = points.stream()
                .filter(point -> point.isOf(STRONG, PULLED_EXPONENT))
                .noneMatch(point -> Double.isNaN(point.overlap()));
        if (!defined) {
            verdicts.notRun(statement, expected);
            return;
        }
        verdicts.estimate(
                statement,
                expected,
                law(points, STRONG, PULLED_EXPONENT, Point::overlap).exponentInterval(LEVEL));
    }

    private static void judgeWeak(List<Point> points, Verdicts verdicts) {
        for (double gamma : WEAK) {
            verdicts.estimate(
                    new Statement(
                            "scal.weak." + gamma,
                            "In weak superposition (decay " + gamma
                                    + ") the loss falls as the ignored frequencies do: with"
                                    + " frequencies ~ i^-1.75 the exponent is -0.75 within 0.2.",
                            LIU),
                    Band.around(-0.75, 0.2),
                    law(points, gamma, WEAK_EXPONENT, Point::loss).exponentInterval(LEVEL));
            verdicts.every(
                    new Statement(
                            "scal.weak.loss." + gamma,
                            "In weak superposition (decay " + gamma
                                    + ") the loss is 4/3 of the summed frequencies of the"
                                    + " ignored features (loss over that, within 10 %, every model, frequencies ~ i^-1.75).",
                            LIU),
                    Band.around(1, 0.1),
                    points.stream()
                            .filter(point -> point.isOf(gamma, WEAK_EXPONENT))
                            .mapToDouble(point -> point.loss() / point.ignored())
                            .toArray());
        }
    }

    private static void judgeShares(List<Point> points, Size size, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "scal.represented.strong",
                        "Rows drawn to norm 1 represent every feature (share with a norm above 1/2, decays -0.56 and"
                                + " below).",
                        FIGURE),
                Band.atLeast(0.99),
                points.stream()
                        .filter(point -> point.gamma() <= -0.55)
                        .mapToDouble(Point::represented)
                        .toArray());
        verdicts.every(
                new Statement(
                        "scal.represented.weak",
                        "Decayed rows represent about as many features as there are hidden units (features over m, within"
                                + " a quarter, decays 0.33 and 1).",
                        FIGURE),
                Band.around(1, 0.25),
                points.stream()
                        .filter(point -> point.gamma() >= WEAK.getFirst())
                        .mapToDouble(point -> point.represented() * size.features() / point.hidden())
                        .toArray());
    }

    /** The measure itself, on directions that were never trained. */
    private static void control(Size size, Verdicts verdicts) {
        Seed seed = new Seed(0).child("scaling control");
        for (int hidden : size.hidden()) {
            FeatureDirections random = FeatureDirections.random(size.features(), hidden, seed.child(hidden));
            verdicts.exact(
                    new Statement(
                            "scal.control." + hidden,
                            "Random directions have a mean squared overlap of 1/m (times m, " + hidden
                                    + " hidden units).",
                            "control"),
                    Band.around(1, 0.1),
                    Interference.of(random).meanSquaredOverlap() * hidden);
        }
    }
}
