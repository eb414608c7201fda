package superpose.reports.study;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import superpose.analysis.statistics.Interval;

/**
 * One number measured on each toy model.
 *
 * @param column its name in tables
 * @param words its name in legends
 * @param of takes it from the measures; not-a-number where it is not defined
 */
record Quantity(String column, String words, ToDoubleFunction<ToyMeasures> of) {

    /** Quantities whose seeds differ by factors, so that their mean and interval are taken in logarithms. */
    private static final Set<String> RATIOS = Set.of("loss");

    /** Below this a float32 model's error is rounding; a loss of exactly zero would have no logarithm. */
    private static final double SMALLEST_LOSS = 1e-20;

    static final Quantity LOSS =
            new Quantity("loss", "loss", model -> Math.max(model.geometry().loss(), SMALLEST_LOSS));

    static final Quantity REPRESENTED = new Quantity(
            "represented",
            "features represented",
            model -> model.geometry().norms().represented());

    static final Quantity PER_DIMENSION = new Quantity(
            "features_per_dimension",
            "features per dimension",
            model -> model.geometry().norms().perDimension());

    static final Quantity DIMENSIONALITY = new Quantity(
            "mean_dimensionality",
            "mean dimensionality",
            model -> model.geometry().sharing().meanDimensionality());

    static final Quantity TOTAL_DIMENSIONALITY = new Quantity(
            "total_dimensionality",
            "total dimensionality",
            model -> model.geometry().sharing().totalDimensionality());

    static final Quantity OVERLAP = new Quantity(
            "mean_squared_overlap",
            "mean squared overlap",
            model -> model.geometry().sharing().meanSquaredOverlap());

    static final Quantity LARGEST_OVERLAP = new Quantity(
            "largest_overlap",
            "largest overlap",
            model -> model.geometry().sharing().largestOverlap());

    static final Quantity EFFECTIVE_FEATURES = new Quantity(
            "effective_features_per_neuron",
            "effective features per neuron",
            model -> model.geometry().neuronsUse().effectiveFeatures());

    static final Quantity MONOSEMANTIC = new Quantity(
            "monosemantic_share",
            "share of monosemantic neurons",
            model -> model.geometry().neuronsUse().monosemantic());

    static final Quantity PROBE_R2 = new Quantity(
            "probe_r2", "linear probe", model -> model.reading().probe().r2());

    static final Quantity PROBE_AUROC = new Quantity(
            "probe_auroc", "linear probe", model -> model.reading().probe().auroc());

    static final Quantity MODEL_R2 = new Quantity(
            "model_r2",
            "the model's own output",
            model -> model.reading().model().r2());

    static final Quantity MODEL_AUROC = new Quantity(
            "model_auroc",
            "the model's own output",
            model -> model.reading().model().auroc());

    static final Quantity NEURON_AUROC = new Quantity(
            "best_neuron_auroc", "best single neuron", model -> model.reading().bestNeuronAuroc());

    static final Quantity SHUFFLED_AUROC = new Quantity(
            "shuffled_auroc",
            "probe on shuffled targets",
            model -> model.reading().controls().shuffled().auroc());

    static final Quantity SHUFFLED_R2 = new Quantity(
            "shuffled_r2",
            "probe on shuffled targets",
            model -> model.reading().controls().shuffled().r2());

    static final Quantity RANDOM_AUROC = new Quantity(
            "random_projection_auroc",
            "probe on a random projection",
            model -> model.reading().controls().random().auroc());

    static final Quantity RANDOM_R2 = new Quantity(
            "random_projection_r2",
            "probe on a random projection",
            model -> model.reading().controls().random().r2());

    static final Quantity CLASSICAL_MMCS = new Quantity(
            "classical_mmcs",
            "dictionary learning",
            model -> model.recovery().classical().mmcs());

    static final Quantity CLASSICAL_REVERSE = new Quantity(
            "classical_mmcs_reverse",
            "dictionary learning",
            model -> model.recovery().classical().mmcsReverse());

    static final Quantity CLASSICAL_MCC = new Quantity(
            "classical_mcc",
            "dictionary learning",
            model -> model.recovery().classical().mcc());

    static final Quantity CLASSICAL_ABOVE = new Quantity(
            "classical_share_above_0.9",
            "dictionary learning",
            model -> model.recovery().classical().above());

    static final Quantity AUTOENCODER_MMCS = new Quantity(
            "topk_mmcs",
            "TopK autoencoder",
            model -> model.recovery().autoencoder().mmcs());

    static final Quantity AUTOENCODER_REVERSE = new Quantity(
            "topk_mmcs_reverse",
            "TopK autoencoder",
            model -> model.recovery().autoencoder().mmcsReverse());

    static final Quantity AUTOENCODER_MCC = new Quantity(
            "topk_mcc",
            "TopK autoencoder",
            model -> model.recovery().autoencoder().mcc());

    static final Quantity AUTOENCODER_ABOVE = new Quantity(
            "topk_share_above_0.9",
            "TopK autoencoder",
            model -> model.recovery().autoencoder().above());

    static final Quantity CHANCE_MMCS = new Quantity(
            "chance_mmcs",
            "random directions",
            model -> model.recovery().chance().mmcs());

    static final Quantity CHANCE_ABOVE = new Quantity(
            "chance_share_above_0.9",
            "random directions",
            model -> model.recovery().chance().above());

    static final Quantity CHANCE_MCC = new Quantity(
            "chance_mcc",
            "random directions",
            model -> model.recovery().chance().mcc());

    /**
     * Averages the numbers of several seeds, with the Student interval of the mean; in logarithms for ratios.
     *
     * @return nothing where a seed has no number
     */
    Optional<Interval> mean(double[] values, double level) {
        return Arrays.stream(values).anyMatch(Double::isNaN) ? Optional.empty() : Optional.of(meanOf(values, level));
    }

    private Interval meanOf(double[] values, double level) {
        if (!RATIOS.contains(column)) {
            return Interval.ofMean(values, level);
        }
        double[] logarithms = Arrays.stream(values).map(Math::log).toArray();
        Interval mean = Interval.ofMean(logarithms, level);
        return new Interval(Math.exp(mean.estimate()), Math.exp(mean.low()), Math.exp(mean.high()));
    }

    /** Returns the number for a model. */
    double in(ToyMeasures model) {
        return of.applyAsDouble(model);
    }
}
