package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import superpose.analysis.detection.Auroc;
import superpose.analysis.detection.Calibration;
import superpose.analysis.detection.Confusion;
import superpose.analysis.detection.DetectionScores;
import superpose.analysis.statistics.Interval;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;
import superpose.probes.linear.ThreePartTask;

/**
 * The whole protocol for one concept in one set of activations: choose the penalty on the validation rows, fit to all rows but
 * the test rows, score on those, and put beside the score all that it is to be compared with.
 *
 * @param grid the kind of probe and its penalties
 * @param resamples draws behind each interval, at least 100
 * @param repeats fits behind each control: shuffled labels, random features, control tasks; at least 1
 * @param orders random orders of the neurons, at least 0
 */
public record ConceptProbing(PenaltyGrid grid, int resamples, int repeats, int orders) {

    private static final double LEVEL = 0.95;

    /** Test rows are cut into so many bins of equal size to see what probabilities are worth. */
    private static final int BINS = 10;

    /** Checks the ranges. */
    public ConceptProbing {
        Require.that(resamples >= 100, "at least 100 resamples", resamples, "1000 is usual");
        Require.positive(repeats, "repeats of each control");
        Require.that(orders >= 0, "random orders of at least 0", orders, "3 are usual");
    }

    /** Seven penalties, 1,000 resamples, 10 repeats of each control and 3 random orders. */
    public static ConceptProbing usual() {
        return new ConceptProbing(PenaltyGrid.usual(), 1000, 10, 3);
    }

    /**
     * Finds out what there is to say of a concept; the same seed gives the same numbers.
     *
     * @param activations name of the activations
     * @param facts of all rows of the task
     */
    public ConceptFindings of(String activations, ThreePartTask task, RowFacts facts, Seed seed) {
        ConceptFindings findings = compared(activations, task, facts, seed);
        return findings.withRemarks(Remarks.on(findings));
    }

    /**
     * Finds out what there is to say of a concept where there are so many rows that the hundred fits and more behind the
     * comparisons would take too long.
     *
     * <p>The probe is chosen, fitted and scored on all rows. Whatever it is to be compared with is computed on a sample of
     * them, with a probe that was chosen, fitted and scored on that sample: no gain, knee or loss is a difference between more
     * rows and fewer.
     *
     * @param activations name of the activations
     * @param sample the same question, asked of some of the rows
     * @param facts of all rows of the sample
     */
    public ConceptFindings of(String activations, ThreePartTask task, ThreePartTask sample, RowFacts facts, Seed seed) {
        ConceptFindings compared = compared(activations, sample, facts, seed);
        Whole whole = whole(activations, task);
        ConceptFindings findings = compared.comparedWith(whole.where, whole.penalty, quality(whole.held));
        return findings.withRemarks(Remarks.on(findings));
    }

    /** The probe on all neurons, and how it did on the test rows. */
    private record Whole(ConceptFindings.Where where, PenaltyChoice penalty, LinearProbe probe, HeldOutScores held) {}

    private ConceptFindings.Quality quality(HeldOutScores held) {
        return new ConceptFindings.Quality(DetectionScores.of(held, LEVEL), Confusion.of(held), calibration(held));
    }

    private Whole whole(String activations, ThreePartTask task) {
        PenaltyChoice penalty = PenaltyChoice.of(task.choice(), grid);
        ProbeTask test = task.test();
        LinearProbe probe = penalty.trainer().fit(test.training(), test.trainingConcept());
        HeldOutScores held = test.score(probe);
        return new Whole(where(activations, test, held), penalty, probe, held);
    }

    /** Finds out everything but the remarks. */
    private ConceptFindings compared(String activations, ThreePartTask task, RowFacts facts, Seed seed) {
        ProbeTask test = task.test();
        RowFacts known = facts.requireRows(test.rows());
        Whole whole = whole(activations, task);
        ProbeTrainer trainer = whole.penalty.trainer();
        ConceptFindings.Quality quality = quality(whole.held);
        double auroc = quality.scores().auroc().estimate();
        return new ConceptFindings(
                whole.where,
                whole.penalty,
                quality,
                controls(trainer, test, whole.held, known, seed),
                OtherProbe.beside(grid.kind(), whole.held, task, LEVEL),
                codeLength(test, seed.child("code")),
                new ConceptFindings.Curves(
                        BestNeuronsCurve.of(trainer, task.choice(), test, auroc, resamples, seed.child("knee")),
                        NeuronCountCurve.of(trainer, test, auroc, orders, seed),
                        AblationCurve.of(trainer, test, whole.probe, auroc)),
                List.of(),
                null);
    }

    private static ConceptFindings.Where where(String activations, ProbeTask test, HeldOutScores held) {
        long groupsWithConcept = IntStream.range(0, held.samples())
                .filter(held.truth()::in)
                .map(held.groups()::of)
                .distinct()
                .count();
        return new ConceptFindings.Where(
                activations,
                test.trainingConcept().name(),
                NeuronHealth.of(test.training()),
                ClassCounts.of(test.trainingConcept(), held.truth()),
                new ConceptFindings.GroupCounts(
                        test.trainingGroups().count(), held.groups().count(), (int) groupsWithConcept));
    }

    private @Nullable Calibration calibration(HeldOutScores held) {
        return grid.kind().givesProbabilities() ? Calibration.of(held, BINS, LEVEL) : null;
    }

    private @Nullable DescriptionLength codeLength(ProbeTask test, Seed seed) {
        return grid.kind().givesProbabilities()
                ? DescriptionLength.of(
                        test.training().values(), test.trainingConcept(), test.trainingGroups(), grid, seed)
                : null;
    }

    private ConceptFindings.Controls controls(
            ProbeTrainer trainer, ProbeTask test, HeldOutScores held, RowFacts facts, Seed seed) {
        List<LookupControl> lookups = new ArrayList<>();
        facts.tokens().ifPresent(tokens -> lookups.add(LookupControl.of(LookupControl.TOKEN, test, tokens, LEVEL)));
        facts.positions()
                .ifPresent(positions -> lookups.add(LookupControl.of(LookupControl.POSITION, test, positions, LEVEL)));
        // Where every training row has one token, there is nothing to know by heart.
        Optional<Groups> tokens =
                facts.tokens().filter(all -> all.select(test.trainingRows()).count() > 1);
        @Nullable
        RandomFeaturesControl random = tokens.map(
                        all -> RandomFeaturesControl.of(trainer, test, all, repeats, seed.child("random features")))
                .orElse(null);
        @Nullable
        Selectivity selectivity = tokens.flatMap(all -> Selectivity.of(
                        trainer, test, DetectionScores.of(held, LEVEL), all, repeats, seed.child("control task")))
                .orElse(null);
        BestNeuron neuron = BestNeuron.of(test, scores -> Auroc.deLong(scores, LEVEL));
        return new ConceptFindings.Controls(
                ShuffledLabelControl.of(trainer, test, LabelShuffle.OVER_GROUPS, repeats, seed.child("shuffle")),
                neuron,
                lookups,
                random,
                selectivity,
                gains(test, held, neuron, facts));
    }

    private static ConceptFindings.Gains gains(ProbeTask test, HeldOutScores held, BestNeuron neuron, RowFacts facts) {
        LinearProbe single = LinearProbe.ofNeuron(
                neuron.neuron(), neuron.sign(), test.training().neurons());
        @Nullable
        Interval overToken = facts.tokens()
                .map(tokens -> Auroc.difference(held, LookupControl.scores(test, tokens), LEVEL))
                .orElse(null);
        return new ConceptFindings.Gains(Auroc.difference(held, test.score(single), LEVEL), overToken);
    }
}
