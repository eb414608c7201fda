package superpose.probes.dictionary;

import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * Online dictionary learning: codes a batch with the atoms so far, remembers it in two small matrices, and improves each atom
 * against them in turn.
 *
 * <p>An atom that carries less than a badly rebuilt sample's missing direction would, or that points the same way as another,
 * is given that direction.
 *
 * <p>Source: Mairal, Bach, Ponce and Sapiro (2009), "Online dictionary learning for sparse coding"; we use greedy codes instead
 * of an L1 penalty, so atoms have length one exactly and codes are not shrunk. For the first 70 % of the steps the past is
 * soon forgotten and the coder's tolerance comes down from one half; after that all samples count alike.
 *
 * @param atoms how many directions to learn, at least 1
 * @param coder writes samples as sums of few atoms
 * @param batches how samples are fed
 * @param offset what stands for no active atom
 */
public record OnlineDictionaryLearning(int atoms, SparseCoder coder, Batches batches, Offset offset)
        implements DictionaryLearner {

    private static final Batches DEFAULT_BATCHES = new Batches(256, 400);

    /** Checks the counts. */
    public OnlineDictionaryLearning {
        Require.positive(atoms, "atoms");
        Require.that(
                coder.active() <= atoms,
                "at most as many active atoms as there are (" + atoms + ")",
                coder.active(),
                "lower the number of active atoms");
    }

    /** Learns with our pursuit, codes of either sign and no offset. */
    public static OnlineDictionaryLearning of(int atoms, int active) {
        return new OnlineDictionaryLearning(
                Require.positive(atoms, "atoms"), OrthogonalMatchingPursuit.of(active), DEFAULT_BATCHES, Offset.ORIGIN);
    }

    /** Returns the same learner with another coder. */
    public OnlineDictionaryLearning withCoder(SparseCoder other) {
        return new OnlineDictionaryLearning(atoms, other, batches, offset);
    }

    /** Returns the same learner fed in another way. */
    public OnlineDictionaryLearning withBatches(Batches other) {
        return new OnlineDictionaryLearning(atoms, coder, other, offset);
    }

    /** Returns the same learner with another offset. */
    public OnlineDictionaryLearning withOffset(Offset other) {
        return new OnlineDictionaryLearning(atoms, coder, batches, other);
    }

    @Override
    public DictionaryFit fit(Matrix activations, Seed seed) {
        return new OnlineTraining(this, ShuffledBatches.requireFit(activations, atoms), seed).run();
    }
}
