package superpose.analysis.geometry;

import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * The least possible value of the largest {@code |cos|} among {@code n} directions in {@code m} dimensions: {@code sqrt((n -
 * m) / (m (n - 1)))}, and 0 for n at most m.
 *
 * <p>Reached by equiangular tight frames only, such as the regular simplex. Source: Welch (1974), "Lower bounds on the
 * maximum cross correlation of signals".
 *
 * @param features number of directions n, at least 1
 * @param hidden number of dimensions m, at least 1
 */
public record WelchBound(int features, int hidden) {

    /** Checks the counts. */
    public WelchBound {
        Require.positive(features, "features");
        Require.positive(hidden, "hidden units");
    }

    /** Takes the bound for as many directions, in as many dimensions, as these. */
    public static WelchBound of(FeatureDirections directions) {
        return new WelchBound(directions.features(), directions.hidden());
    }

    /** Returns the bound, in [0, 1). */
    public double value() {
        return features <= hidden ? 0 : Math.sqrt((features - hidden) / (hidden * (features - 1.0)));
    }
}
