package superpose.probes.dictionary;

import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * Orthogonal matching pursuit: takes the atom most correlated with what is left of the sample, solves least squares over the
 * atoms taken so far, and starts again.
 *
 * <p>With {@link CodeSign#NON_NEGATIVE} only positive correlations count and the least squares are non-negative ones: atoms
 * whose coefficient would turn negative are given up again.
 *
 * <p>Source: Rubinstein, Zibulevsky and Elad (2008), "Efficient implementation of the K-SVD algorithm using batch orthogonal
 * matching pursuit", section 3, for the Gram matrix and the progressive Cholesky factor; Bruckstein, Elad and Zibulevsky
 * (2008), "On the uniqueness of nonnegative sparse solutions to underdetermined systems of equations", for the sign.
 *
 * @param active the most atoms that a sample may use, at least 1
 * @param tolerance stops when no atom's correlation with the remainder exceeds this share of the sample's length, in [0, 1)
 * @param sign which coefficients are allowed
 */
public record OrthogonalMatchingPursuit(int active, double tolerance, CodeSign sign) implements SparseCoder {

    /** While atoms are being learned, smaller remainders are mostly their own error, and atoms spent on those mislead. */
    private static final double DEFAULT_TOLERANCE = 0.03;

    /** Checks the ranges. */
    public OrthogonalMatchingPursuit {
        Require.positive(active, "active atoms");
        Require.that(tolerance >= 0 && tolerance < 1, "a tolerance in [0, 1)", tolerance, "give 0 to use every atom");
    }

    /** Pursues with coefficients of either sign, until what is left hardly correlates with any atom. */
    public static OrthogonalMatchingPursuit of(int active) {
        return new OrthogonalMatchingPursuit(active, DEFAULT_TOLERANCE, CodeSign.ANY);
    }

    /** Returns the same pursuit with other signs allowed. */
    public OrthogonalMatchingPursuit withSign(CodeSign other) {
        return new OrthogonalMatchingPursuit(active, tolerance, other);
    }

    @Override
    public OrthogonalMatchingPursuit withTolerance(double other) {
        return new OrthogonalMatchingPursuit(active, other, sign);
    }

    @Override
    public Encoder over(FeatureDirections atoms) {
        return new PursuitEncoder(atoms, this);
    }
}
