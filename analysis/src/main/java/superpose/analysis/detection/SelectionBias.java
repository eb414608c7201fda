package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.analysis.detection.BestNeuronEstimate.Choice;
import superpose.analysis.detection.BestNeuronEstimate.Halvings;
import superpose.analysis.statistics.Probability;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * How much too good the best of many neurons looks, simulated: the bias of the naive and of the corrected score against what the
 * chosen neurons are truly worth.
 *
 * @param neurons of how many the best is chosen
 * @param naive bias of the AUROC on the rows that the neuron was chosen on
 * @param corrected bias of {@link BestNeuronEstimate#corrected}
 * @param covered share of the corrected score's intervals, at level 0.95, that hold the mean true AUROC of what was chosen
 */
public record SelectionBias(int neurons, Bias naive, Bias corrected, double covered) {

    /**
     * A mean over repeats.
     *
     * @param mean AUROC measured less true AUROC
     * @param standardError of the mean, at least 0
     */
    public record Bias(double mean, double standardError) {

        private static Bias of(double[] measured, double[] truths) {
            double[] errors = new double[measured.length];
            Arrays.setAll(errors, i -> measured[i] - truths[i]);
            double mean = Arrays.stream(errors).average().orElseThrow();
            double squares =
                    Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum();
            return new Bias(mean, Math.sqrt(squares / (errors.length - 1) / errors.length));
        }
    }

    /**
     * Normal neurons, some of which know a little.
     *
     * @param rows how many
     * @param share of rows with the concept, in (0, 1)
     * @param weak how many neurons know something; the first ones, fewer where there are fewer
     * @param separation how many standard deviations the concept moves those, d'
     */
    public record World(int rows, double share, int weak, double separation) {

        /** Checks the ranges. */
        public World {
            Require.that(rows >= 20, "at least 20 rows", rows, "the halves of less hold nothing");
            Require.that(share > 0 && share < 1, "a share in (0, 1)", share, "0.2 is usual");
            Require.notNegative(weak, "weak neurons");
            Require.notNegative(separation, "a separation");
        }

        private Concept concept() {
            boolean[] present = new boolean[rows];
            Arrays.fill(present, 0, (int) Math.round(share * rows), true);
            return Concept.of("simulated", present);
        }

        private Matrix draw(int neurons, Concept concept, Seed seed) {
            RandomGenerator generator = seed.generator();
            float[] values = new float[Math.multiplyExact(rows, neurons)];
            for (int i = 0; i < values.length; i++) {
                boolean moved = i % neurons < weak && concept.in(i / neurons);
                values[i] = (float) (generator.nextGaussian() + (moved ? separation : 0));
            }
            return Matrix.of(rows, neurons, values);
        }

        private double truth(Choice choice) {
            double auroc = choice.neuron() < weak ? Probability.normal(separation / Math.sqrt(2)) : 0.5;
            return choice.sign() > 0 ? auroc : 1 - auroc;
        }
    }

    /**
     * Simulates worlds of single rows.
     *
     * @param neurons of how many the best is chosen, one point for each
     * @param repeats worlds for each, at least 2
     */
    public static List<SelectionBias> simulate(World world, List<Integer> neurons, int repeats, Seed seed) {
        Require.that(repeats >= 2, "at least 2 repeats", repeats, "a single one has no spread");
        return neurons.stream()
                .map(count -> point(world, count, repeats, seed.child(count)))
                .toList();
    }

    private static SelectionBias point(World world, int neurons, int repeats, Seed seed) {
        Concept concept = world.concept();
        List<BestNeuronEstimate> estimates = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            Matrix activations = world.draw(neurons, concept, seed.child(repeat));
            Halvings halvings = Halvings.usual(seed.child("halves").child(repeat));
            estimates.add(BestNeuronEstimate.of(activations, concept, Groups.each(world.rows), halvings));
        }
        double[] ofBest =
                estimates.stream().mapToDouble(e -> world.truth(e.best())).toArray();
        double[] ofChosen = estimates.stream()
                .mapToDouble(e ->
                        e.chosen().stream().mapToDouble(world::truth).average().orElseThrow())
                .toArray();
        long covered = IntStream.range(0, repeats)
                .filter(repeat -> estimates.get(repeat).corrected().contains(ofChosen[repeat]))
                .count();
        return new SelectionBias(
                neurons,
                Bias.of(
                        estimates.stream()
                                .mapToDouble(BestNeuronEstimate::naive)
                                .toArray(),
                        ofBest),
                Bias.of(
                        estimates.stream()
                                .mapToDouble(e -> e.corrected().estimate())
                                .toArray(),
                        ofChosen),
                (double) covered / repeats);
    }
}
