package superpose.probes.dictionary;

import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * Smile's orthogonal matching pursuit: coefficients of either sign, one sample at a time, in float64.
 *
 * <p>It multiplies the whole dictionary by every unit vector for each sample, so it is meant as an independent reference; use
 * {@link OrthogonalMatchingPursuit} to learn. Smile's LASSO is no sparse coder: it standardises the atoms' coordinates and
 * fits an intercept for each sample.
 *
 * @param active the most atoms that a sample may use, at least 1
 * @param tolerance stops when the remainder is shorter than this share of the sample, in [0, 1)
 */
public record SmileMatchingPursuit(int active, double tolerance) implements SparseCoder {

    /** Checks the ranges. */
    public SmileMatchingPursuit {
        Require.positive(active, "active atoms");
        Require.that(tolerance >= 0 && tolerance < 1, "a tolerance in [0, 1)", tolerance, "give 0 to use every atom");
    }

    @Override
    public SmileMatchingPursuit withTolerance(double other) {
        return new SmileMatchingPursuit(active, other);
    }

    @Override
    public Encoder over(FeatureDirections atoms) {
        return new SmilePursuitEncoder(atoms, this);
    }
}
