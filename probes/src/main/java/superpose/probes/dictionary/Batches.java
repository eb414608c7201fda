package superpose.probes.dictionary;

import superpose.data.Require;

/**
 * How samples are fed to a fit: shuffled, in batches, over as many passes as the steps need.
 *
 * @param size samples in a batch, at least 1; a batch is never larger than the data
 * @param steps number of batches, at least 1
 */
public record Batches(int size, int steps) {

    /** Checks both counts. */
    public Batches {
        Require.positive(size, "samples in a batch");
        Require.positive(steps, "training steps");
    }
}
