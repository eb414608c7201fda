package superpose.reports.toymodels;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.LinearLoss;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.BasicRun.Kind;
import superpose.reports.toymodels.BasicRun.Training;

/** The claims of {@link BasicResults}. */
final class BasicClaims {

    private static final String CARD = "sardines-mlp, model card, replication of Elhage et al. (2022)";
    private static final String CONTROL = "control";

    /** From here on features are so rare that a ReLU model must beat every linear one. */
    private static final double RARE = 0.3;

    /** Below this density biases are smaller than what training blurs them by. */
    private static final double MEASURABLE = 0.01;

    private final List<BasicRun> runs;
    private final Verdicts verdicts;

    BasicClaims(List<BasicRun> runs, Verdicts verdicts) {
        this.runs = runs;
        this.verdicts = verdicts;
    }

    void judge() {
        judgeLinear();
        judgeControls();
        judgeRelu();
        judgeSuperposition();
    }

    private void judgeLinear() {
        verdicts.every(
                new Statement(
                        "linear.top",
                        "A linear model keeps exactly the features that matter most, one for each hidden unit, at every"
                                + " density (features that are not where they belong, every seed).",
                        BasicResults.ELHAGE),
                Band.atMost(0),
                of(BasicClaims::isLinear, BasicRun::misplaced));
        verdicts.every(
                new Statement(
                        "linear.loss",
                        "A linear model loses what it leaves out: its expected loss is the sum of I_i (p/3 - p^2/4) over"
                                + " the features that it does not keep (ratio, every density and seed).",
                        BasicResults.ELHAGE),
                Band.around(1, 0.01),
                of(BasicClaims::isLinear, BasicRun::linearLossRatio));
        verdicts.every(
                new Statement(
                        "linear.bias",
                        "A linear model's bias is 0 for features that it passes on and the mean p/2 for the others"
                                + " (largest distance in units of p/2, every seed, densities of 0.01 and more: below, p/2 is"
                                + " lost in the noise of the training).",
                        BasicResults.ELHAGE),
                Band.atMost(0.1),
                of(run -> isLinear(run) && run.density().value() >= MEASURABLE, BasicRun::biasError));
    }

    private void judgeControls() {
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
                        "linear.control.reversed",
                        "It is importance that decides, not the order of the features: where the last matters most, a"
                                + " linear model keeps the last (features that are not where they belong).",
                        CONTROL),
                Band.atMost(0),
                of(run -> run.training().kind() == Kind.REVERSED, BasicRun::misplaced));
    }

    private void judgeRelu() {
        verdicts.every(
                new Statement(
                        "relu.dense",
                        "Where every feature is always on, a ReLU model keeps what a linear one keeps (features that are"
                                + " not where they belong, every seed).",
                        BasicResults.ELHAGE),
                Band.atMost(0),
                of(run -> isRelu(run) && run.density().value() == 1, BasicRun::misplaced));
        verdicts.every(
                new Statement(
                        "relu.loss",
                        "A ReLU model never loses more than the best linear model (ratio on the same fresh samples, every"
                                + " density and seed).",
                        "closed form, after " + BasicResults.ELHAGE),
                Band.atMost(1.01),
                of(BasicClaims::isRelu, BasicRun::lossRatio));
        verdicts.every(
                new Statement(
                        "relu.gain",
                        "Where features are rare, at a density of 0.3 or less, a ReLU model loses less than the best linear"
                                + " model (ratio on the same fresh samples, every seed).",
                        BasicResults.ELHAGE),
                Band.atMost(0.99),
                of(run -> isRelu(run) && run.density().value() <= RARE, BasicRun::lossRatio));
    }

    private void judgeSuperposition() {
        verdicts.every(
                new Statement(
                        "relu.monotone",
                        "A ReLU model represents more features, or as many, the rarer they are (largest number lost from"
                                + " one density to the next, every seed).",
                        BasicResults.ELHAGE),
                Band.atMost(0),
                largestFalls());
        verdicts.every(
                new Statement(
                        "relu.count",
                        "A ReLU model of 20 features represents up to 13 or 14 of them in 5 hidden units (most at any"
                                + " density, every seed).",
                        CARD),
                new Band(13, 14),
                most());
        verdicts.every(
                new Statement(
                        "relu.order",
                        "Superposition starts with the features that matter least: at density 0.3, those with a dimension for"
                                + " themselves matter more than those that share (AUROC of importance, every seed with both).",
                        BasicResults.ELHAGE),
                Band.atLeast(0.9),
                measured(BasicRun::order));
        verdicts.every(
                new Statement(
                        "relu.pairs",
                        "Superposition starts with antipodal pairs: at density 0.3, features that share their dimensions"
                                + " have an opposite (share with cos < -0.9, every seed).",
                        BasicResults.ELHAGE),
                Band.atLeast(0.9),
                measured(BasicRun::antipodal));
    }

    private static boolean isLinear(BasicRun run) {
        return run.training().kind() == Kind.LINEAR;
    }

    private static boolean isRelu(BasicRun run) {
        return run.training().kind() == Kind.RELU;
    }

    private double[] of(Predicate<BasicRun> chosen, ToDoubleFunction<BasicRun> measure) {
        return runs.stream().filter(chosen).mapToDouble(measure).toArray();
    }

    /** Measures where superposition starts; models without any of it have nothing to measure. */
    private double[] measured(ToDoubleFunction<BasicRun> measure) {
        return DoubleStream.of(of(run -> isRelu(run) && run.density().value() == RARE, measure))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private List<double[]> represented(Predicate<Training> chosen) {
        return runs.stream()
                .map(BasicRun::training)
                .distinct()
                .filter(training -> training.kind() == Kind.RELU && chosen.test(training))
                .map(training -> of(
                        run -> run.training().equals(training),
                        run -> run.norms().represented()))
                .toList();
    }

    private double[] largestFalls() {
        return represented(training -> true).stream()
                .mapToDouble(counts -> IntStream.range(1, counts.length)
                        .mapToDouble(level -> counts[level - 1] - counts[level])
                        .max()
                        .orElse(0))
                .toArray();
    }

    /** Returns the most features that a model of the small setting represents at any density, [seeds]. */
    double[] most() {
        return represented(training -> training.setting().equals(BasicResults.SMALL)).stream()
                .mapToDouble(counts -> DoubleStream.of(counts).max().orElseThrow())
                .toArray();
    }

    /** Returns how many features each linear model of the small setting represents. */
    double[] keptByLinear() {
        return of(
                run -> isLinear(run) && run.training().setting().equals(BasicResults.SMALL),
                run -> run.norms().represented());
    }
}
