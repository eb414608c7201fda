package superpose.toymodels;

/** How a learning rate falls over the steps of a training. */
public enum Decay {
    /** Stays as it is. */
    CONSTANT,
    /** Falls as {@code 1 - t / T}. */
    LINEAR,
    /** Falls to zero as {@code cos(pi/2 * t / (T - 1))}. */
    COSINE,
    /** Falls to zero as {@code (1 + cos(pi * t / (T - 1))) / 2}. */
    HALF_COSINE;

    /**
     * Returns the share of the learning rate that is left.
     *
     * <p>Source: Elhage et al. (2022), notebook, functions for the learning rate; for the half cosine, Loshchilov and
     * Hutter (2017), "SGDR", section 3, equation 5.
     *
     * @param step in [0, steps)
     * @param steps length of the training
     * @return in [0, 1]
     */
    public double factor(int step, int steps) {
        // Steps past the end are steps of a training that was asked to go on: nothing is left for them.
        int bounded = Math.min(step, steps);
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> 1 - (double) bounded / steps;
            case COSINE -> Math.max(0, Math.cos(Math.PI / 2 * bounded / Math.max(1, steps - 1)));
            case HALF_COSINE -> (1 + Math.cos(Math.PI * Math.min(1, (double) bounded / Math.max(1, steps - 1)))) / 2;
        };
    }
}
