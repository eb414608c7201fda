package superpose.probes.linear;

import superpose.data.Concept;

/**
 * A choice of neurons by an order of all of them, so that more neurons always hold the fewer.
 *
 * <p>There is no ranking by the F statistic of the two classes: with r = sqrt(p (1 - p)) d, where d is the difference of the
 * class means in standard deviations over all rows, F = (n - 2) r^2 / (1 - r^2), so it is that of
 * {@link MeanDifferenceRanking}.
 *
 * <p>Source: Gurnee et al. (2023), "Finding Neurons in a Haystack" (k-sparse probing).
 */
public sealed interface NeuronRanking extends NeuronSelection
        permits L1PathRanking,
                MeanDifferenceRanking,
                MutualInformationRanking,
                RandomRanking,
                RawMeanDifferenceRanking,
                SvmRanking {

    /**
     * Orders all neurons, the most telling first; equal ones by index.
     *
     * @param concept [samples], with and without the concept
     */
    NeuronOrder rank(TrainingActivations training, Concept concept);

    @Override
    default int[] choose(TrainingActivations training, Concept concept, int units) {
        training.standardization().requireVarying(units);
        return rank(training, concept).firstVarying(units, training.standardization());
    }
}
