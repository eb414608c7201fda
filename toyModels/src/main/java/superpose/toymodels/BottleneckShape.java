package superpose.toymodels;

import superpose.data.Require;

/**
 * How many models train side by side, and how large each is.
 *
 * @param instances independent models in one network, at least 1
 * @param features inputs and outputs of a model; the papers' {@code n}
 * @param hidden hidden units of a model; the papers' {@code m}
 */
public record BottleneckShape(int instances, int features, int hidden) {

    /** Checks that every size is at least 1. */
    public BottleneckShape {
        Require.positive(instances, "instances");
        Require.positive(features, "features");
        Require.positive(hidden, "hidden units");
    }

    /** Returns the width of a row that holds one sample for each instance: instances * features. */
    int inputs() {
        return Math.multiplyExact(instances, features);
    }

    /** Returns the number of values in one weight parameter, [instances, features, hidden]. */
    long weights() {
        return (long) inputs() * hidden;
    }
}
