package superpose.reports.probing;

import java.util.function.Function;
import superpose.analysis.detection.NeuronAurocs;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;

/**
 * The single neuron that tells the concept best: chosen, and its sign taken, on the training rows; scored on the test rows.
 *
 * @param neuron its index
 * @param sign 1 where the neuron is higher with the concept, -1 where it is lower
 * @param trainingAuroc on the rows it was chosen on, in [0.5, 1]; too high, being the best of many
 * @param auroc on the test rows, in [0, 1]
 */
public record BestNeuron(int neuron, int sign, double trainingAuroc, Interval auroc) {

    /**
     * Chooses a neuron and scores it.
     *
     * @param measure the AUROC of held-out scores with its interval
     */
    public static BestNeuron of(ProbeTask task, Function<HeldOutScores, Interval> measure) {
        double[] aurocs = NeuronAurocs.of(task.training().values(), task.trainingConcept());
        int best = 0;
        for (int neuron = 1; neuron < aurocs.length; neuron++) {
            if (Math.abs(aurocs[neuron] - 0.5) > Math.abs(aurocs[best] - 0.5)) {
                best = neuron;
            }
        }
        int sign = aurocs[best] >= 0.5 ? 1 : -1;
        Interval auroc = measure.apply(task.score(LinearProbe.ofNeuron(best, sign, aurocs.length)));
        return new BestNeuron(best, sign, Math.max(aurocs[best], 1 - aurocs[best]), auroc);
    }
}
