package superpose.probes.dictionary;

import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/** Orthogonal matching pursuit over fixed atoms, with all scalar products between atoms worked out beforehand. */
final class PursuitEncoder implements Encoder {

    private static final int ROWS = 256;

    private final OrthogonalMatchingPursuit rule;

    /** The atoms as columns, [hidden, atoms]. */
    private final Block columns;

    /** Scalar products between atoms, [atoms, atoms]. */
    private final Block gram;

    /** The same, row by row. */
    private final float[][] gramRows;

    PursuitEncoder(FeatureDirections atoms, OrthogonalMatchingPursuit rule) {
        Require.that(
                rule.active() <= atoms.features(),
                "at most as many active atoms as there are (" + atoms.features() + ")",
                rule.active(),
                "lower the number of active atoms");
        Block rows = Block.copyOf(atoms.matrix());
        this.rule = rule;
        this.columns = rows.transposed();
        this.gram = new Block(rows.rows, rows.rows);
        gram.setProduct(rows.values, rows.rows, columns);
        this.gramRows = gram.toRows();
    }

    @Override
    public int atoms() {
        return columns.columns;
    }

    @Override
    public int hidden() {
        return columns.rows;
    }

    @Override
    public Codes encode(Matrix centred) {
        Codes.Builder codes = new Codes.Builder(atoms());
        Pursuit pursuit = new Pursuit();
        for (int from = 0; from < centred.rows(); from += ROWS) {
            pursuit.encode(centred.rows(from, Math.min(from + ROWS, centred.rows())), codes);
        }
        return codes.build();
    }

    /** The working memory of one call. */
    private final class Pursuit {

        private final ActiveSet taken = new ActiveSet(gram, Math.min(rule.active(), atoms()));

        /** Correlations of the atoms with the samples of a block, and with the remainder of one sample. */
        private final Block correlations = new Block(ROWS, atoms());

        private final float[] remaining = new float[atoms()];

        void encode(Matrix samples, Codes.Builder codes) {
            float[] values = samples.toArray();
            correlations.setProduct(values, samples.rows(), columns);
            for (int sample = 0; sample < samples.rows(); sample++) {
                int from = sample * hidden();
                double length = Math.sqrt(Block.dot(values, from, values, from, hidden()));
                pursue(sample * atoms(), rule.tolerance() * length);
                for (int i = 0; i < taken.size; i++) {
                    codes.add(taken.atoms[i], (float) taken.coefficients[i]);
                }
                codes.endSample();
            }
        }

        private void pursue(int at, double threshold) {
            taken.clear();
            System.arraycopy(correlations.values, at, remaining, 0, atoms());
            // Giving atoms up could go on for long in theory; three tries for each place are plenty.
            for (int tries = 3 * rule.active(); tries > 0 && taken.size < rule.active(); tries--) {
                int best = mostCorrelated();
                if (!(size(remaining[best]) > threshold) || !taken.take(best, correlations.values[at + best])) {
                    return;
                }
                switch (rule.sign()) {
                    case ANY -> taken.solve();
                    case NON_NEGATIVE -> taken.solveNonNegative();
                }
                if (taken.size < rule.active()) {
                    subtractTaken(at);
                }
            }
        }

        private void subtractTaken(int at) {
            System.arraycopy(correlations.values, at, remaining, 0, atoms());
            for (int i = 0; i < taken.size; i++) {
                Block.addScaled((float) -taken.coefficients[i], gramRows[taken.atoms[i]], remaining);
            }
            for (int i = 0; i < taken.size; i++) {
                remaining[taken.atoms[i]] = 0f;
            }
        }

        private int mostCorrelated() {
            int best = 0;
            float highest = Float.NEGATIVE_INFINITY;
            for (int atom = 0; atom < remaining.length; atom++) {
                float size = size(remaining[atom]);
                if (size > highest) {
                    highest = size;
                    best = atom;
                }
            }
            return best;
        }

        private float size(float correlation) {
            return rule.sign() == CodeSign.ANY ? Math.abs(correlation) : correlation;
        }
    }
}
