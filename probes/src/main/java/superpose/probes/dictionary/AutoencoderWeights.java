package superpose.probes.dictionary;

/**
 * The parameters of a sparse autoencoder, or their gradient, in one array: encoder [atoms, hidden], decoder [atoms, hidden],
 * encoder bias [atoms], offset [hidden].
 */
final class AutoencoderWeights {

    final int atoms;
    final int hidden;
    final float[] values;

    AutoencoderWeights(int atoms, int hidden) {
        this.atoms = atoms;
        this.hidden = hidden;
        this.values = new float[Math.addExact(2 * Math.multiplyExact(atoms, hidden), atoms + hidden)];
    }

    /** Returns where the encoder row of an atom starts. */
    int encoder(int atom) {
        return atom * hidden;
    }

    /** Returns where the decoder row of an atom starts. */
    int decoder(int atom) {
        return (atoms + atom) * hidden;
    }

    /** Returns where the encoder biases start. */
    int bias() {
        return 2 * atoms * hidden;
    }

    /** Returns where the offset starts. */
    int offset() {
        return bias() + atoms;
    }

    /** Sets both rows of an atom to a direction of length one, and its bias to zero. Modified. */
    void setAtom(int atom, float[] direction) {
        System.arraycopy(direction, 0, values, encoder(atom), hidden);
        System.arraycopy(direction, 0, values, decoder(atom), hidden);
        values[bias() + atom] = 0f;
    }

    /** Scales each decoder row to length one. Modified. */
    void normaliseDecoder() {
        for (int atom = 0; atom < atoms; atom++) {
            int at = decoder(atom);
            float factor = (float) (1 / Math.sqrt(Block.dot(values, at, values, at, hidden)));
            for (int j = at; j < at + hidden; j++) {
                values[j] *= factor;
            }
        }
    }

    /** Adds {@code factor} times [hidden] values of another array. Modified. */
    void add(float factor, float[] from, int fromAt, int at) {
        for (int j = 0; j < hidden; j++) {
            values[at + j] += factor * from[fromAt + j];
        }
    }
}
