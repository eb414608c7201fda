package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a reader should know before believing a score, in plain words. */
final class Remarks {

    /** Below this many rows of a class, or groups that have the concept, an interval over them is rough. */
    private static final int FEW_ROWS = 30;

    private static final int FEW_GROUPS = 5;

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
                    "%d of %d neurons are constant over the training rows and take no part (%s).",
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
                    "%d of %d neurons are exact copies of others, so no single weight of theirs can be read by itself (%s).",
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
        int fewestTested = Math.min(rows.testPositives(), rows.testNegatives());
        if (fewestTested < FEW_ROWS) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Only %d test rows are %s the concept: the interval is rough.",
                    fewestTested,
                    rows.testPositives() <= rows.testNegatives() ? "with" : "without"));
        }
        ConceptFindings.GroupCounts groups = findings.where().groups();
        if (groups.testWithConcept() < FEW_GROUPS) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The concept is in only %d of %d groups of test rows: rows of one group are no independent witnesses,"
                            + " so the interval is rough.",
                    groups.testWithConcept(),
                    groups.test()));
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
        double probe = findings.score().auroc().estimate();
        for (LookupControl lookup : findings.controls().lookups()) {
            if (lookup.auroc().estimate() >= probe) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "This concept is readable from the %s alone: AUROC %.3f without any activations, against %.3f for the"
                                + " probe.",
                        lookup.reads(),
                        lookup.auroc().estimate(),
                        probe));
            }
        }
        double shuffled = findings.controls().shuffled().mean();
        if (Math.abs(shuffled - 0.5) > CONTROL_MARGIN) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "Probes of shuffled labels score %.3f on average over %d, not 0.5: take that much off any difference, or"
                            + " shuffle more often.",
                    shuffled,
                    findings.controls().shuffled().permutations()));
        }
    }
}
