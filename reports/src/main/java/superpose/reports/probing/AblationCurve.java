package superpose.reports.probing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import superpose.analysis.detection.Auroc;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.NeuronOrder;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;

/**
 * What is lost without the k best neurons: to the probe that relied on them, and to one that may learn to do without.
 *
 * <p>The neurons are ordered best first on the training rows. Where the fitted probe loses much and the refitted one little,
 * the concept is there twice: the best neurons are used but not needed. Where both lose, they are necessary.
 *
 * @param whole the AUROC of the probe on all neurons
 * @param points one for each k, rising, less than all neurons
 */
public record AblationCurve(double whole, List<Point> points) {

    /** Copies the list. */
    public AblationCurve {
        points = List.copyOf(points);
    }

    /**
     * The test rows without the k best neurons.
     *
     * @param neurons k
     * @param ablated AUROC of the full probe where these neurons are held at their training means
     * @param rest AUROC of a probe fitted to the other neurons: what can still be read
     */
    public record Point(int neurons, double ablated, double rest) {}

    /** Returns what the full probe loses without the k best neurons of a point: how much it relies on them. */
    public double necessity(Point point) {
        return whole - point.ablated();
    }

    /** Returns the share of the gain over chance that other neurons can give, 1 where nothing is lost; NaN without a gain. */
    public double redundancy(Point point) {
        return whole == SomeNeurons.CHANCE
                ? Double.NaN
                : (point.rest() - SomeNeurons.CHANCE) / (whole - SomeNeurons.CHANCE);
    }

    /**
     * Ablates more and more neurons.
     *
     * @param probe fitted by the trainer to the training rows of the task
     * @param whole its AUROC on the test rows
     */
    public static AblationCurve of(ProbeTrainer trainer, ProbeTask task, LinearProbe probe, double whole) {
        SomeNeurons probing = new SomeNeurons(trainer);
        NeuronOrder order = NeuronOrder.bestFirst(task.training(), task.trainingConcept());
        List<Point> points = new ArrayList<>();
        for (int count : NeuronCounts.doublings(1, order.neurons())) {
            if (count < order.neurons()) {
                int[] best = order.first(count);
                LinearProbe without = probe.ablated(best, task.training().standardization());
                points.add(new Point(
                        count, Auroc.of(task.score(without)), probing.auroc(task, others(best, order.neurons()))));
            }
        }
        return new AblationCurve(whole, points);
    }

    private static int[] others(int[] some, int neurons) {
        BitSet others = new BitSet();
        others.set(0, neurons);
        Arrays.stream(some).forEach(others::clear);
        return others.stream().toArray();
    }
}
