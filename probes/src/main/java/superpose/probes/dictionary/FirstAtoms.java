package superpose.probes.dictionary;

import java.util.random.RandomGenerator;
import superpose.data.Matrix;

/** The directions a fit starts from: samples drawn at random, each scaled to length one. */
final class FirstAtoms {

    /** How many samples are drawn for an atom before a random direction is taken instead. */
    private static final int TRIES = 20;

    private FirstAtoms() {}

    /** Returns [atoms, hidden]. */
    static Block from(Matrix samples, float[] offset, int atoms, RandomGenerator generator) {
        Block first = new Block(atoms, samples.columns());
        for (int atom = 0; atom < atoms; atom++) {
            for (int tries = TRIES; tries > 0 && first.squaredNorm(atom) == 0; tries--) {
                int at = atom * first.columns;
                samples.copyRow(generator.nextInt(samples.rows()), first.values, at);
                first.addScaled(-1f, offset, 0, at);
            }
            if (first.squaredNorm(atom) == 0) {
                for (int j = atom * first.columns; j < (atom + 1) * first.columns; j++) {
                    first.values[j] = (float) generator.nextGaussian();
                }
            }
            first.normaliseRow(atom);
        }
        return first;
    }
}
