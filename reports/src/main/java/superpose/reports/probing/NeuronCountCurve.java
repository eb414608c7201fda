package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Seed;
import superpose.probes.linear.NeuronOrder;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;

/**
 * How the score on the test rows grows with the number of neurons that the probe may read.
 *
 * @param points by number of neurons, at each the best-first order and then the random ones
 */
public record NeuronCountCurve(List<Point> points) {

    /** Neurons ordered by how far apart the classes' means are on the training rows. */
    public static final String BEST_FIRST = "best first";

    /** Neurons in random order. */
    public static final String RANDOM = "random";

    /** Copies the list. */
    public NeuronCountCurve {
        points = List.copyOf(points);
    }

    /**
     * A probe on some of the neurons.
     *
     * @param neurons how many
     * @param order how they were chosen: {@link #BEST_FIRST} or {@link #RANDOM}
     * @param draw which random order, from 0 on; 0 for the best-first order
     * @param auroc on the test rows
     */
    public record Point(int neurons, String order, int draw, double auroc) {}

    /**
     * Measures the curve.
     *
     * @param whole the score of the probe on all neurons, which need not be fitted again
     * @param draws how many random orders
     * @param seed decides those
     */
    public static NeuronCountCurve of(ProbeTrainer trainer, ProbeTask task, double whole, int draws, Seed seed) {
        SomeNeurons probing = new SomeNeurons(trainer);
        NeuronOrder best = NeuronOrder.bestFirst(task.training(), task.trainingConcept());
        List<Point> points = new ArrayList<>();
        for (int count : NeuronCounts.halvings(best.neurons())) {
            boolean all = count == best.neurons();
            points.add(new Point(count, BEST_FIRST, 0, all ? whole : probing.auroc(task, best.first(count))));
            for (int draw = 0; draw < draws; draw++) {
                NeuronOrder random =
                        NeuronOrder.random(best.neurons(), seed.child("order").child(draw));
                points.add(new Point(count, RANDOM, draw, all ? whole : probing.auroc(task, random.first(count))));
            }
        }
        return new NeuronCountCurve(points);
    }
}
