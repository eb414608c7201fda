package superpose.probes.dictionary;

import superpose.data.FeatureDirections;

/** A rule that writes a sample as a sum of few atoms, whatever the atoms are. */
public sealed interface SparseCoder permits OrthogonalMatchingPursuit, SmileMatchingPursuit {

    /** Returns the most atoms that a sample may use. */
    int active();

    /** Returns the share of a sample that may be left over, in [0, 1). */
    double tolerance();

    /** Returns the same rule with another tolerance. */
    SparseCoder withTolerance(double other);

    /**
     * Prepares the rule for fixed atoms.
     *
     * @param atoms [atoms, hidden], each of length one
     */
    Encoder over(FeatureDirections atoms);
}
