package superpose.reports.probing;

import superpose.probes.linear.LinearProbe;

/**
 * A probe, its score on rows it has not seen, and the controls that belong beside it.
 *
 * @param probe as fitted to the training rows
 * @param score on the test rows
 * @param controls what nothing and what one neuron score
 * @param counts how many rows of each class there were
 */
public record ProbeRun(LinearProbe probe, ProbeScore score, Controls controls, ClassCounts counts) {

    /**
     * What a score is to be compared with.
     *
     * @param shuffled the same kind of probe on labels dealt at random
     * @param bestNeuron the best single neuron
     */
    public record Controls(ShuffledLabelControl shuffled, BestNeuron bestNeuron) {}
}
