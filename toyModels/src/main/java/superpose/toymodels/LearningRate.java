package superpose.toymodels;

import superpose.data.Require;

/**
 * A learning rate and how it falls.
 *
 * @param initial the rate of the first step, above 0
 * @param decay how it falls over the training
 */
public record LearningRate(double initial, Decay decay) {

    /** Checks the rate. */
    public LearningRate {
        Require.positive(initial, "a learning rate");
    }

    /** A rate that stays as it is. */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, Decay.CONSTANT);
    }

    /** Returns the rate at a step of a training of so many steps. */
    public double at(int step, int steps) {
        return initial * decay.factor(step, steps);
    }
}
