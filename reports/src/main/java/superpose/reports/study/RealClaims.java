package superpose.reports.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import superpose.analysis.statistics.Interval;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;
import superpose.reports.probing.NeuronCountCurve;

/** What a study of real activations claims, each sentence judged over its concepts. */
final class RealClaims {

    private static final double LEVEL = 0.95;
    private static final int FEWEST_CONCEPTS = 3;
    private static final double NEARLY = 0.01;

    private final List<List<RealMeasures>> byConcept;

    RealClaims(List<RealMeasures> measures) {
        Map<String, List<RealMeasures>> grouped = measures.stream()
                .collect(Collectors.groupingBy(one -> one.where().concept(), TreeMap::new, Collectors.toList()));
        this.byConcept = new ArrayList<>(grouped.values());
    }

    /** Returns every claim, judged or not run. */
    List<Claim> all() {
        return List.of(
                judge(
                        new Statement(
                                "probes-beat-single-neurons",
                                "A probe on all neurons tells a concept better than the best single neuron does"
                                        + " (difference of AUROC, mean over concepts).",
                                "Gurnee et al. (2023), Finding Neurons in a Haystack"),
                        one -> one.probe().auroc().estimate()
                                - one.controls().bestNeuron().estimate(),
                        Band.positive()),
                judge(
                        new Statement(
                                "few-neurons-suffice",
                                "Half of the neurons, the best first, reach within 0.01 of the AUROC of all neurons"
                                        + " (share of the neurons needed, mean over concepts).",
                                "Gurnee et al. (2023), Finding Neurons in a Haystack, on sparse probes"),
                        RealClaims::shareNeeded,
                        Band.atMost(0.5)),
                judge(
                        new Statement(
                                "best-first-beats-random",
                                "An eighth of the neurons, chosen best first, reads a concept better than an eighth"
                                        + " chosen at random (difference of AUROC, mean over concepts).",
                                "this study; no published number"),
                        RealClaims::gainOfChoice,
                        Band.positive()),
                judge(
                        new Statement(
                                "shuffled-labels-say-nothing",
                                "A probe trained on shuffled labels tells a concept no better than chance (AUROC, mean"
                                        + " over concepts).",
                                "control"),
                        one -> one.controls().shuffled().estimate(),
                        Band.around(0.5, 0.05)));
    }

    private static double shareNeeded(RealMeasures one) {
        double all = one.probe().auroc().estimate();
        int needed = one.counts().stream()
                .filter(count -> one.at(count, NeuronCountCurve.BEST_FIRST)[0] >= all - NEARLY)
                .findFirst()
                .orElse(one.where().neurons().count());
        return (double) needed / one.where().neurons().count();
    }

    private static double gainOfChoice(RealMeasures one) {
        int eighth = one.counts().stream()
                .filter(count -> count >= one.where().neurons().count() / 8.0)
                .findFirst()
                .orElseThrow();
        double random =
                Arrays.stream(one.at(eighth, NeuronCountCurve.RANDOM)).average().orElseThrow();
        return one.at(eighth, NeuronCountCurve.BEST_FIRST)[0] - random;
    }

    /** Averages over the activations of each concept first: the concepts are what is independent. */
    private Claim judge(Statement statement, ToDoubleFunction<RealMeasures> of, Band band) {
        if (byConcept.size() < FEWEST_CONCEPTS) {
            return Claim.notRun(statement, band);
        }
        double[] means = byConcept.stream()
                .mapToDouble(
                        measured -> measured.stream().mapToDouble(of).average().orElseThrow())
                .toArray();
        return Claim.judge(statement, Interval.ofMean(means, LEVEL), band);
    }
}
