package superpose.toymodels;

import superpose.data.BadInputException;

/** Tells a training that diverged from one that converges. */
final class Divergence {

    /** How many times the loss at the start a loss must reach to count as diverged. */
    private static final double DIVERGED = 1e4;

    private final double rate;

    Divergence(Recipe recipe) {
        rate = recipe.learningRate().initial();
    }

    /** Returns whether a loss is one that a converging training may have; not a number is none. */
    static boolean isBounded(double loss, double start, double importance) {
        return loss <= DIVERGED * Math.max(start, importance);
    }

    /**
     * Checks an instance.
     *
     * @throws BadInputException if it does not converge
     */
    void require(boolean converging, double loss, int instance, int step) {
        if (!converging) {
            throw new BadInputException(
                    "a training that converges",
                    "a loss of " + loss + " in instance " + instance + " after " + step + " steps",
                    "lower the learning rate of " + rate);
        }
    }
}
