package superpose.analysis.optima;

import superpose.data.Density;
import superpose.data.Require;

/**
 * One point of the phase diagram.
 *
 * @param density chance that a feature is on, the same for all
 * @param relativeImportance importance of the last feature where all others have 1, above 0
 */
public record PhasePoint(Density density, double relativeImportance) {

    /** Checks the importance. */
    public PhasePoint {
        Require.positive(relativeImportance, "a relative importance");
    }
}
