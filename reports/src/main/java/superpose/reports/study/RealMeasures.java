package superpose.reports.study;

import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.reports.probing.NeuronCountCurve;

/**
 * What was measured for one concept on the activations of one layer.
 *
 * @param where which concept on which activations
 * @param probe the probe on all neurons
 * @param controls what it is compared with
 * @param curve how the score grows with the number of neurons
 */
record RealMeasures(Where where, Score probe, Controls controls, List<NeuronCountCurve.Point> curve) {

    RealMeasures {
        curve = List.copyOf(curve);
    }

    /**
     * Which concept on which activations.
     *
     * @param activations name of the activations
     * @param neurons how many there are
     * @param concept name of the concept
     * @param rows how many rows there were
     */
    record Where(String activations, Neurons neurons, String concept, Rows rows) {}

    /**
     * How many neurons there are.
     *
     * @param count all of them
     * @param constant those that are the same in every training row, and so say nothing
     */
    record Neurons(int count, int constant) {}

    /**
     * How many rows there were.
     *
     * @param trainPositives rows with the concept that were fitted to
     * @param trainNegatives rows without it that were fitted to
     * @param testPositives rows with the concept that were scored on
     * @param testNegatives rows without it that were scored on
     */
    record Rows(int trainPositives, int trainNegatives, int testPositives, int testNegatives) {}

    /**
     * A score on the test rows; intervals are 95 % bootstrap intervals over groups.
     *
     * @param auroc area under the receiver operating characteristic
     * @param accuracy share of rows on the right side of the threshold
     */
    record Score(Interval auroc, Interval accuracy) {}

    /**
     * What a score is compared with.
     *
     * @param shuffled AUROC of probes fitted to shuffled labels: mean, smallest and largest
     * @param bestNeuron AUROC of the single neuron that was best on the training rows
     * @param neuron which neuron that is
     */
    record Controls(Interval shuffled, Interval bestNeuron, int neuron) {}

    /** Returns the scores of one order at one number of neurons, a number for each draw. */
    double[] at(int neurons, String order) {
        return curve.stream()
                .filter(point -> point.neurons() == neurons && point.order().equals(order))
                .mapToDouble(NeuronCountCurve.Point::auroc)
                .toArray();
    }

    /** Returns the numbers of neurons on the curve, ascending. */
    List<Integer> counts() {
        return curve.stream()
                .map(NeuronCountCurve.Point::neurons)
                .distinct()
                .sorted()
                .toList();
    }
}
