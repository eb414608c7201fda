package superpose.probes.dictionary;

import superpose.data.Matrix;
import superpose.data.Seed;

/** A way to learn a dictionary from activations; fits run on the calling thread and may run side by side. */
public sealed interface DictionaryLearner permits L1Autoencoder, OnlineDictionaryLearning, TopKAutoencoder {

    /** Returns how many atoms are learned. */
    int atoms();

    /**
     * Learns a dictionary; equal samples and seeds give equal bits.
     *
     * @param activations [samples, hidden], finite, at least as many samples as atoms
     * @param seed decides the first atoms and the order of the samples
     * @return the dictionary and how its fit went
     * @throws superpose.data.BadInputException for too few samples, or values that are not finite
     */
    DictionaryFit fit(Matrix activations, Seed seed);
}
