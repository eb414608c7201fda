package superpose.probes.dictionary;

import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * Directions whose sparse sums rebuild activations: {@code x = offset + sum over active atoms of code_i atom_i}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Dictionary {

    /** How far from one an atom's length may be; float32 normalisation of wide atoms ends well within. */
    private static final double UNIT_TOLERANCE = 1e-4;

    private static final int ROWS = 4096;

    private final FeatureDirections atoms;
    private final float[] offset;
    private final Encoder encoder;

    private Dictionary(FeatureDirections atoms, float[] offset, Encoder encoder) {
        this.atoms = atoms;
        this.offset = offset;
        this.encoder = encoder;
    }

    /**
     * Joins atoms and the encoder that reads them.
     *
     * @param atoms [atoms, hidden], each of length one
     * @param offset [hidden], what stands for no active atom; taken from samples before they are encoded; copied
     * @param encoder gives the codes of centred samples
     */
    public static Dictionary of(FeatureDirections atoms, float[] offset, Encoder encoder) {
        Require.same(atoms.hidden(), offset.length, "coordinates of the offset");
        Require.same(atoms.features(), encoder.atoms(), "atoms in the encoder");
        Require.same(atoms.hidden(), encoder.hidden(), "hidden units in the encoder");
        for (int atom = 0; atom < atoms.features(); atom++) {
            float[] direction = atoms.of(atom);
            double length = Math.sqrt(Block.dot(direction, 0, direction, 0, direction.length));
            Require.that(
                    Math.abs(length - 1) <= UNIT_TOLERANCE,
                    "atoms of length 1",
                    length + " for atom " + atom,
                    "divide the atom by its length and multiply its encoder row and bias by it");
        }
        return new Dictionary(atoms, offset.clone(), encoder);
    }

    /** Returns the atoms, [atoms, hidden], each of length one. */
    public FeatureDirections atoms() {
        return atoms;
    }

    /** Returns a copy of the reconstruction of a sample in which no atom is active, [hidden]. */
    public float[] offset() {
        return offset.clone();
    }

    /** Returns what reads the codes. */
    public Encoder encoder() {
        return encoder;
    }

    /**
     * Encodes samples.
     *
     * @param activations [samples, hidden], finite
     * @return [samples, atoms]
     */
    public Codes encode(Matrix activations) {
        Require.same(atoms.hidden(), activations.columns(), "hidden units in the activations");
        Codes.Builder codes = new Codes.Builder(atoms.features());
        for (int from = 0; from < activations.rows(); from += ROWS) {
            codes.addAll(encoder.encode(centred(activations.rows(from, Math.min(from + ROWS, activations.rows())))));
        }
        return codes.build();
    }

    private Matrix centred(Matrix activations) {
        Matrix centred = Offset.subtract(offset, activations);
        for (int sample = 0; sample < centred.rows(); sample++) {
            for (float value : centred.row(sample)) {
                Require.that(Float.isFinite(value), "finite activations", value, "remove the rows that are not");
            }
        }
        return centred;
    }

    /**
     * Rebuilds samples from codes.
     *
     * @param codes [samples, atoms]
     * @return [samples, hidden]
     */
    public Matrix decode(Codes codes) {
        Require.same(atoms.features(), codes.atoms(), "atoms in the codes");
        Block rebuilt = new Block(codes.samples(), offset.length);
        float[] directions = atoms.matrix().toArray();
        for (int sample = 0; sample < codes.samples(); sample++) {
            int at = sample * offset.length;
            System.arraycopy(offset, 0, rebuilt.values, at, offset.length);
            for (int i = 0; i < codes.active(sample); i++) {
                rebuilt.addScaled(codes.value(sample, i), directions, codes.atom(sample, i) * offset.length, at);
            }
        }
        return Matrix.of(codes.samples(), offset.length, rebuilt.values);
    }
}
