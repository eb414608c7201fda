package superpose.probes.dictionary;

import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * A TopK sparse autoencoder: a linear encoder of which the k largest outputs above zero are kept, and a linear decoder whose
 * atoms have length one.
 *
 * <p>Trained with Adam on the squared error alone; the gradient's part along an atom is removed and the atom scaled back to
 * length one after each step. Samples are scaled to a mean squared coordinate of one while training, so the learning rate means
 * the same for all units. Atoms that no sample of a twentieth of the training has used start again from a badly rebuilt sample.
 *
 * <p>Source: Gao et al. (2024), "Scaling and evaluating sparse autoencoders", sections 2.3 and A; the revival follows Bricken
 * et al. (2023), "Towards monosemanticity", section "Neuron resampling".
 *
 * @param atoms how many directions to learn, at least 1
 * @param active the most atoms that a sample may use, in [1, atoms]
 * @param batches how samples are fed
 * @param learningRate Adam's step at its highest, above 0
 */
public record TopKAutoencoder(int atoms, int active, Batches batches, double learningRate)
        implements DictionaryLearner {

    private static final Batches DEFAULT_BATCHES = new Batches(128, 1500);

    /** Checks the ranges. */
    public TopKAutoencoder {
        Require.positive(atoms, "atoms");
        Require.that(
                active >= 1 && active <= atoms,
                "active atoms in [1, " + atoms + "]",
                active,
                "lower the number of active atoms");
        Require.positive(learningRate, "a learning rate");
    }

    /** Learns with the usual batches and {@link #learningRateFor} the number of atoms. */
    public static TopKAutoencoder of(int atoms, int active) {
        return new TopKAutoencoder(atoms, active, DEFAULT_BATCHES, learningRateFor(Require.positive(atoms, "atoms")));
    }

    /** Returns the same learner fed in another way. */
    public TopKAutoencoder withBatches(Batches other) {
        return new TopKAutoencoder(atoms, active, other, learningRate);
    }

    /**
     * Returns {@code 1.2e-3 / sqrt(atoms / 2^14)}: six times the rule for language models, because fits of toy models take a
     * thousand steps and not a hundred thousand.
     *
     * <p>Source: the square root after Gao et al. (2024), section A.3; the factor from our own trials with 64 features in 16
     * to 64 hidden units.
     */
    public static double learningRateFor(int atoms) {
        return 1.2e-3 / Math.sqrt(atoms / 16384.0);
    }

    @Override
    public DictionaryFit fit(Matrix activations, Seed seed) {
        return new AutoencoderTraining(settings(), ShuffledBatches.requireFit(activations, atoms), seed).run();
    }

    AutoencoderSettings settings() {
        AutoencoderSettings.Kind kind = new AutoencoderSettings.Kind(active, 0, Offset.MEAN);
        return new AutoencoderSettings(atoms, kind, batches, learningRate);
    }
}
