package superpose.probes.dictionary;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * Sparse codes of samples over atoms, [samples, atoms]: for each sample the atoms that are active and their coefficients.
 *
 * <p>Stored as compressed sparse rows; within a sample the atoms stand in ascending order and no coefficient is zero.
 */
public final class Codes {

    private final int atoms;
    private final int[] starts;
    private final int[] indices;
    private final float[] values;

    private Codes(int atoms, int[] starts, int[] indices, float[] values) {
        this.atoms = atoms;
        this.starts = starts;
        this.indices = indices;
        this.values = values;
    }

    /** Keeps the non-zero entries of dense codes, [samples, atoms]. */
    public static Codes ofDense(Matrix dense) {
        Builder builder = new Builder(dense.columns());
        for (int sample = 0; sample < dense.rows(); sample++) {
            float[] row = dense.row(sample);
            for (int atom = 0; atom < row.length; atom++) {
                builder.add(atom, row[atom]);
            }
            builder.endSample();
        }
        return builder.build();
    }

    /** Returns the number of samples. */
    public int samples() {
        return starts.length - 1;
    }

    /** Returns the number of atoms, active or not. */
    public int atoms() {
        return atoms;
    }

    /** Returns how many coefficients are stored in all. */
    public int size() {
        return indices.length;
    }

    /** Returns how many atoms are active in a sample. */
    public int active(int sample) {
        Require.index(sample, samples(), "sample");
        return starts[sample + 1] - starts[sample];
    }

    /** Returns the atom of the {@code i}-th active place of a sample, {@code i} in [0, active). */
    public int atom(int sample, int i) {
        return indices[starts[sample] + Require.index(i, active(sample), "place")];
    }

    /** Returns the coefficient at the {@code i}-th active place of a sample, {@code i} in [0, active). */
    public float value(int sample, int i) {
        return values[starts[sample] + Require.index(i, active(sample), "place")];
    }

    /** Returns the coefficient of an atom in a sample; 0 where it is not active. */
    public float of(int sample, int atom) {
        Require.index(sample, samples(), "sample");
        Require.index(atom, atoms, "atom");
        int place = Arrays.binarySearch(indices, starts[sample], starts[sample + 1], atom);
        return place < 0 ? 0f : values[place];
    }

    /** Returns the mean number of active atoms in a sample; 0 for no samples. */
    public double meanActive() {
        return samples() == 0 ? 0 : (double) indices.length / samples();
    }

    /** Returns in how many samples each atom is active, [atoms]. */
    public long[] counts() {
        long[] counts = new long[atoms];
        for (int atom : indices) {
            counts[atom]++;
        }
        return counts;
    }

    /** Returns the share of samples in which each atom is active, [atoms], in [0, 1]; 0 for no samples. */
    public double[] densities() {
        return Arrays.stream(counts())
                .mapToDouble(count -> samples() == 0 ? 0 : (double) count / samples())
                .toArray();
    }

    /** Returns the atoms that are active in none of these samples, ascending. */
    public int[] deadAtoms() {
        long[] counts = counts();
        return IntStream.range(0, atoms).filter(atom -> counts[atom] == 0).toArray();
    }

    /** Returns all coefficients, zeros included, [samples, atoms]. */
    public Matrix toMatrix() {
        float[] dense = new float[Math.multiplyExact(samples(), atoms)];
        for (int sample = 0; sample < samples(); sample++) {
            for (int place = starts[sample]; place < starts[sample + 1]; place++) {
                dense[sample * atoms + indices[place]] = values[place];
            }
        }
        return Matrix.of(samples(), atoms, dense);
    }

    /** Collects codes sample by sample. */
    static final class Builder {

        private final int atoms;
        private int[] starts = new int[64];
        private int[] indices = new int[256];
        private float[] values = new float[256];
        private int samples;
        private int size;

        Builder(int atoms) {
            this.atoms = atoms;
        }

        /** Adds a coefficient to the sample under way; a zero is not kept. */
        void add(int atom, float value) {
            if (value == 0f) {
                return;
            }
            if (size == indices.length) {
                indices = Arrays.copyOf(indices, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            // Insertion keeps the atoms of a sample in ascending order; there are only a few.
            int place = size++;
            for (; place > starts[samples] && indices[place - 1] > atom; place--) {
                indices[place] = indices[place - 1];
                values[place] = values[place - 1];
            }
            indices[place] = atom;
            values[place] = value;
        }

        /** Ends the sample under way. */
        void endSample() {
            samples++;
            if (samples == starts.length) {
                starts = Arrays.copyOf(starts, 2 * samples);
            }
            starts[samples] = size;
        }

        /** Adds whole samples. */
        void addAll(Codes codes) {
            for (int sample = 0; sample < codes.samples(); sample++) {
                for (int place = codes.starts[sample]; place < codes.starts[sample + 1]; place++) {
                    add(codes.indices[place], codes.values[place]);
                }
                endSample();
            }
        }

        Codes build() {
            return new Codes(
                    atoms,
                    Arrays.copyOf(starts, samples + 1),
                    Arrays.copyOf(indices, size),
                    Arrays.copyOf(values, size));
        }
    }
}
