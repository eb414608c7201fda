package superpose.probes.dictionary;

import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * A sparse autoencoder with an L1 penalty: {@code z = ReLU(W (x - b) + c)} and {@code x^ = b + sum z_i d_i}, trained on the mean
 * over samples of {@code |x^ - x|^2 + penalty * sum z_i}, with atoms of length one.
 *
 * <p>Trained as {@link TopKAutoencoder} is, but that the offset b starts at the origin. Holding atoms at length one is the same
 * as letting them grow and weighing each z_i in the penalty by its atom's length.
 *
 * <p>Source: Bricken et al. (2023), "Towards monosemanticity", section "Sparse autoencoder".
 *
 * @param atoms how many directions to learn, at least 1
 * @param penalty what each unit of a code costs, in units of the samples, at least 0
 * @param batches how samples are fed
 * @param learningRate Adam's step at its highest, above 0, for samples scaled to a mean squared coordinate of one
 */
public record L1Autoencoder(int atoms, double penalty, Batches batches, double learningRate)
        implements DictionaryLearner {

    /** Checks the ranges. */
    public L1Autoencoder {
        Require.positive(atoms, "atoms");
        Require.notNegative(penalty, "an L1 penalty");
        Require.positive(learningRate, "a learning rate");
    }

    @Override
    public DictionaryFit fit(Matrix activations, Seed seed) {
        return training(activations, seed).run();
    }

    /**
     * Learns a dictionary from directions to start with, which {@link #fit} draws among the samples.
     *
     * @param first [atoms, hidden], no row zero; encoder and decoder start along them
     * @param activations [samples, hidden], finite, at least as many samples as atoms
     * @param seed decides the order of the samples
     */
    public DictionaryFit fitFrom(FeatureDirections first, Matrix activations, Seed seed) {
        Require.same(atoms, first.features(), "directions to start from");
        Require.same(activations.columns(), first.hidden(), "hidden units in the directions to start from");
        AutoencoderTraining training = training(activations, seed);
        training.startFrom(first);
        return training.run();
    }

    private AutoencoderTraining training(Matrix activations, Seed seed) {
        AutoencoderSettings.Kind kind = new AutoencoderSettings.Kind(atoms, penalty, Offset.ORIGIN);
        AutoencoderSettings settings = new AutoencoderSettings(atoms, kind, batches, learningRate);
        return new AutoencoderTraining(settings, ShuffledBatches.requireFit(activations, atoms), seed);
    }
}
