package superpose.toymodels;

import superpose.data.Require;

/**
 * How a model is trained: Adam on fresh samples at every step.
 *
 * <p>Adam's other constants are the usual ones: 0.9, 0.999 and 1e-8.
 *
 * @param learningRate the rate and how it falls
 * @param steps length of the training, at least 1
 * @param batch samples for each instance and step, at least 1
 * @param weightDecay decoupled decay; with it, Adam is AdamW
 */
public record Recipe(LearningRate learningRate, int steps, int batch, WeightDecay weightDecay) {

    /** Checks the counts. */
    public Recipe {
        Require.positive(steps, "steps");
        Require.positive(batch, "samples in a batch");
    }

    /** Trains for 10,000 steps of 1,024 samples at a constant rate without weight decay. */
    public static Recipe adam(double rate) {
        return new Recipe(LearningRate.constant(rate), 10_000, 1024, WeightDecay.none());
    }

    /**
     * The notebook's training: AdamW at a constant rate of 1e-3, decay 0.01 on every parameter, 10,000 steps of 1,024
     * samples.
     *
     * <p>Source: Elhage et al. (2022), notebook.
     */
    public static Recipe notebook() {
        return adam(1e-3).withWeightDecay(WeightDecay.ofAll(0.01));
    }

    /** Returns the same recipe with another number of steps. */
    public Recipe withSteps(int count) {
        return new Recipe(learningRate, count, batch, weightDecay);
    }

    /** Returns the same recipe with another number of samples a step. */
    public Recipe withBatch(int samples) {
        return new Recipe(learningRate, steps, samples, weightDecay);
    }

    /** Returns the same recipe with a rate that falls in another way. */
    public Recipe withDecay(Decay decay) {
        return new Recipe(new LearningRate(learningRate.initial(), decay), steps, batch, weightDecay);
    }

    /** Returns the same recipe with another weight decay. */
    public Recipe withWeightDecay(WeightDecay decay) {
        return new Recipe(learningRate, steps, batch, decay);
    }
}
