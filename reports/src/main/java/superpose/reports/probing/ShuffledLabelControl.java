package superpose.reports.probing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.detection.Auroc;
import superpose.data.Concept;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;

/**
 * What a probe scores that was fitted to training labels dealt at random: the AUROC to be had from nothing.
 *
 * @param mean of the AUROCs on the true test labels, over the permutations
 * @param low the smallest of them
 * @param high the largest of them
 * @param permutations how many
 */
public record ShuffledLabelControl(double mean, double low, double high, int permutations) {

    /**
     * Fits the probe to permuted labels, several times.
     *
     * @param shuffle what is permuted
     * @param permutations at least 1
     */
    public static ShuffledLabelControl of(
            ProbeTrainer trainer, ProbeTask task, LabelShuffle shuffle, int permutations, Seed seed) {
        List<Concept> labels = IntStream.range(0, Require.positive(permutations, "permutations"))
                .mapToObj(permutation -> shuffle.of(task, seed.child(permutation)))
                .toList();
        double[] aurocs = task.scoreAll(trainer.fitAll(task.training(), labels)).stream()
                .mapToDouble(Auroc::of)
                .toArray();
        return new ShuffledLabelControl(
                Arrays.stream(aurocs).average().orElseThrow(),
                Arrays.stream(aurocs).min().orElseThrow(),
                Arrays.stream(aurocs).max().orElseThrow(),
                permutations);
    }
}
