package superpose.reports.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.PowerLaw;
import superpose.analysis.statistics.RankCorrelation;
import superpose.analysis.statistics.SmoothOrThreshold;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;

/** What a toy study claims, each sentence judged over seeds; the controls of the method are claims too. */
final class ToyClaims {

    private static final String ELHAGE = "Elhage et al. (2022), Toy Models of Superposition, ";
    private static final String CONTROL = "control";
    private static final int FEWEST_SEEDS = 2;

    /** Shares of a dimension that differ by less are equal but for the noise of training. */
    private static final double VARYING = 0.02;

    private final Growth growth;
    private final ToyPlan plan;
    private final List<Curve> curves;

    ToyClaims(Growth growth, ToyPlan plan, List<Curve> curves) {
        this.growth = growth;
        this.plan = plan;
        this.curves = curves;
    }

    /** Returns every claim, judged or not run. */
    List<Claim> all() {
        List<Claim> claims = new ArrayList<>();
        claims.add(qualityRisesWithDimensionality());
        claims.add(qualityRisesWithinAModel());
        claims.add(moreFeaturesThanNeurons());
        claims.add(overlapFallsAsOneOverNeurons());
        claims.add(oneDimensionEachInTheEnd());
        claims.add(lossFallsWithNeurons());
        claims.add(probesBeatSingleNeurons());
        claims.add(singleNeuronsImprove());
        claims.add(readingGrowsSmoothly());
        claims.add(dictionariesFindFeatures());
        claims.add(modelBeatsLinearProbes());
        claims.add(capacityIsBounded());
        claims.add(shuffledTargetsSayNothing());
        return claims;
    }

    private Claim qualityRisesWithDimensionality() {
        return judge(
                new Statement(
                        "quality-rises-with-dimensionality",
                        "As neurons are added, features own more of a dimension and are read better (Spearman"
                                + " correlation of D_i and probe R2 over the features of all neuron counts; the neuron"
                                + " count drives both).",
                        "this study; no published number"),
                perSeed(models -> rankCorrelation(models.stream()
                        .flatMap(model -> model.features().stream())
                        .toList())),
                Band.atLeast(0.8));
    }

    private Claim qualityRisesWithinAModel() {
        return judge(
                new Statement(
                        "quality-rises-within-a-model",
                        "Within one model too, the larger the share of a dimension that a feature owns, the better a"
                                + " linear probe reads it (Spearman correlation, mean over the neuron counts at which"
                                + " D_i varies).",
                        "this study; no published number"),
                perSeed(models -> models.stream()
                        .map(ToyMeasures::features)
                        .filter(ToyClaims::sharesVary)
                        .mapToDouble(ToyClaims::rankCorrelation)
                        .average()
                        .orElse(Double.NaN)),
                Band.atLeast(0.5));
    }

    private static boolean sharesVary(List<ToyMeasures.Feature> features) {
        DoubleSummaryStatistics shares = features.stream()
                .mapToDouble(feature -> feature.shape().dimensionality())
                .summaryStatistics();
        return shares.getMax() - shares.getMin() > VARYING;
    }

    private static double rankCorrelation(List<ToyMeasures.Feature> features) {
        List<ToyMeasures.Feature> read = features.stream()
                .filter(feature -> !Double.isNaN(feature.probe().r2()))
                .toList();
        return RankCorrelation.of(
                        read.stream()
                                .mapToDouble(feature -> feature.shape().dimensionality())
                                .toArray(),
                        read.stream()
                                .mapToDouble(feature -> feature.probe().r2())
                                .toArray())
                .value();
    }

    private Claim moreFeaturesThanNeurons() {
        Statement statement = new Statement(
                "more-features-than-neurons",
                "Where neurons are scarce (about a quarter of the features), a model represents more features than it has"
                        + " neurons (features represented per neuron).",
                ELHAGE + "section Demonstrating Superposition");
        return countNear(plan.world().features() / 4.0)
                .map(count -> judge(
                        statement,
                        over(growth.at(count), model -> Quantity.REPRESENTED.in(model) / model.neurons()),
                        Band.atLeast(1.2)))
                .orElseGet(() -> Claim.notRun(statement, Band.atLeast(1.2)));
    }

    private Claim overlapFallsAsOneOverNeurons() {
        Statement statement = new Statement(
                "overlap-falls-as-one-over-neurons",
                "While neurons are scarce (up to a quarter of the features), the mean squared overlap of represented"
                        + " features falls as one over the neuron count (exponent).",
                "Liu, Liu and Gore (2025), Superposition Yields Robust Neural Scaling, figure on overlaps");
        IntPredicate scarce = count -> count <= plan.world().features() / 4;
        if (growth.neurons().stream().filter(scarce::test).count() < 3) {
            return Claim.notRun(statement, Band.around(-1, 0.2));
        }
        return judge(
                statement,
                perSeed(models -> exponentOfOverlap(models.stream()
                        .filter(model -> scarce.test(model.neurons()))
                        .toList())),
                Band.around(-1, 0.2));
    }

    /** A model that represents fewer than two features has no overlap, and then there is no exponent. */
    private static double exponentOfOverlap(List<ToyMeasures> models) {
        double[] overlaps = models.stream().mapToDouble(Quantity.OVERLAP::in).toArray();
        double[] neurons = models.stream().mapToDouble(ToyMeasures::neurons).toArray();
        boolean some = Arrays.stream(overlaps).allMatch(overlap -> overlap > 0);
        return some ? PowerLaw.of(neurons, overlaps).exponent() : Double.NaN;
    }

    private Claim oneDimensionEachInTheEnd() {
        return atFeatureCount(
                new Statement(
                        "one-dimension-each-in-the-end",
                        "With as many neurons as features, every feature owns a dimension (mean D_i).",
                        ELHAGE + "section The Geometry of Superposition"),
                model -> Quantity.DIMENSIONALITY.in(model),
                Band.atLeast(0.95));
    }

    private Claim lossFallsWithNeurons() {
        return judge(
                new Statement(
                        "loss-falls-with-neurons",
                        "Every step up in the neuron count lowers the loss (largest ratio of a loss to the one before"
                                + " it).",
                        "Liu, Liu and Gore (2025), Superposition Yields Robust Neural Scaling"),
                perSeed(models -> largestStep(models, model -> Math.log(Quantity.LOSS.in(model))))
                        .map(ratio -> new Interval(
                                Math.exp(ratio.estimate()), Math.exp(ratio.low()), Math.exp(ratio.high()))),
                Band.atMost(1));
    }

    private Claim probesBeatSingleNeurons() {
        Statement statement = new Statement(
                "probes-beat-single-neurons",
                "With about a quarter as many neurons as features, a linear probe tells features apart better than the best"
                        + " single neuron does (difference of mean AUROC).",
                ELHAGE + "section on privileged bases; Gurnee et al. (2023), Finding Neurons in a Haystack");
        return countNear(plan.world().features() / 4.0)
                .map(count -> judge(
                        statement,
                        over(
                                growth.at(count),
                                model -> Quantity.PROBE_AUROC.in(model) - Quantity.NEURON_AUROC.in(model)),
                        Band.positive()))
                .orElseGet(() -> Claim.notRun(statement, Band.positive()));
    }

    private Claim singleNeuronsImprove() {
        return judge(
                new Statement(
                        "single-neurons-improve",
                        "The best single neuron for a feature gets better with every step up in the neuron count"
                                + " (smallest change of mean AUROC).",
                        "Le et al. (2012), Building high-level features, as often read; known to fail in trained nets"),
                perSeed(models -> -largestStep(models, model -> -Quantity.NEURON_AUROC.in(model))),
                Band.positive());
    }

    private Claim readingGrowsSmoothly() {
        Statement statement = new Statement(
                "reading-grows-smoothly",
                "What a linear probe reads grows smoothly with the neuron count, without a threshold (steepest slope of"
                        + " ln d' over ln neurons).",
                "Schaeffer et al. (2023), Are Emergent Abilities of Large Language Models a Mirage?");
        Band band = Band.atMost(SmoothOrThreshold.SMOOTH_AT_MOST);
        return curves.stream()
                .filter(curve -> curve.name().equals(Curve.PROBE_AUROC))
                .map(Curve::judged)
                .filter(judged -> judged.verdict() != SmoothOrThreshold.Verdict.NOT_GIVEN)
                .findFirst()
                .map(judged -> Claim.judge(statement, judged.steepest(), band))
                .orElseGet(() -> Claim.notRun(statement, band));
    }

    private Claim dictionariesFindFeatures() {
        Statement statement = new Statement(
                "dictionaries-find-features",
                "With about half as many neurons as features, dictionary learning finds the feature directions better than"
                        + " random directions do (MCC above chance).",
                "Sharkey et al. (2022), Taking features out of superposition with sparse autoencoders");
        return countNear(plan.world().features() / 2.0)
                .map(count -> judge(
                        statement,
                        over(
                                growth.at(count),
                                model -> Quantity.CLASSICAL_MCC.in(model) - Quantity.CHANCE_MCC.in(model)),
                        Band.atLeast(0.2)))
                .orElseGet(() -> Claim.notRun(statement, Band.atLeast(0.2)));
    }

    private Claim modelBeatsLinearProbes() {
        Statement statement = new Statement(
                "the-model-beats-linear-probes",
                "With about a quarter as many neurons as features, the model's own ReLU output explains more of the features"
                        + " than a linear probe on the same neurons can (difference of mean R2).",
                ELHAGE + "section on the ReLU output model");
        return countNear(plan.world().features() / 4.0)
                .map(count -> judge(
                        statement,
                        over(growth.at(count), model -> Quantity.MODEL_R2.in(model) - Quantity.PROBE_R2.in(model)),
                        Band.positive()))
                .orElseGet(() -> Claim.notRun(statement, Band.positive()));
    }

    /** A law rather than an estimate, so it has no interval: it must hold for the largest. */
    private Claim capacityIsBounded() {
        DoubleSummaryStatistics shares = growth.models().stream()
                .mapToDouble(model -> Quantity.TOTAL_DIMENSIONALITY.in(model) / model.neurons())
                .summaryStatistics();
        return Claim.judge(
                new Statement(
                        "capacity-is-bounded",
                        "The features' shares of dimensions add up to no more than the neurons there are (largest sum"
                                + " of D_i over the neuron count, of all models).",
                        CONTROL + "; Scherlis et al. (2022), Polysemanticity and Capacity in Neural Networks"),
                new Interval(shares.getMax(), shares.getMax(), shares.getMax()),
                Band.atMost(1.001));
    }

    private Claim shuffledTargetsSayNothing() {
        return judge(
                new Statement(
                        "shuffled-targets-say-nothing",
                        "A probe trained on shuffled targets tells features no better than chance (mean AUROC over all"
                                + " models).",
                        CONTROL),
                perSeed(models -> models.stream()
                        .mapToDouble(Quantity.SHUFFLED_AUROC::in)
                        .average()
                        .orElseThrow()),
                Band.around(0.5, 0.02));
    }

    private Claim atFeatureCount(Statement statement, ToDoubleFunction<ToyMeasures> of, Band band) {
        List<ToyMeasures> models = growth.at(plan.world().features());
        return models.isEmpty() ? Claim.notRun(statement, band) : judge(statement, over(models, of), band);
    }

    /** A claim over seeds needs at least two of them. */
    private Claim judge(Statement statement, Optional<Interval> measured, Band band) {
        return measured.map(interval -> Claim.judge(statement, interval, band))
                .orElseGet(() -> Claim.notRun(statement, band));
    }

    private Optional<Interval> perSeed(ToDoubleFunction<List<ToyMeasures>> statistic) {
        double[] values = new double[growth.seeds()];
        for (int seed = 0; seed < values.length; seed++) {
            values[seed] = statistic.applyAsDouble(growth.ofSeed(seed));
        }
        return mean(values);
    }

    private static Optional<Interval> over(List<ToyMeasures> models, ToDoubleFunction<ToyMeasures> of) {
        return mean(models.stream().mapToDouble(of).toArray());
    }

    private static Optional<Interval> mean(double[] perSeed) {
        boolean enough =
                perSeed.length >= FEWEST_SEEDS && Arrays.stream(perSeed).noneMatch(Double::isNaN);
        return enough ? Optional.of(Interval.ofMean(perSeed, Growth.LEVEL)) : Optional.empty();
    }

    private static double largestStep(List<ToyMeasures> models, ToDoubleFunction<ToyMeasures> of) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < models.size(); i++) {
            largest = Math.max(largest, of.applyAsDouble(models.get(i)) - of.applyAsDouble(models.get(i - 1)));
        }
        return largest == Double.NEGATIVE_INFINITY ? Double.NaN : largest;
    }

    /** Returns the neuron count that is nearest to a number by its ratio, if that is no more than the root of two. */
    private Optional<Integer> countNear(double neurons) {
        return growth.neurons().stream()
                .filter(count -> distance(count, neurons) <= Math.log(2) / 2)
                .min(Comparator.comparingDouble(count -> distance(count, neurons)));
    }

    private static double distance(int count, double neurons) {
        return Math.abs(Math.log(count / neurons));
    }
}
