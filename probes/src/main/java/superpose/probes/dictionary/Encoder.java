package superpose.probes.dictionary;

import superpose.data.Matrix;

/** Turns samples into sparse codes over atoms that no longer change; safe to share between threads. */
public sealed interface Encoder permits PursuitEncoder, SmilePursuitEncoder, TopKEncoder {

    /** Returns the number of atoms. */
    int atoms();

    /** Returns the number of hidden units. */
    int hidden();

    /**
     * Encodes samples from which the dictionary's offset has been taken.
     *
     * @param centred [samples, hidden], finite
     * @return [samples, atoms]
     */
    Codes encode(Matrix centred);
}
