package superpose.probes.linear;

import java.util.Locale;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * The neurons on which a ridge regression of the label leaves the least squared error, found by branch and bound, with a
 * proof of how much better any other choice could be.
 *
 * <p>What is minimised over sets of k neurons is {@code (|y - Z w - b|^2 + lambda |w|^2) / |y - mean y|^2}, the share of the
 * label that stays unexplained; y is the label, Z standardised neurons. Least squares stands in for the logistic loss so that
 * the inner products of the neurons are all that the search has to know.
 *
 * <p>Source: Gurnee et al. (2023), "Finding Neurons in a Haystack" (optimal sparse probing, prefiltered to 50 candidates);
 * Bertsimas and Van Parys (2020), "Sparse high-dimensional regression", for the problem; Furnival and Wilson (1974),
 * "Regressions by leaps and bounds", for the branching. No commercial solver is needed.
 *
 * @param candidates how many neurons the choice is among, those whose class means lie farthest apart; all that vary if there
 *     are fewer. Each step of the search costs up to the third power of this
 * @param lambda weight of the penalty as in {@link RidgeTrainer}, above 0
 * @param nodes how many open cases to look into before giving up the proof, at least 0. It is not a limit on time, so that
 *     the same rows always give the same neurons
 */
public record BestSubset(int candidates, double lambda, int nodes) implements NeuronSelection {

    /** Checks the ranges. */
    public BestSubset {
        Require.positive(candidates, "candidates");
        Require.positive(lambda, "lambda");
        Require.that(nodes >= 0, "a limit of at least 0 nodes", nodes, "give 20000");
    }

    /** Chooses among 50 candidates with lambda = 1 and looks into at most 20,000 cases. */
    public BestSubset() {
        this(50, 1, 20_000);
    }

    @Override
    public int[] choose(TrainingActivations training, Concept concept, int units) {
        return search(training, concept, units).neurons();
    }

    /**
     * Chooses neurons and says how sure it is that no other choice among the candidates is better.
     *
     * @param units how many neurons, at least 1; there are at least as many candidates
     * @throws superpose.data.BadInputException if fewer neurons vary over the training rows
     */
    public BestSubsetResult search(TrainingActivations training, Concept concept, int units) {
        training.standardization().requireVarying(units);
        int varying = training.standardization().varying().length;
        int among = Math.min(varying, Math.max(units, candidates));
        double[] difference = MeanDifferenceTrainer.difference(training, training.requireLabels(concept));
        int[] chosenFrom =
                NeuronOrder.descending(NeuronOrder.sizes(difference)).firstVarying(among, training.standardization());
        double share = (double) concept.positives() / concept.samples();
        double[] correlations = new double[among];
        for (int i = 0; i < among; i++) {
            correlations[i] = Math.sqrt(share * (1 - share)) * difference[chosenFrom[i]];
        }
        SubsetSearch search = new SubsetSearch(products(training, chosenFrom, correlations), units);
        search.run(nodes);
        return new BestSubsetResult(search, chosenFrom);
    }

    /** Returns the correlations of candidates and label, the penalty added to those of each candidate with itself. */
    private SweptProducts products(TrainingActivations training, int[] neurons, double[] correlations) {
        int size = neurons.length;
        double[][] products = new double[size + 1][size + 1];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                products[row][column] = training.gram().get(neurons[row], neurons[column]) / training.samples();
            }
            products[row][row] += lambda / training.samples();
            products[row][size] = correlations[row];
            products[size][row] = correlations[row];
        }
        products[size][size] = 1;
        return new SweptProducts(products);
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "best subset of %d candidates (lambda = %s)", candidates, lambda);
    }
}
