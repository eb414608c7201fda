package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * The AUROC of the best of many neurons without the winner's curse: the best of many looks better than it is where it is scored
 * on the rows that it was chosen on.
 *
 * <p>The groups of rows are halved at random, with about the same share of the concept on both sides; the neuron, and whether it
 * is higher or lower with the concept, is chosen on one half and scored on the other, then the other way round, for several
 * halvings. What is estimated, without bias, is the expected AUROC on new rows of a neuron that is chosen in this way from half
 * as many rows: a property of these neurons and this number of rows, not of the one neuron that happens to be the best here, and
 * if anything a little below what choosing from all rows gives. For neurons that know nothing it is 0.5.
 *
 * <p>The interval is Student's on the log-odds scale. Its variance is the mean over halves of the (clustered) variance of the
 * score there, halved because two halves are all rows: that of one neuron scored once on all rows, so halving again and again
 * does not count as more rows. That is exact where one neuron is always chosen. Where the choice varies the interval is too wide
 * for neurons that know nothing, whose scores average out, and a little narrow for weak ones that differ in worth: in
 * simulations of 300 to 600 rows, 97 to 100 of 100 intervals at level 0.95 hold the truth for the best of 8 to 256 neurons that
 * know nothing, 92 to 97 where one or a few are plain to see, and 88 to 95 for a few weak ones.
 *
 * <p>Source: the halvings are the cross-fitting of Chernozhukov and others (2018), "Double/debiased machine learning".
 *
 * @param best the best neuron on all rows
 * @param naive its AUROC on the rows that it was chosen on, in [0.5, 1]; too high
 * @param corrected mean AUROC over halves of what was chosen on the other half, in [0, 1]
 * @param chosen what was chosen, two for each halving
 */
public record BestNeuronEstimate(Choice best, double naive, Interval corrected, List<Choice> chosen) {

    /** Copies the list. */
    public BestNeuronEstimate {
        chosen = List.copyOf(chosen);
    }

    /**
     * A neuron and its direction.
     *
     * @param neuron its index
     * @param sign 1 where it is higher with the concept, -1 where it is lower
     */
    public record Choice(int neuron, int sign) {

        /** Chooses the AUROC that is farthest from 0.5. */
        static Choice of(double[] aurocs) {
            int best = 0;
            for (int neuron = 1; neuron < aurocs.length; neuron++) {
                if (Math.abs(aurocs[neuron] - 0.5) > Math.abs(aurocs[best] - 0.5)) {
                    best = neuron;
                }
            }
            return new Choice(best, aurocs[best] >= 0.5 ? 1 : -1);
        }

        /** Returns the AUROC in this direction, from that of each neuron. */
        double auroc(double[] aurocs) {
            return sign > 0 ? aurocs[neuron] : 1 - aurocs[neuron];
        }
    }

    /**
     * How rows are halved.
     *
     * @param count how often, at least 1; 10 leave little to the luck of the draw
     * @param level chance of the interval to cover, in (0, 1)
     * @param seed the same seed gives the same halves
     */
    public record Halvings(int count, double level, Seed seed) {

        /** Checks the ranges. */
        public Halvings {
            Require.positive(count, "halvings");
            Require.that(level > 0 && level < 1, "a confidence level in (0, 1)", level, "0.95 is usual");
        }

        /** The usual setting: 10 halvings and level 0.95. */
        public static Halvings usual(Seed seed) {
            return new Halvings(10, 0.95, seed);
        }
    }

    /**
     * Estimates the AUROC of the best neuron; each neuron is sorted once.
     *
     * @param activations [samples, neurons], not NaN, at least one neuron; may be larger than memory
     * @param concept [samples], with both classes in at least 2 groups
     * @param groups [samples], which of them belong together and go to the same half
     */
    public static BestNeuronEstimate of(Matrix activations, Concept concept, Groups groups, Halvings halvings) {
        Require.same(activations.rows(), concept.samples(), "labels of " + concept.name() + " for the activations");
        Require.positive(activations.columns(), "neurons");
        List<Half> halves = new ArrayList<>();
        for (int halving = 0; halving < halvings.count; halving++) {
            halves.addAll(Half.both(concept, groups, halvings.seed.child(halving)));
        }
        double[] all = new double[activations.columns()];
        double[][] byHalf = new double[halves.size()][activations.columns()];
        SortedColumn.forEach(activations, (neuron, column) -> {
            all[neuron] = NeuronAurocs.of(column, concept);
            for (int half = 0; half < byHalf.length; half++) {
                byHalf[half][neuron] = halves.get(half).auroc(column);
            }
        });
        List<Choice> chosen = new ArrayList<>();
        double sum = 0;
        for (int half = 0; half < byHalf.length; half++) {
            Choice choice = Choice.of(byHalf[half]);
            chosen.add(choice);
            // Halves come in pairs.
            sum += choice.auroc(byHalf[half ^ 1]);
        }
        double corrected = sum / byHalf.length;
        Influence spread = spread(activations, concept, groups, chosen, halves);
        Interval interval = corrected > 0 && corrected < 1 && spread.standardError() > 0
                ? spread.interval(corrected, IntervalScale.LOGIT, halvings.level)
                : Witnesses.of(concept, groups).unvaried(corrected, halvings.level);
        Choice best = Choice.of(all);
        return new BestNeuronEstimate(best, best.auroc(all), interval, chosen);
    }

    /** Returns the standard error of the mean score as if both halves of a halving had told of the same neuron. */
    private static Influence spread(
            Matrix activations, Concept concept, Groups groups, List<Choice> chosen, List<Half> halves) {
        Map<Integer, SortedColumn> sorted = new HashMap<>();
        double variance = 0;
        double freedom = 0;
        for (int half = 0; half < halves.size(); half++) {
            SortedColumn column = sorted.computeIfAbsent(
                    chosen.get(half).neuron, neuron -> SortedColumn.of(activations.column(neuron)));
            Influence one = Influence.of(halves.get(half ^ 1).influence(column), concept, groups);
            variance += one.standardError() * one.standardError() / halves.size();
            freedom += one.degreesOfFreedom() / halves.size();
        }
        // Two halves are all rows: half the variance, and twice the degrees of freedom.
        return new Influence(Math.sqrt(variance / 2), 2 * freedom);
    }

    /** Returns the share of the halves that chose the neuron that is best on all rows, in [0, 1]. */
    public double agreement() {
        return (double) chosen.stream().filter(best::equals).count() / chosen.size();
    }
}
