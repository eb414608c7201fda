package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reader should know before believing a score, in plain words. */
final class Remarks {

    /** Below this many rows of a class an interval over them is rough. */
    private static final int FEW_ROWS = 30;

    /** Below this many groups with the concept nearly all simulated intervals held the truth: they were too wide. */
    private static final int FEW_GROUPS_WITH_CONCEPT = 5;

    /** Below this many groups simulated intervals at 95 % held the truth in 91 to 100 of 100 worlds, by the kind of world. */
    private static final int FEW_GROUPS = 13;

    private static final String COMPARISONS_ROUGH = "controls, curves and ablation are rough";

    /** How far from chance the mean of a control may be. */
    private static final double CONTROL_MARGIN = 0.05;

    private final ConceptFindings findings;
    private final List<String> remarks = new ArrayList<>();

    private Remarks(ConceptFindings findings) {
        this.findings = findings;
    }

    static List<String> on(ConceptFindings findings) {
        Remarks remarks = new Remarks(findings);
        remarks.onNeurons();
        remarks.onClasses();
        remarks.onPenalty();
        remarks.onControls();
        return List.copyOf(remarks.remarks);
    }

    private void onNeurons() {
        NeuronHealth neurons = findings.where().neurons();
        ClassCounts rows = findings.where().rows();
        int training = rows.trainingPositives() + rows.trainingNegatives();
        if (neurons.neurons() > training) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "There are more neurons (%d) than rows to fit to (%d): some direction separates any labels, so only the"
                            + " scores on held-out rows mean anything.",
                    neurons.neurons(),
                    training));
        }
        if (neurons.constant() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Constant over the training rows, and so without a say: %d of %d neurons (%s).",
                    neurons.constant(),
                    neurons.neurons(),
                    listed(neurons.firstConstant(), neurons.constant())));
        }
        if (neurons.copies() > 0) {
            List<String> copies = neurons.firstCopies().stream()
                    .map(copy -> copy.neuron() + " repeats " + copy.of())
                    .toList();
            remarks.add(String.format(
                    Locale.ROOT,
                    "Exact copies of other neurons, whose weights cannot be read one by one: %d of %d neurons (%s).",
                    neurons.copies(),
                    neurons.neurons(),
                    listed(copies, neurons.copies())));
        }
    }

    private static String listed(List<?> first, int all) {
        return first.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (first.size() < all ? ", ..." : "");
    }

    private void onClasses() {
        ClassCounts rows = findings.where().rows();
        onFew("training", rows.trainingPositives(), rows.trainingNegatives(), "what the probe reads is uncertain");
        onFew("test", rows.testPositives(), rows.testNegatives(), "the interval is rough");
        ConceptFindings.Sampled sampled = findings.sampled();
        if (sampled != null) {
            ClassCounts some = sampled.rows();
            onFew("sampled training", some.trainingPositives(), some.trainingNegatives(), COMPARISONS_ROUGH);
            onFew("sampled test", some.testPositives(), some.testNegatives(), COMPARISONS_ROUGH);
        }
        ConceptFindings.GroupCounts groups = findings.where().groups();
        if (groups.testWithConcept() < FEW_GROUPS_WITH_CONCEPT) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The interval rests on few groups of test rows that have the concept (%d of %d): rows of one group are no"
                            + " independent witnesses, so it is wide and rough; in simulations of so few it held the truth more"
                            + " often than it says.",
                    groups.testWithConcept(),
                    groups.test()));
        } else if (groups.test() < FEW_GROUPS) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The interval rests on %d groups of test rows: rows of one group are no independent witnesses, so it is"
                            + " rough; in simulations of so few an interval at 95 %% held the truth in 91 to 100 of 100 worlds.",
                    groups.test()));
        }
    }

    private void onFew(String part, int positives, int negatives, String consequence) {
        int fewest = Math.min(positives, negatives);
        if (fewest < FEW_ROWS) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Few %s rows %s the concept (%d): %s.",
                    part,
                    positives <= negatives ? "have" : "lack",
                    fewest,
                    consequence));
        }
    }

    private void onPenalty() {
        PenaltyChoice penalty = findings.penalty();
        if (penalty.separable()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Some direction separates the training rows perfectly, so without a penalty the weights would grow without"
                            + " bound; their size is set by the penalty (C = %s).",
                    penalty.c()));
        }
        if (penalty.atEdge() != PenaltyChoice.Edge.NONE) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The best penalty is the %s that was tried (C = %s): a %s one may do better.",
                    penalty.atEdge() == PenaltyChoice.Edge.STRONGEST_PENALTY ? "strongest" : "weakest",
                    penalty.atEdge() == PenaltyChoice.Edge.STRONGEST_PENALTY
                            ? penalty.tried().getFirst().c()
                            : penalty.tried().getLast().c(),
                    penalty.atEdge() == PenaltyChoice.Edge.STRONGEST_PENALTY ? "stronger" : "weaker"));
        }
    }

    private void onControls() {
        double probe = findings.compared().auroc().estimate();
        for (LookupControl lookup : findings.controls().lookups()) {
            if (lookup.auroc().estimate() >= probe && lookup.auroc().low() > 0.5) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "This concept is readable from the %s alone: AUROC %.3f without any activations, against %.3f for the"
                                + " probe.",
                        lookup.reads(),
                        lookup.auroc().estimate(),
                        probe));
            }
        }
        ShuffledLabelControl shuffled = findings.controls().shuffled();
        if (Math.abs(shuffled.mean() - 0.5) > CONTROL_MARGIN) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Probes of shuffled labels score %.3f on average over %d (%.3f to %.3f), not 0.5: there are few independent"
                            + " witnesses, and a score in that range may be chance.",
                    shuffled.mean(),
                    shuffled.permutations(),
                    shuffled.low(),
                    shuffled.high()));
        }
    }
}
