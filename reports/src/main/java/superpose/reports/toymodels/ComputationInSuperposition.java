package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import superpose.analysis.statistics.PowerLaw;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Lab;
import superpose.reports.pages.KeyNumber;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.DimensionSearch.Care;
import superpose.reports.toymodels.DimensionSearch.Need;
import superpose.reports.toymodels.DimensionSearch.Needs;
import superpose.reports.toymodels.DimensionSearch.ReadOut;

/**
 * How many dimensions it takes to store many features of which few are on, so that they can be read: about {@code k^2 log(m/k)}
 * for a linear read-out that no input may mislead, about {@code k log(m/k)} for a read-out that searches.
 *
 * <p>Source: Garg, Kleinberg and Peng (2026), bounds on linear storage and read-out; tested here at finite size with random
 * directions and without training. Bounds that hold for the best directions are met with random ones, so that constants are not
 * comparable; and matching pursuit is judged on random inputs, because its worst input cannot be found.
 *
 * <p>Not here: the networks of Haenni et al. (2024) that compute all ANDs of pairs in superposition.
 */
final class ComputationInSuperposition implements Reproduction {

    private static final String GARG =
            "Garg, Kleinberg and Peng (2026), linear storage and read-out of features, abstract";
    private static final String CONTROL = "control";

    /** Features that are on in the sweeps of m: of linear read-out under the worst input, and of matching pursuit. */
    static final int FEW = 2;

    static final int SOME = 4;

    @Override
    public About about() {
        return new About(
                "computation-in-superposition",
                "How many dimensions does it take to read features back?",
                GARG,
                new About.Costs(2, 16, 240));
    }

    /**
     * What is tried.
     *
     * @param active features that are on, k; linear read-outs of the worst input take the first few
     * @param features features in all, m, in the sweep of m
     * @param care how carefully a read-out is judged
     */
    private record Size(List<Integer> active, List<Integer> features, Care care) {

        /** Features in the sweep of k under the worst input, where more dimensions than features must not be needed. */
        int mostFeatures() {
            return features.getLast();
        }

        /** Features in the sweep of k on random inputs, which take far fewer dimensions. */
        int middleFeatures() {
            return features.get(features.size() / 2);
        }
    }

    private static Size size(Assignment assignment) {
        return assignment.choose(
                new Size(List.of(2, 3, 4), List.of(64, 128, 256), new Care(40, 8)),
                new Size(List.of(2, 3, 4, 6, 8), List.of(256, 512, 1_024, 2_048, 4_096), new Care(200, 32)),
                new Size(
                        List.of(2, 3, 4, 6, 8, 12),
                        List.of(256, 512, 1_024, 2_048, 4_096, 8_192),
                        new Care(1_000, 64)));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 4, 10);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "active", size.active(),
                "features", size.features(),
                "error", ReadTrial.ERROR,
                "inputs", size.care().inputs(),
                "seeds", seeds(assignment));
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);
        List<DimensionSearch> searches = searches(size, seeds(assignment));
        List<Need> needs = lab
                .eachOf("dimensions that are enough", searches.size(), index -> {
                    DimensionSearch search = searches.get(index);
                    return lab.points().point(search.key(), Needs.class, search::needs);
                })
                .stream()
                .flatMap(found -> found.all().stream())
                .toList();
        Verdicts verdicts = new Verdicts(assignment);
        judgeActive(needs, size, verdicts);
        judgeFeatures(needs, size, verdicts);
        control(needs, verdicts);
        var figures = new ReadOutFigures(needs, size.mostFeatures(), size.middleFeatures());
        return new Outcome(summary(needs, size), figures.sections(), verdicts.all(), figures.tables());
    }

    private static List<DimensionSearch> searches(Size size, int seeds) {
        List<DimensionSearch> searches = new ArrayList<>();
        int most = size.mostFeatures();
        int middle = size.middleFeatures();
        for (int seed = 0; seed < seeds; seed++) {
            searches.add(new DimensionSearch(ReadOut.LINEAR_WORST, most, size.active(), seed, size.care()));
            for (int on : size.active()) {
                searches.add(new DimensionSearch(ReadOut.LINEAR_RANDOM, middle, List.of(on), seed, size.care()));
                searches.add(new DimensionSearch(ReadOut.PURSUIT, middle, List.of(on), seed, size.care()));
            }
            for (int features : size.features()) {
                if (features != most) {
                    searches.add(new DimensionSearch(ReadOut.LINEAR_WORST, features, List.of(FEW), seed, size.care()));
                }
                if (features != middle) {
                    searches.add(new DimensionSearch(ReadOut.PURSUIT, features, List.of(SOME), seed, size.care()));
                }
            }
        }
        return searches;
    }

    private static void judgeActive(List<Need> needs, Size size, Verdicts verdicts) {
        verdicts.mean(
                new Statement(
                        "cis.linear.k",
                        "A linear read-out that no input misleads takes dimensions that grow with the square of the"
                                + " features that are on (exponent of dimensions over ln(m/k) in k).",
                        GARG),
                Band.around(2, 0.3),
                bySeed(needs, ReadOut.LINEAR_WORST, size.mostFeatures(), Need::perLogarithm));
        verdicts.mean(
                new Statement(
                        "cis.linear.k.raw",
                        "The same without taking the factor ln(m/k) out (exponent of dimensions in k).",
                        GARG),
                Band.around(2, 0.3),
                bySeed(needs, ReadOut.LINEAR_WORST, size.mostFeatures(), Need::hidden));
        verdicts.mean(
                new Statement(
                        "cis.pursuit.k",
                        "Matching pursuit takes dimensions in proportion to the features that are on (exponent of"
                                + " dimensions over ln(m/k) in k, random inputs).",
                        GARG),
                Band.around(1, 0.2),
                bySeed(needs, ReadOut.PURSUIT, size.middleFeatures(), Need::perLogarithm));
        verdicts.mean(
                new Statement(
                        "cis.pursuit.k.raw",
                        "The same without taking the factor ln(m/k) out (exponent of dimensions in k, random inputs).",
                        GARG),
                Band.around(1, 0.2),
                bySeed(needs, ReadOut.PURSUIT, size.middleFeatures(), Need::hidden));
    }

    private static void judgeFeatures(List<Need> needs, Size size, Verdicts verdicts) {
        verdicts.mean(
                new Statement(
                        "cis.linear.m",
                        "With " + FEW + " features on, a linear read-out that no input misleads takes dimensions in"
                                + " proportion to the logarithm of the features (exponent in ln(m/k)).",
                        GARG),
                Band.around(1, 0.3),
                sweepOfFeatures(needs, ReadOut.LINEAR_WORST, FEW));
        verdicts.mean(
                new Statement(
                        "cis.pursuit.m",
                        "With " + SOME
                                + " features on, matching pursuit takes dimensions in proportion to the logarithm"
                                + " of the features (exponent in ln(m/k), random inputs).",
                        GARG),
                Band.around(1, 0.3),
                sweepOfFeatures(needs, ReadOut.PURSUIT, SOME));
        verdicts.every(
                new Statement(
                        "cis.gap",
                        "With " + size.active().getLast() + " features on, matching pursuit reads random inputs from at"
                                + " most half the dimensions that a linear read-out takes for the same inputs (every seed).",
                        GARG),
                Band.atMost(0.5),
                ratios(needs, size));
    }

    /** The worst input, and not linearity alone, is what costs the square: on random inputs errors cancel. */
    private static void control(List<Need> needs, Verdicts verdicts) {
        int features = needs.stream()
                .filter(need -> need.readOut() == ReadOut.LINEAR_RANDOM)
                .findFirst()
                .orElseThrow()
                .features();
        verdicts.mean(
                new Statement(
                        "cis.control.random",
                        "On random inputs a linear read-out does not need the square either: errors cancel (exponent of"
                                + " dimensions over ln(m/k) in k).",
                        CONTROL),
                Band.atMost(1.5),
                bySeed(needs, ReadOut.LINEAR_RANDOM, features, Need::perLogarithm));
    }

    /** Returns each seed's exponent of dimensions, or of what they are for each ln(m/k), in k. */
    private static double[] bySeed(List<Need> needs, ReadOut readOut, int features, ToDoubleFunction<Need> dimensions) {
        return IntStream.range(0, seeds(needs))
                .mapToDouble(seed -> {
                    List<Need> one = needs.stream()
                            .filter(need -> need.readOut() == readOut && need.features() == features)
                            .filter(need -> need.seed() == seed)
                            .toList();
                    double[] sizes = one.stream().mapToDouble(Need::active).toArray();
                    double[] values = one.stream().mapToDouble(dimensions).toArray();
                    return PowerLaw.of(sizes, values).exponent();
                })
                .toArray();
    }

    private static double[] sweepOfFeatures(List<Need> needs, ReadOut readOut, int active) {
        return IntStream.range(0, seeds(needs))
                .mapToDouble(seed -> {
                    List<Need> one = needs.stream()
                            .filter(need -> need.readOut() == readOut && need.active() == active)
                            .filter(need -> need.seed() == seed)
                            .toList();
                    return PowerLaw.of(
                                    one.stream().mapToDouble(Need::logarithm).toArray(),
                                    one.stream().mapToDouble(Need::hidden).toArray())
                            .exponent();
                })
                .toArray();
    }

    private static int seeds(List<Need> needs) {
        return 1 + needs.stream().mapToInt(Need::seed).max().orElseThrow();
    }

    private static double[] ratios(List<Need> needs, Size size) {
        return IntStream.range(0, seeds(needs))
                .mapToDouble(seed -> {
                    int on = size.active().getLast();
                    return hidden(needs, ReadOut.PURSUIT, on, seed) / hidden(needs, ReadOut.LINEAR_RANDOM, on, seed);
                })
                .toArray();
    }

    private static double hidden(List<Need> needs, ReadOut readOut, int active, int seed) {
        return needs.stream()
                .filter(need -> need.readOut() == readOut && need.active() == active && need.seed() == seed)
                .findFirst()
                .orElseThrow()
                .hidden();
    }

    private static Outcome.Summary summary(List<Need> needs, Size size) {
        double linear = mean(bySeed(needs, ReadOut.LINEAR_WORST, size.mostFeatures(), Need::perLogarithm));
        double pursuit = mean(bySeed(needs, ReadOut.PURSUIT, size.middleFeatures(), Need::perLogarithm));
        int most = size.active().getLast();
        return new Outcome.Summary(
                "Dimensions over ln(m/k) grow with the features that are on to the power of "
                        + ExperimentPage.number(linear) + " for a linear read-out that no input misleads, and of "
                        + ExperimentPage.number(pursuit) + " for matching pursuit on random inputs.",
                List.of(
                        new KeyNumber(
                                ExperimentPage.number(hidden(needs, ReadOut.LINEAR_WORST, most, 0)),
                                "dimensions, linear, worst input",
                                most + " of " + size.mostFeatures() + " features on"),
                        new KeyNumber(
                                ExperimentPage.number(hidden(needs, ReadOut.PURSUIT, most, 0)),
                                "dimensions, matching pursuit",
                                most + " of " + size.middleFeatures() + " features on, random inputs")));
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(index -> values[index])
                .average()
                .orElseThrow();
    }
}
