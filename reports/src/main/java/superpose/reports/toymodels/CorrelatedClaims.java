package superpose.reports.toymodels;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeatureNorms;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.reproduce.Verdicts;

/** The claims of {@link CorrelatedFeatures}. */
final class CorrelatedClaims {

    private static final String CONTROL = "control";

    /** Densities at which the paper says how many of three pairs have become one direction, and how many. */
    static final Map<Double, Integer> COLLAPSED = new TreeMap<>(Map.of(0.02, 0, 0.1, 1, 0.175, 2, 0.7, 3));

    private final List<CorrelatedModel> models;
    private final Verdicts verdicts;

    CorrelatedClaims(List<CorrelatedModel> models, Verdicts verdicts) {
        this.models = models;
        this.verdicts = verdicts;
    }

    void judge() {
        judgePairs();
        judgeExclusivePairs();
        judgeThree();
        judgeCollapse();
        judgeLocal();
    }

    private void judgePairs() {
        List<CorrelatedModel> correlated = best(CorrelatedWorld.PAIRS);
        verdicts.every(
                new Statement(
                        "corr.within",
                        "Two correlated pairs in two hidden units: the members of a pair are orthogonal (largest |cos|, best"
                                + " of ten, every density).",
                        CorrelatedFeatures.ELHAGE),
                Band.atMost(CorrelatedModel.ORTHOGONAL),
                each(correlated, CorrelatedModel::largestWithin));
        verdicts.every(
                new Statement(
                        "corr.across",
                        "Two correlated pairs in two hidden units: every feature is opposite to one of the other pair"
                                + " (highest cosine with its opposite, best of ten, every density).",
                        CorrelatedFeatures.ELHAGE),
                Band.atMost(CorrelatedModel.OPPOSITE),
                each(correlated, CorrelatedModel::oppositeAcross));
        share(
                "corr.share",
                "At least 80 % of best-of-ten models of two correlated pairs are orthogonal within and opposite across.",
                correlated,
                CorrelatedModel::isOrthogonalWithinAndOppositeAcross);
    }

    private void judgeExclusivePairs() {
        List<CorrelatedModel> anticorrelated = best(CorrelatedWorld.EXCLUSIVE_PAIRS);
        verdicts.every(
                new Statement(
                        "anti.within",
                        "Two anticorrelated pairs in two hidden units: the members of a pair are opposite (highest cosine,"
                                + " best of ten, every density).",
                        CorrelatedFeatures.ELHAGE),
                Band.atMost(CorrelatedModel.OPPOSITE_WITHIN),
                each(anticorrelated, CorrelatedModel::highestWithin));
        share(
                "anti.share",
                "At least 80 % of best-of-ten models of two anticorrelated pairs have opposite members.",
                anticorrelated,
                CorrelatedModel::isOppositeWithin);
        List<CorrelatedModel> independent = CorrelatedModel.in(CorrelatedWorld.NO_PAIRS, models);
        verdicts.share(
                new Statement(
                        "anti.control",
                        "Independent features pair up at random: the members of made-up pairs are opposite in one of three"
                                + " models.",
                        CONTROL),
                Band.around(1.0 / 3, 0.15),
                count(independent, CorrelatedModel::isOppositeWithin),
                independent.size());
    }

    private void judgeThree() {
        List<CorrelatedModel> three = best(CorrelatedWorld.THREE_PAIRS);
        verdicts.every(
                new Statement(
                        "corr.side",
                        "Three correlated pairs in two hidden units: the members of a pair lie side by side (lowest cosine,"
                                + " best of ten, every density).",
                        CorrelatedFeatures.ELHAGE),
                Band.atLeast(CorrelatedModel.SIDE_BY_SIDE),
                each(three, CorrelatedModel::lowestWithin));
        verdicts.every(
                new Statement(
                        "corr.norms",
                        "Three correlated pairs in two hidden units: all six features are represented (shortest direction,"
                                + " best of ten, every density).",
                        CorrelatedFeatures.ELHAGE),
                Band.atLeast(FeatureNorms.REPRESENTED),
                each(three, CorrelatedModel::shortest));
        share(
                "corr.side.share",
                "At least 80 % of best-of-ten models of three correlated pairs have all six features, side by side.",
                three,
                CorrelatedModel::isSideBySide);
    }

    private void judgeCollapse() {
        List<CorrelatedModel> best = best(CorrelatedWorld.COLLAPSING_PAIRS);
        COLLAPSED.forEach((density, pairs) -> verdicts.every(
                new Statement(
                        "collapse." + pairs,
                        "At density " + density + ", " + pairs
                                + " of three correlated pairs have become one direction, their"
                                + " principal component (pairs with cos > 0.99, best of ten).",
                        CorrelatedFeatures.ELHAGE),
                Band.around(pairs, 0),
                each(at(density, best), CorrelatedModel::collapsed)));
        verdicts.every(
                new Statement(
                        "collapse.monotone",
                        "The less rare the features, the more pairs become one direction (largest number lost from one density"
                                + " to the next, best of ten, every group).",
                        CorrelatedFeatures.ELHAGE),
                Band.atMost(0),
                falls(best));
    }

    private static double[] falls(List<CorrelatedModel> best) {
        return best.stream()
                .mapToInt(model -> model.place().group())
                .distinct()
                .mapToDouble(group -> {
                    double[] counts = best.stream()
                            .filter(model -> model.place().group() == group)
                            .mapToDouble(CorrelatedModel::collapsed)
                            .toArray();
                    return IntStream.range(1, counts.length)
                            .mapToDouble(level -> counts[level - 1] - counts[level])
                            .max()
                            .orElseThrow();
                })
                .toArray();
    }

    private void judgeLocal() {
        List<CorrelatedModel> bundles = best(CorrelatedWorld.BUNDLES);
        verdicts.every(
                new Statement(
                        "local.within",
                        "Within a correlated set, features form an almost orthogonal basis of their own: "
                                + CorrelatedWorld.BUNDLES.sets().words()
                                + " (mean |cos| within sets, lowest loss of several seeds, every density; sizes and bound"
                                + " are ours).",
                        CorrelatedFeatures.ELHAGE),
                Band.atMost(CorrelatedModel.ORTHOGONAL),
                each(bundles, CorrelatedModel::meanAbsoluteWithin));
        verdicts.every(
                new Statement(
                        "local.across",
                        "Features of a correlated set share their directions with those of the other set, not with each other"
                                + " (share of all squared cosines that is within sets, lowest loss of several seeds, every"
                                + " density; the bound is ours).",
                        CorrelatedFeatures.ELHAGE),
                Band.atMost(0.1),
                each(bundles, CorrelatedModel::overlapWithin));
        int size = CorrelatedWorld.NO_BUNDLES.sets().size();
        verdicts.mean(
                new Statement(
                        "local.control",
                        "Independent features know no sets: the share of all squared cosines that is within made-up sets is"
                                + " that of pairs within them, 9 in 19 (every density and seed).",
                        CONTROL),
                Band.around((size - 1) / (2.0 * size - 1), 0.2),
                each(CorrelatedModel.in(CorrelatedWorld.NO_BUNDLES, models), CorrelatedModel::overlapWithin));
    }

    private List<CorrelatedModel> best(CorrelatedWorld world) {
        return CorrelatedModel.best(CorrelatedModel.in(world, models));
    }

    private static List<CorrelatedModel> at(double density, List<CorrelatedModel> models) {
        return models.stream()
                .filter(model -> model.place().density() == density)
                .toList();
    }

    private static double[] each(List<CorrelatedModel> models, ToDoubleFunction<CorrelatedModel> measure) {
        return models.stream().mapToDouble(measure).toArray();
    }

    private static long count(List<CorrelatedModel> models, Predicate<CorrelatedModel> chosen) {
        return models.stream().filter(chosen).count();
    }

    private void share(String id, String sentence, List<CorrelatedModel> models, Predicate<CorrelatedModel> chosen) {
        verdicts.share(
                new Statement(id, sentence, CorrelatedFeatures.ELHAGE),
                Band.atLeast(0.8),
                count(models, chosen),
                models.size());
    }
}
