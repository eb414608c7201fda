package superpose.probes.dictionary;

import java.util.random.RandomGenerator;
import superpose.data.Activations;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/** Hands out samples in a new random order each pass; reads them where they lie, so they may be larger than memory. */
final class ShuffledBatches {

    private final Matrix samples;
    private final int[] order;
    private final int[] batch;
    private final RandomGenerator generator;
    private int next;

    ShuffledBatches(Matrix samples, int size, Seed seed) {
        this.samples = samples;
        this.order = new int[samples.rows()];
        this.batch = new int[Math.min(size, samples.rows())];
        this.generator = seed.generator();
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        shuffle();
    }

    /**
     * Checks what every fit asks of its samples.
     *
     * @return the samples
     */
    static Matrix requireFit(Matrix samples, int atoms) {
        Require.that(
                samples.columns() >= 1, "activations of at least 1 hidden unit", samples, "give other activations");
        Require.that(
                samples.rows() >= atoms,
                "at least as many samples as atoms (" + atoms + ")",
                samples.rows(),
                "learn fewer atoms or give more samples");
        return new Activations("the samples of a dictionary", samples, "the caller")
                .requireFinite()
                .values();
    }

    /** Returns the number of samples in each batch. */
    int size() {
        return batch.length;
    }

    /** Copies the next samples, [size, hidden]; a batch that a pass does not fill goes on with the next pass. */
    Matrix next() {
        for (int i = 0; i < batch.length; i++) {
            if (next == order.length) {
                shuffle();
            }
            batch[i] = order[next++];
        }
        return samples.selectRows(batch);
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = generator.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        next = 0;
    }
}
