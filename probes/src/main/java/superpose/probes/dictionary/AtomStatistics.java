package superpose.probes.dictionary;

import java.util.Arrays;
import superpose.data.Matrix;

/**
 * What online dictionary learning remembers of past samples: {@code A = sum code code^T} and {@code B = sum code x^T}, older
 * samples weighing less.
 *
 * <p>Source: Mairal, Bach, Ponce and Sapiro (2009), "Online dictionary learning for sparse coding", algorithms 1 and 2.
 */
final class AtomStatistics {

    /** [atoms, atoms]. */
    private final Block codes;

    /** [atoms, hidden]. */
    private final Block samples;

    /** Squared coefficient per sample, over a longer past than the matrices have, [atoms]. */
    private final double[] energies;

    /** What one batch weighs in the energies. */
    private final double energyWeight;

    AtomStatistics(int atoms, int hidden, double energyWeight) {
        this.codes = new Block(atoms, atoms);
        this.samples = new Block(atoms, hidden);
        this.energies = new double[atoms];
        this.energyWeight = energyWeight;
    }

    /** Weighs the past by a factor and adds a batch. */
    void add(float pastWeight, Codes batchCodes, Matrix batch) {
        scale(codes.values, pastWeight);
        scale(samples.values, pastWeight);
        for (int atom = 0; atom < energies.length; atom++) {
            energies[atom] *= 1 - energyWeight;
        }
        float[] values = batch.toArray();
        for (int sample = 0; sample < batchCodes.samples(); sample++) {
            for (int i = 0; i < batchCodes.active(sample); i++) {
                int atom = batchCodes.atom(sample, i);
                float value = batchCodes.value(sample, i);
                energies[atom] += energyWeight * value * value / batchCodes.samples();
                samples.addScaled(value, values, sample * batch.columns(), atom * batch.columns());
                for (int j = 0; j < batchCodes.active(sample); j++) {
                    codes.values[atom * codes.columns + batchCodes.atom(sample, j)] +=
                            value * batchCodes.value(sample, j);
                }
            }
        }
    }

    private static void scale(float[] values, float factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /**
     * Moves each atom in turn to where the remembered samples want it, and back to length one.
     *
     * @param atoms [atoms, hidden]. Modified.
     */
    void improve(Block atoms) {
        float[][] rows = atoms.toRows();
        for (int atom = 0; atom < rows.length; atom++) {
            if (codes.values[atom * codes.columns + atom] > Float.MIN_NORMAL) {
                improve(atom, rows);
                System.arraycopy(rows[atom], 0, atoms.values, atom * atoms.columns, atoms.columns);
            }
        }
    }

    private void improve(int atom, float[][] rows) {
        Block wanted = new Block(1, samples.columns);
        System.arraycopy(samples.values, atom * samples.columns, wanted.values, 0, samples.columns);
        for (int other = 0; other < rows.length; other++) {
            float shared = codes.values[atom * codes.columns + other];
            if (other != atom && shared != 0f) {
                Block.addScaled(-shared, rows[other], wanted.values);
            }
        }
        // A vector of zeros says nothing about a direction; the atom then stays.
        if (wanted.squaredNorm(0) > 0) {
            wanted.normaliseRow(0);
            rows[atom] = wanted.values;
        }
    }

    /** Returns the atom that carries the least. */
    int weakest() {
        int weakest = 0;
        for (int atom = 1; atom < energies.length; atom++) {
            if (energies[atom] < energies[weakest]) {
                weakest = atom;
            }
        }
        return weakest;
    }

    /** Returns the recent mean squared coefficient of an atom. */
    double energy(int atom) {
        return energies[atom];
    }

    /** Forgets an atom's past, because it gets a new direction that is expected to carry some energy. */
    void restart(int atom, double expectedEnergy) {
        energies[atom] = expectedEnergy;
        Arrays.fill(samples.values, atom * samples.columns, (atom + 1) * samples.columns, 0f);
        for (int other = 0; other < codes.rows; other++) {
            codes.values[atom * codes.columns + other] = 0f;
            codes.values[other * codes.columns + atom] = 0f;
        }
    }
}
