package superpose.reports.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import superpose.analysis.statistics.CurveFit;
import superpose.analysis.statistics.ModelChoice;
import superpose.analysis.statistics.ScoreScale;
import superpose.analysis.statistics.SmoothOrThreshold;
import superpose.data.Seed;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A measure over the neuron count, judged: does it grow smoothly or appear at a threshold?
 *
 * @param name what is measured
 * @param judged the verdict and the steepest step
 * @param forms the forms of curve, the best first; empty with too few points to compare them
 */
record Curve(String name, SmoothOrThreshold judged, Optional<ModelChoice> forms) {

    private static final Seed BOOTSTRAP = new Seed(0).child("smooth or threshold");
    /** The curve that a claim is about. */
    static final String PROBE_AUROC = "linear probe AUROC";

    private static final int FEWEST_SIZES = 4;
    private static final int FEWEST_POINTS = 6;

    /** Judges every curve of a toy study; a single neuron count makes no curve. */
    static List<Curve> judged(Growth growth, ToyPlan plan) {
        if (growth.neurons().size() < 2) {
            return List.of();
        }
        double scored = plan.sweep().samples() / 2.0;
        int positives =
                (int) Math.max(1, Math.round(scored * plan.world().density().value()));
        int negatives = (int) Math.max(1, scored - positives);
        ScoreScale separation = new ScoreScale.Separation(positives, negatives);
        double perfect = 0.5 / ((double) positives * negatives);
        ScoreScale aboveChance = new ScoreScale.AboveChance(0, 0.01);
        return Stream.of(
                        of("loss", growth, Quantity.LOSS.of(), new Scaled(new ScoreScale.InverseLoss(), Math::log)),
                        of(
                                "share of features represented",
                                growth,
                                model -> Quantity.REPRESENTED.in(model)
                                        / plan.world().features(),
                                missing(aboveChance, 0.5 / plan.world().features())),
                        of("mean dimensionality", growth, share(Quantity.DIMENSIONALITY), missing(aboveChance, 1e-3)),
                        of("the model's own output, R2", growth, share(Quantity.MODEL_R2), missing(aboveChance, 1e-3)),
                        of("linear probe R2", growth, share(Quantity.PROBE_R2), missing(aboveChance, 1e-3)),
                        of(
                                "the model's own output, AUROC",
                                growth,
                                Quantity.MODEL_AUROC.of(),
                                missing(separation, perfect)),
                        of(PROBE_AUROC, growth, Quantity.PROBE_AUROC.of(), missing(separation, perfect)),
                        of(
                                "best single neuron AUROC",
                                growth,
                                Quantity.NEURON_AUROC.of(),
                                missing(separation, perfect)),
                        of(
                                "dictionary learning, MCC above chance",
                                growth,
                                model -> lift(Quantity.CLASSICAL_MCC.in(model), Quantity.CHANCE_MCC.in(model)),
                                missing(aboveChance, 1e-3)),
                        of(
                                "TopK autoencoder, MCC above chance",
                                growth,
                                model -> lift(Quantity.AUTOENCODER_MCC.in(model), Quantity.CHANCE_MCC.in(model)),
                                missing(aboveChance, 1e-3)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How a score is put on a ratio scale for its slope, and on a logarithm for the form of its curve. */
    private record Scaled(ScoreScale ratio, DoubleUnaryOperator logarithm) {}

    /** A score that ends at one: the form of curve is that of what is missing, which cannot be seen below a smallest part. */
    private static Scaled missing(ScoreScale ratio, double smallest) {
        return new Scaled(ratio, score -> Math.log(Math.max(1 - score, smallest)));
    }

    /** A share, which rounding or a poor fit may put a little outside of zero to one. */
    private static ToDoubleFunction<ToyMeasures> share(Quantity quantity) {
        return model -> Math.clamp(quantity.in(model), 0, 1);
    }

    /** How much of the way from chance to perfect a match has come. */
    private static double lift(double match, double chance) {
        return Math.max(0, (match - chance) / (1 - chance));
    }

    /** Judges one curve; a score that some model does not have, such as the AUROC of features that are never off, makes none. */
    private static Optional<Curve> of(String name, Growth growth, ToDoubleFunction<ToyMeasures> score, Scaled scaled) {
        double[] sizes =
                growth.neurons().stream().mapToDouble(Integer::doubleValue).toArray();
        double[][] scores = growth.curves(new Quantity(name, name, score));
        if (Arrays.stream(scores).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN)) {
            return Optional.empty();
        }
        SmoothOrThreshold judged = SmoothOrThreshold.of(sizes, scores, scaled.ratio(), BOOTSTRAP.child(name));
        return Optional.of(new Curve(name, judged, forms(growth, score, scaled)));
    }

    private static Optional<ModelChoice> forms(Growth growth, ToDoubleFunction<ToyMeasures> score, Scaled scaled) {
        if (growth.neurons().size() < FEWEST_SIZES || growth.models().size() < FEWEST_POINTS) {
            return Optional.empty();
        }
        double[] x = growth.models().stream()
                .mapToDouble(model -> Math.log(model.neurons()))
                .toArray();
        double[] y = growth.models().stream()
                .mapToDouble(score)
                .map(scaled.logarithm())
                .toArray();
        return Optional.of(ModelChoice.of(x, y));
    }

    /** Returns the verdict in one word or two. */
    String verdict() {
        return judged.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Makes a table of one row per curve. */
    static Table table(String name, List<Curve> curves) {
        StringColumn curve = StringColumn.create("curve");
        StringColumn verdict = StringColumn.create("verdict");
        DoubleColumn steepest = DoubleColumn.create("steepest_step");
        DoubleColumn low = DoubleColumn.create("ci_low");
        DoubleColumn high = DoubleColumn.create("ci_high");
        StringColumn where = StringColumn.create("between_neurons");
        StringColumn form = StringColumn.create("best_form");
        DoubleColumn lead = DoubleColumn.create("bic_lead");
        StringColumn reason = StringColumn.create("reason");
        for (Curve one : curves) {
            curve.append(one.name());
            verdict.append(one.verdict());
            steepest.append(one.judged().steepest().estimate());
            low.append(one.judged().steepest().low());
            high.append(one.judged().steepest().high());
            double[] between = one.judged().steepestBetween();
            where.append(Math.round(between[0]) + " and " + Math.round(between[1]));
            form.append(one.forms().map(Curve::bestForm).orElse("too few points"));
            lead.append(one.forms().map(Curve::lead).orElse(null));
            reason.append(one.judged().reason());
        }
        return Table.create(name, curve, verdict, steepest, low, high, where, form, lead, reason);
    }

    private static String bestForm(ModelChoice choice) {
        return choice.best().curve().form().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static double lead(ModelChoice choice) {
        List<CurveFit> ranked = choice.ranked();
        return ranked.get(1).bic() - ranked.get(0).bic();
    }
}
