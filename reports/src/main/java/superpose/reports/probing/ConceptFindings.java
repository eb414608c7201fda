package superpose.reports.probing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import superpose.analysis.detection.Calibration;
import superpose.analysis.detection.Confusion;
import superpose.analysis.detection.DetectionScores;
import superpose.analysis.statistics.Interval;

/**
 * What was found out about one concept in one set of activations.
 *
 * @param where which concept in which activations
 * @param penalty the penalty of the probe, and how it was chosen
 * @param probe how it did on the test rows
 * @param controls what the score is to be compared with
 * @param others what other kinds of probe reach
 * @param codeLength how cheaply the labels can be told to someone who has the activations; null where the kind of probe gives
 *     no probabilities
 * @param curves how the score depends on which neurons may be read
 * @param remarks what a reader should know before believing the score, in plain words; empty where there is nothing
 * @param sampled the probe that controls, code length and curves belong to, where they were computed on a sample of the rows;
 *     null where they were computed on all rows, as the probe itself was
 */
public record ConceptFindings(
        Where where,
        PenaltyChoice penalty,
        Quality probe,
        Controls controls,
        List<OtherProbe> others,
        @Nullable DescriptionLength codeLength,
        Curves curves,
        List<String> remarks,
        @Nullable Sampled sampled) {

    /** Copies the lists. */
    public ConceptFindings {
        others = List.copyOf(others);
        remarks = List.copyOf(remarks);
    }

    /** Returns how well the probe did on the test rows. */
    public DetectionScores scores() {
        return probe.scores();
    }

    /** Returns the scores of the probe that controls, code length and curves are to be compared with. */
    public DetectionScores compared() {
        return sampled == null ? scores() : sampled.scores();
    }

    /** Returns the penalty of that probe; NaN where its kind has none. */
    public double comparedC() {
        return sampled == null ? penalty.c() : sampled.c();
    }

    /** Returns the same findings with remarks. */
    ConceptFindings withRemarks(List<String> known) {
        return new ConceptFindings(where, penalty, probe, controls, others, codeLength, curves, known, sampled);
    }

    /** Returns these findings of a sample beside what was found of a probe on all rows. */
    ConceptFindings comparedWith(Where all, PenaltyChoice chosen, Quality quality) {
        Sampled sample = new Sampled(where.rows(), where.groups(), penalty.c(), scores());
        return new ConceptFindings(all, chosen, quality, controls, others, codeLength, curves, List.of(), sample);
    }

    /**
     * The probe that comparisons are made with: its penalty chosen, and the probe fitted and scored, on a sample of the rows
     * alone, as all that is compared with it.
     *
     * @param rows how many rows of each class are in the sample
     * @param groups how many groups they come in
     * @param c its penalty
     * @param scores on the test rows of the sample
     */
    public record Sampled(ClassCounts rows, GroupCounts groups, double c, DetectionScores scores) {}

    /**
     * Which concept in which activations.
     *
     * @param activations their name
     * @param concept its name
     * @param neurons how many there are, and which say nothing
     * @param rows how many rows of each class there are; training rows are those of the last fit, validation rows included
     * @param groups how many groups the rows come in
     */
    public record Where(
            String activations, String concept, NeuronHealth neurons, ClassCounts rows, GroupCounts groups) {}

    /**
     * How many groups of rows there are.
     *
     * @param training with training or validation rows
     * @param test with test rows
     * @param testWithConcept with test rows that have the concept
     */
    public record GroupCounts(int training, int test, int testWithConcept) {}

    /**
     * How a probe did on the test rows.
     *
     * @param scores with intervals over groups
     * @param confusion the rows on each side of its threshold
     * @param calibration what its probabilities are worth; null where the kind of probe gives none
     */
    public record Quality(
            DetectionScores scores,
            Confusion confusion,
            @Nullable Calibration calibration) {}

    /**
     * By how much the probe's AUROC is above that of others on the same test rows.
     *
     * @param overBestNeuron above the best single neuron
     * @param overToken above the token alone; null where tokens are not known
     */
    public record Gains(Interval overBestNeuron, @Nullable Interval overToken) {}

    /**
     * What a score is to be compared with.
     *
     * @param shuffled the same fit on labels dealt between the groups
     * @param bestNeuron the best single neuron
     * @param lookups what tables without activations score, by token and by position; those that are known
     * @param randomFeatures the same fit on a random vector for each token; null where tokens are not known
     * @param selectivity the distance from labels that can only be known by heart; null where tokens are not known
     * @param gains over some of these
     */
    public record Controls(
            ShuffledLabelControl shuffled,
            BestNeuron bestNeuron,
            List<LookupControl> lookups,
            @Nullable RandomFeaturesControl randomFeatures,
            @Nullable Selectivity selectivity,
            Gains gains) {

        /** Copies the list. */
        public Controls {
            lookups = List.copyOf(lookups);
        }
    }

    /**
     * How the score depends on which neurons may be read.
     *
     * @param best the best neurons first, with the number that is enough
     * @param counts best first and in random order, on the test rows
     * @param ablation what is lost without the best
     */
    public record Curves(BestNeuronsCurve best, NeuronCountCurve counts, AblationCurve ablation) {}
}
