package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * halvings. What is estimated, without bias, is the mean true AUROC of {@link #chosen}, the neurons that were chosen in this way
 * from halves of these rows, each in the direction that it was chosen with: what they would score on endless new rows. It is not
 * the AUROC of the one neuron that is truly best, which no rows can single out among many alike, and if anything a little below
 * what choosing from all rows gives. For neurons that know nothing it is 0.5.
 *
 * <p>The interval, for that mean true AUROC, is Student's on the log-odds scale. Two variances bound its variance: that of one
 * chosen neuron scored on all rows, as if all choices were the same; and that of the mean over the chosen neurons of their scores on
 * all rows, with the size of every covariance, as if the choices had not looked at the rows. The first is too large where the
 * choice varies, since different neurons err differently; the second too small, since a neuron that is chosen again and again
 * owes it to rows that the halves share. The geometric mean of the two is taken: our rule, not a theorem, but where one neuron is
 * always chosen all three are the same and the interval that of DeLong on all rows. In simulations of 300 to 600 rows, single or
 * in 50 groups, with 1 to 256 neurons of which none, one, some or all know something, 93 to 99 of 100 intervals at level 0.95
 * hold the truth.
 *
 * <p>Source: the halvings are the cross-fitting of Chernozhukov and others (2018), "Double/debiased machine learning"; what they
 * estimate is the data-adaptive target of Hubbard, Kherad-Pajouh and van der Laan (2016), "Statistical Inference for Data
 * Adaptive Target Parameters".
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
        Spread spread = Spread.of(activations, concept, groups, chosen);
        Interval interval = corrected > 0 && corrected < 1 && spread.standardError > 0
                ? IntervalScale.LOGIT.interval(corrected, spread.standardError, spread.degreesOfFreedom, halvings.level)
                : Witnesses.of(concept, groups).unvaried(corrected, halvings.level);
        Choice best = Choice.of(all);
        return new BestNeuronEstimate(best, best.auroc(all), interval, chosen);
    }

    /** Returns the share of the halves that chose the neuron that is best on all rows, in [0, 1]. */
    public double agreement() {
        return (double) chosen.stream().filter(best::equals).count() / chosen.size();
    }

    /** How far the mean score of the chosen neurons may be from what they are worth. */
    private record Spread(double standardError, double degreesOfFreedom) {

        static Spread of(Matrix activations, Concept concept, Groups groups, List<Choice> chosen) {
            Map<Integer, Integer> times = new LinkedHashMap<>();
            chosen.forEach(choice -> times.merge(choice.neuron, 1, Integer::sum));
            List<Influence> influences = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            times.forEach((neuron, count) -> {
                double[] scores = FeatureReadout.doubles(activations.column(neuron));
                influences.add(Influence.of(RankedScores.of(scores, concept).aurocInfluence(), concept, groups));
                shares.add((double) count / chosen.size());
            });
            double ofOne = 0;
            double ofMean = 0;
            double freedom = 0;
            for (int one = 0; one < influences.size(); one++) {
                Influence influence = influences.get(one);
                ofOne += shares.get(one) * influence.covariance(influence);
                freedom += shares.get(one) * influence.degreesOfFreedom();
                for (int other = 0; other < influences.size(); other++) {
                    // A neuron may be chosen high in one half and low in the next, so the sign says nothing.
                    ofMean +=
                            shares.get(one) * shares.get(other) * Math.abs(influence.covariance(influences.get(other)));
                }
            }
            return new Spread(Math.sqrt(Math.sqrt(ofOne * ofMean)), freedom);
        }
    }
}
