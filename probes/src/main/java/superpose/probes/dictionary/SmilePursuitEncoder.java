package superpose.probes.dictionary;

import smile.cs.OMP;
import smile.tensor.DenseMatrix;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.probes.NativeAlgebra;

/** Smile's orthogonal matching pursuit over fixed atoms. */
final class SmilePursuitEncoder implements Encoder {

    private final SmileMatchingPursuit rule;
    private final FeatureDirections atoms;

    SmilePursuitEncoder(FeatureDirections atoms, SmileMatchingPursuit rule) {
        Require.that(
                rule.active() <= Math.min(atoms.features(), atoms.hidden()),
                "at most as many active atoms as atoms (" + atoms.features() + ") and hidden units (" + atoms.hidden()
                        + ")",
                rule.active(),
                "lower the number of active atoms");
        NativeAlgebra.load();
        this.rule = rule;
        this.atoms = atoms;
    }

    @Override
    public int atoms() {
        return atoms.features();
    }

    @Override
    public int hidden() {
        return atoms.hidden();
    }

    @Override
    public Codes encode(Matrix centred) {
        // A matrix of its own for each call, because Smile does not promise that one may be shared between threads.
        DenseMatrix columns = columns();
        OMP.Options options = new OMP.Options(rule.active(), rule.tolerance());
        Codes.Builder codes = new Codes.Builder(atoms());
        for (int sample = 0; sample < centred.rows(); sample++) {
            float[] row = centred.row(sample);
            double[] values = new double[row.length];
            for (int j = 0; j < row.length; j++) {
                values[j] = row[j];
            }
            OMP code = OMP.fit(columns, values, options);
            for (int atom : code.support()) {
                codes.add(atom, (float) code.x()[atom]);
            }
            codes.endSample();
        }
        return codes.build();
    }

    /** Returns the atoms as columns, [hidden, atoms], in float64 as Smile's pursuit asks for. */
    private DenseMatrix columns() {
        double[][] columns = new double[hidden()][atoms()];
        for (int atom = 0; atom < atoms(); atom++) {
            float[] direction = atoms.of(atom);
            for (int j = 0; j < direction.length; j++) {
                columns[j][atom] = direction[j];
            }
        }
        return DenseMatrix.of(columns);
    }
}
