package superpose.reports.toymodels;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.FittedDictionaries.Fit;
import superpose.reports.toymodels.FittedDictionaries.Input;
import superpose.reports.toymodels.FittedDictionaries.Learner;
import superpose.reports.toymodels.SparseDictionaries.Chance;
import superpose.reports.toymodels.SparseDictionaries.Run;
import superpose.reports.toymodels.SparseDictionaries.Toy;

/** The claims of {@link SparseDictionaries} about one toy model. */
final class SparseDictionaryClaims {

    private static final String SPD =
            "Bushnaq, Braun and Sharkey (2025), Stochastic Parameter Decomposition, toy models of"
                    + " superposition; their method decomposes weights, ours fits activations";
    private static final String BEYOND = SPD + "; they give no such number, the threshold is ours";
    private static final String OLAH =
            "Anthropic (May 2023), Circuits updates, on the number of dictionary elements; the margin is ours";
    private static final String SHARKEY =
            "Sharkey, Braun and Millidge (2022), Taking features out of superposition with sparse autoencoders; the"
                    + " threshold is ours";
    private static final String CONTROL = "control";
    private static final double MARGIN = 0.01;

    private final List<Run> fitted;
    private final List<Run> shuffled;
    private final List<Chance> chances;
    private final Toy toy;

    SparseDictionaryClaims(List<Run> runs, List<Chance> chances, Toy toy) {
        this.fitted = SparseDictionaries.of(runs, toy, Input.ACTIVATIONS);
        this.shuffled = SparseDictionaries.of(runs, toy, Input.SHUFFLED);
        this.chances = chances.stream()
                .filter(chance -> chance.model().toy().equals(toy) && chance.atoms() == toy.features())
                .toList();
        this.toy = toy;
    }

    void judge(Verdicts verdicts) {
        for (Learner learner : Learner.values()) {
            List<Run> runs =
                    fitted.stream().filter(run -> run.learner() == learner).toList();
            String id = toy.words() + "." + learner.words();
            String who = "(" + toy.words() + ", " + learner.words() + ", every seed)";
            judgeMatch(runs, id, who, verdicts);
            judgeSizes(runs, id, who, verdicts);
        }
        judgeControls(verdicts);
    }

    private static double[] each(List<Run> runs, ToDoubleFunction<Run> measure) {
        return runs.stream().mapToDouble(measure).toArray();
    }

    private static void judgeMatch(List<Run> runs, String id, String who, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "dict.mmcs." + id,
                        "A dictionary finds the features as well as a decomposition of the weights: the mean over features of"
                                + " the best cosine (MMCS) is at least 0.99 " + who + ".",
                        SPD),
                Band.atLeast(SparseDictionaries.GOAL),
                each(runs, run -> run.asLargeAsTruth().mmcs()));
        verdicts.every(
                new Statement(
                        "dict.mcc." + id,
                        "It finds them one to one: matched in pairs, the mean cosine (MCC) is as high " + who + ".",
                        BEYOND),
                Band.atLeast(SparseDictionaries.GOAL),
                each(runs, run -> run.asLargeAsTruth().mcc()));
        verdicts.every(
                new Statement(
                        "dict.above." + id,
                        "It misses none: the share of features with a best cosine above 0.9 is 1 " + who + ".",
                        BEYOND),
                Band.atLeast(1),
                each(runs, run -> run.asLargeAsTruth().above()));
    }

    private static void judgeSizes(List<Run> runs, String id, String who, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "dict.size." + id,
                        "The best number of atoms is that of the features: no other has an MMCS higher by more than 0.01"
                                + " (largest gain) " + who + ".",
                        OLAH),
                Band.atMost(MARGIN),
                each(
                        runs,
                        run -> run.fitted().fits().stream()
                                        .mapToDouble(Fit::mmcs)
                                        .max()
                                        .orElseThrow()
                                - run.asLargeAsTruth().mmcs()));
        verdicts.every(
                new Statement(
                        "dict.next." + id,
                        "The right size shows without the truth: its atoms are found again in the next larger dictionary (mean"
                                + " of the best cosine there) " + who + ".",
                        SHARKEY),
                Band.atLeast(0.9),
                each(runs, run -> run.fitted().agreement(run.model().toy().features())));
    }

    private void judgeControls(Verdicts verdicts) {
        String who = "(" + toy.words() + ", every seed)";
        verdicts.every(
                new Statement(
                        "dict.control.few." + toy.words(),
                        "Fewer atoms than features do not reach an MMCS of 0.99, whatever the learner " + who + ".",
                        CONTROL),
                Band.atMost(SparseDictionaries.GOAL),
                fitted.stream()
                        .flatMapToDouble(run -> run.fitted().fits().stream()
                                .filter(fit -> fit.atoms() < toy.features())
                                .mapToDouble(Fit::mmcs))
                        .toArray());
        verdicts.every(
                new Statement(
                        "dict.control.random." + toy.words(),
                        "As many random directions do not reach it (MMCS, 97.5 % quantile of random dictionaries) "
                                + who + ".",
                        CONTROL),
                Band.atMost(SparseDictionaries.GOAL),
                chances.stream()
                        .mapToDouble(
                                chance -> chance.match().mmcsTruthToLearned().high())
                        .toArray());
        verdicts.mean(
                new Statement(
                        "dict.control.shuffled." + toy.words(),
                        "Activations shuffled in each unit hold no features: their dictionaries come at most half of the way"
                                + " from chance to an MMCS of 1 (share of the way, " + toy.words()
                                + ", mean over seeds; the threshold is ours).",
                        CONTROL),
                Band.atMost(0.5),
                IntStream.range(0, chances.size())
                        .mapToDouble(this::shareOfTheWay)
                        .toArray());
    }

    /** Returns how far from chance to a perfect match the shuffled dictionaries of a seed come, averaged over both learners. */
    private double shareOfTheWay(int seed) {
        double chance = chances.get(seed).match().mmcsTruthToLearned().estimate();
        double mmcs = shuffled.stream()
                .filter(run -> run.model().equals(chances.get(seed).model()))
                .mapToDouble(run -> run.asLargeAsTruth().mmcs())
                .average()
                .orElseThrow();
        return (mmcs - chance) / (1 - chance);
    }
}
