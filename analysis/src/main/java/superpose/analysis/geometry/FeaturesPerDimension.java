package superpose.analysis.geometry;

import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * How many features a hidden unit carries: {@code ||W||_F^2 / m}, the squared norms of all directions over the number of
 * hidden units.
 *
 * <p>Independent of the basis, so it holds in a dense world too, where single features have no direction of their own. Its
 * inverse is the papers' {@code D*}. Source: Elhage et al. (2022), "Toy Models of Superposition", section "Uniform
 * superposition".
 *
 * @param squaredNorm {@code ||W||_F^2}, the number of features learned, at least 0
 * @param hidden number of hidden units, at least 1
 */
public record FeaturesPerDimension(double squaredNorm, int hidden) {

    /** Checks the ranges. */
    public FeaturesPerDimension {
        Require.notNegative(squaredNorm, "a squared norm");
        Require.positive(hidden, "hidden units");
    }

    /** Measures directions, [features, hidden]. */
    public static FeaturesPerDimension of(FeatureDirections directions) {
        double sum = 0;
        for (int feature = 0; feature < directions.features(); feature++) {
            for (double coordinate : directions.of(feature)) {
                sum += coordinate * coordinate;
            }
        }
        return new FeaturesPerDimension(sum, directions.hidden());
    }

    /** Returns features per hidden unit, at least 0. */
    public double value() {
        return squaredNorm / hidden;
    }

    /** Returns {@code D* = m / ||W||_F^2}, dimensions per feature; infinite where all directions are zero. */
    public double dimensionsPerFeature() {
        return hidden / squaredNorm;
    }
}
