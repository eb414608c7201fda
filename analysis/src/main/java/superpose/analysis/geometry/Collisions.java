package superpose.analysis.geometry;

import superpose.data.FeatureDirections;

/**
 * Hidden units that two or more features have taken as their own: units with at least two weights of {@code |w|} in [0.8,
 * 1.2].
 *
 * <p>Features that pick one of m units at random collide on about {@code n^2 / (4 m)} units in training: of the n^2 / (2 m)
 * pairs that meet, the half with equal signs interfere and part again. Source: Lecomte et al. (2023), "What causes polysemanticity?".
 *
 * @param shared number of units that two or more features share
 * @param opposed how many of those are shared by two features of opposite signs, which a ReLU at the output tells apart
 * @param features number of features n
 * @param hidden number of hidden units m
 */
public record Collisions(int shared, int opposed, int features, int hidden) {

    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    /** Counts in directions, [features, hidden]. */
    public static Collisions of(FeatureDirections directions) {
        int shared = 0;
        int opposed = 0;
        for (int unit = 0; unit < directions.hidden(); unit++) {
            float[] weights = directions.matrix().column(unit);
            int positive = owners(weights, 1);
            int negative = owners(weights, -1);
            shared += positive + negative >= 2 ? 1 : 0;
            opposed += positive == 1 && negative == 1 ? 1 : 0;
        }
        return new Collisions(shared, opposed, directions.features(), directions.hidden());
    }

    private static int owners(float[] weights, int sign) {
        int owners = 0;
        for (double weight : weights) {
            owners += sign * weight >= LEAST && sign * weight <= MOST ? 1 : 0;
        }
        return owners;
    }

    /** Returns the predicted number, {@code n^2 / (4 m)}. */
    public double predicted() {
        return (double) features * features / (4.0 * hidden);
    }
}
