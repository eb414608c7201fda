package superpose.analysis.detection;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.analysis.detection.BestNeuronEstimate.Choice;
import superpose.analysis.detection.BestNeuronEstimate.Halvings;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.Probability;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Seed;

/**
 * Normal neurons of unit deviation, of which the first few know a concept.
 *
 * @param rows how many
 * @param share of rows with the concept
 * @param groups how many groups of equal size, which have their own level of every neuron and their own share of the concept; 0
 *     for single rows, of which exactly the share has the concept
 * @param neurons how many
 * @param knowing how many of them know the concept
 * @param separation how many standard deviations it moves those, d'
 * @param alike correlation of any two neurons within a class
 */
record NeuronWorld(int rows, double share, int groups, int neurons, int knowing, double separation, double alike) {

    /** Part of the variance of a neuron that the rows of a group have in common. */
    private static final double COMMON = 0.3;

    /** What was estimated and what the chosen neurons are truly worth, on average. */
    record Drawn(Interval corrected, double truth) {}

    Drawn draw(Seed seed) {
        RandomGenerator generator = seed.generator();
        Concept concept = concept(generator);
        BestNeuronEstimate estimate = BestNeuronEstimate.of(
                activations(concept, generator), concept, groups(concept), Halvings.usual(seed.child("halves")));
        double truth =
                estimate.chosen().stream().mapToDouble(this::truth).average().orElseThrow();
        return new Drawn(estimate.corrected(), truth);
    }

    private double truth(Choice choice) {
        double auroc = choice.neuron() < knowing ? Probability.normal(separation / Math.sqrt(2)) : 0.5;
        return choice.sign() > 0 ? auroc : 1 - auroc;
    }

    private int group(int row) {
        return groups == 0 ? row : (int) ((long) row * groups / rows);
    }

    private boolean startsGroup(int row) {
        return row == 0 || group(row) != group(row - 1);
    }

    private Groups groups(Concept concept) {
        return groups == 0
                ? Groups.each(concept.samples())
                : Groups.byNumber(IntStream.range(0, rows).map(this::group).toArray());
    }

    private Concept concept(RandomGenerator generator) {
        boolean[] present = new boolean[rows];
        if (groups == 0) {
            Arrays.fill(present, 0, (int) Math.round(share * rows), true);
            return Concept.of("simulated", present);
        }
        double rate = 0;
        for (int row = 0; row < rows; row++) {
            rate = startsGroup(row) ? 2 * share * generator.nextDouble() : rate;
            present[row] = generator.nextDouble() < rate;
        }
        return Concept.of("simulated", present);
    }

    private Matrix activations(Concept concept, RandomGenerator generator) {
        float[] values = new float[rows * neurons];
        double[] common = new double[neurons];
        double own = groups == 0 ? 1 : Math.sqrt(1 - COMMON);
        for (int row = 0; row < rows; row++) {
            if (groups > 0 && startsGroup(row)) {
                fill(common, Math.sqrt(COMMON), generator);
            }
            double[] alone = new double[neurons];
            fill(alone, own, generator);
            for (int neuron = 0; neuron < neurons; neuron++) {
                double moved = neuron < knowing && concept.in(row) ? separation : 0;
                values[row * neurons + neuron] = (float) (common[neuron] + alone[neuron] + moved);
            }
        }
        return Matrix.of(rows, neurons, values);
    }

    private void fill(double[] values, double deviation, RandomGenerator generator) {
        double shared = Math.sqrt(alike) * generator.nextGaussian();
        Arrays.setAll(values, neuron -> deviation * (shared + Math.sqrt(1 - alike) * generator.nextGaussian()));
    }
}
