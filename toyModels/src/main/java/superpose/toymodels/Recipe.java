package superpose.toymodels;

import superpose.data.Require;

/**
 * How a model is trained: for how long, on how many samples a step, and how a step changes it.
 *
 * @param learningRate the rate and how it falls
 * @param steps length of the training, at least 1
 * @param batch samples for each instance and step, at least 1
 * @param rule what a step does with the gradients
 */
public record Recipe(LearningRate learningRate, int steps, int batch, UpdateRule rule) {

    /** Checks the counts. */
    public Recipe {
        Require.positive(steps, "steps");
        Require.positive(batch, "samples in a batch");
    }

    /** Trains with Adam; with weight decay it is AdamW. */
    public Recipe(LearningRate learningRate, int steps, int batch, WeightDecay weightDecay) {
        this(learningRate, steps, batch, new UpdateRule(new Optimizer.Adam(), Regularization.of(weightDecay)));
    }

    /** Trains with Adam for 10,000 steps of 1,024 samples at a constant rate without weight decay. */
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

    /** Returns what pulls on the parameters besides the loss. */
    public Regularization regularization() {
        return rule.regularization();
    }

    /** Returns the decoupled decay. */
    public WeightDecay weightDecay() {
        return regularization().decay();
    }

    /** Returns the same recipe with another number of steps. */
    public Recipe withSteps(int count) {
        return new Recipe(learningRate, count, batch, rule);
    }

    /** Returns the same recipe with another number of samples a step. */
    public Recipe withBatch(int samples) {
        return new Recipe(learningRate, steps, samples, rule);
    }

    /** Returns the same recipe with a rate that falls in another way. */
    public Recipe withDecay(Decay decay) {
        return withLearningRate(learningRate.withDecay(decay));
    }

    /** Returns the same recipe with another weight decay. */
    public Recipe withWeightDecay(WeightDecay decay) {
        return withRegularization(regularization().withDecay(decay));
    }

    /** Returns the same recipe with another learning rate. */
    public Recipe withLearningRate(LearningRate rate) {
        return new Recipe(rate, steps, batch, rule);
    }

    /** Returns the same recipe with other pulls on the parameters. */
    public Recipe withRegularization(Regularization other) {
        return withRule(new UpdateRule(rule.optimizer(), other));
    }

    /** Returns the same recipe with another optimizer. */
    public Recipe withOptimizer(Optimizer other) {
        return withRule(new UpdateRule(other, regularization()));
    }

    /** Returns the same recipe with other steps. */
    Recipe withRule(UpdateRule other) {
        return new Recipe(learningRate, steps, batch, other);
    }
}
