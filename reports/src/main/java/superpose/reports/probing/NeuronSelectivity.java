package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Require;

/**
 * One neuron against every label: how many it is selective for.
 *
 * @param neuron its index
 * @param labels one entry for each label, in the order of the labels
 */
public record NeuronSelectivity(int neuron, List<Label> labels) {

    /** Copies the list. */
    public NeuronSelectivity {
        labels = List.copyOf(labels);
    }

    /**
     * How a neuron tells a label.
     *
     * @param concept the label
     * @param auroc of the neuron read as a score, in [0, 1]; below 0.5 where it is lower with the label
     * @param adjustedP chance of such an AUROC without any relation, adjusted for all neurons and labels tested, in [0, 1]
     */
    public record Label(String concept, double auroc, double adjustedP) {

        /**
         * Says whether the neuron tells the label.
         *
         * @param rate the share of false discoveries that is put up with, in (0, 1)
         * @param leastEffect how far from 0.5 the AUROC must be at least, in [0, 0.5): with many rows, differences that do not
         *     matter are certain too
         */
        boolean isTold(double rate, double leastEffect) {
            return adjustedP <= rate && Math.abs(auroc - 0.5) >= leastEffect;
        }
    }

    /**
     * Puts AUROCs and p-values together.
     *
     * @param concepts the labels
     * @param aurocs [labels][neurons]
     * @param adjustedP [labels][neurons]
     * @return one entry for each neuron
     */
    public static List<NeuronSelectivity> of(List<String> concepts, double[][] aurocs, double[][] adjustedP) {
        Require.positive(concepts.size(), "labels");
        Require.same(concepts.size(), aurocs.length, "rows of AUROCs, one for each label");
        Require.same(concepts.size(), adjustedP.length, "rows of p-values, one for each label");
        List<NeuronSelectivity> all = new ArrayList<>();
        for (int neuron = 0; neuron < aurocs[0].length; neuron++) {
            List<Label> labels = new ArrayList<>();
            for (int label = 0; label < aurocs.length; label++) {
                labels.add(new Label(concepts.get(label), aurocs[label][neuron], adjustedP[label][neuron]));
            }
            all.add(new NeuronSelectivity(neuron, labels));
        }
        return all;
    }

    /**
     * Returns for how many labels the neuron is selective: 1 for a neuron of one concept, more for one of several, which is
     * what polysemantic means as far as these labels reach.
     *
     * @param rate the share of false discoveries that is put up with, such as 0.05
     * @param leastEffect how far from 0.5 the AUROC must be, such as 0.1
     */
    public int selectiveFor(double rate, double leastEffect) {
        return (int)
                labels.stream().filter(label -> label.isTold(rate, leastEffect)).count();
    }
}
