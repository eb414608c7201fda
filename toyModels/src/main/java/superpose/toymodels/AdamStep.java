package superpose.toymodels;

/**
 * Steps of Adam on the parameters of one instance, with decoupled weight decay, as DL4J's updater takes them.
 *
 * <p>Source: Kingma and Ba (2015), "Adam", section 2, last paragraph: the corrections for the start are part of the rate.
 */
final class AdamStep {

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final Recipe recipe;

    AdamStep(Recipe recipe) {
        this.recipe = recipe;
    }

    /**
     * Takes one step.
     *
     * @param taken steps taken before
     * @param state parameters and means so far. Modified.
     * @param gradients of the loss
     */
    void take(int taken, NetworkState.OfInstance state, InstanceParameters gradients) {
        InstanceParameters parameters = state.parameters();
        InstanceParameters first = state.first();
        InstanceParameters second = state.second();
        double rate = recipe.learningRate().at(taken, recipe.steps());
        float step = (float)
                (rate * Math.sqrt(1 - Math.pow(SECOND_DECAY, taken + 1)) / (1 - Math.pow(FIRST_DECAY, taken + 1)));
        float keptWeights = (float) (1 - rate * recipe.weightDecay().weights());
        float keptBiases = (float) (1 - rate * recipe.weightDecay().biases());
        move(parameters.encoder(), gradients.encoder(), first.encoder(), second.encoder(), step, keptWeights);
        if (parameters.tying() == Tying.UNTIED) {
            move(parameters.decoder(), gradients.decoder(), first.decoder(), second.decoder(), step, keptWeights);
        }
        move(parameters.bias(), gradients.bias(), first.bias(), second.bias(), step, keptBiases);
    }

    /** A plain loop over arrays, which the compiler turns into vectors by itself. */
    private static void move(float[] values, float[] gradients, float[] first, float[] second, float step, float kept) {
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i];
            float mean = (float) FIRST_DECAY * first[i] + (float) (1 - FIRST_DECAY) * gradient;
            float square = (float) SECOND_DECAY * second[i] + (float) (1 - SECOND_DECAY) * gradient * gradient;
            first[i] = mean;
            second[i] = square;
            values[i] = kept * values[i] - step * mean / ((float) Math.sqrt(square) + (float) EPSILON);
        }
    }
}
