package superpose.reports.probing;

import superpose.analysis.detection.Auroc;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
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
        double sum = 0;
        double low = 1;
        double high = 0;
        for (int permutation = 0; permutation < Require.positive(permutations, "permutations"); permutation++) {
            LinearProbe probe = trainer.fit(task.training(), shuffle.of(task, seed.child(permutation)));
            double auroc = Auroc.of(task.score(probe));
            sum += auroc;
            low = Math.min(low, auroc);
            high = Math.max(high, auroc);
        }
        return new ShuffledLabelControl(sum / permutations, low, high, permutations);
    }
}
