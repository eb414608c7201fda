package superpose.toymodels;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes steps on the parameters of one instance, as DL4J's updaters and regularizations take them. */
final class ParameterStep {

    private final Recipe recipe;
    private final Regularization pulls;

    ParameterStep(Recipe recipe) {
        this.recipe = recipe;
        pulls = recipe.regularization();
    }

    /**
     * Takes one step.
     *
     * @param taken steps taken before
     * @param state parameters and memory so far. Modified.
     * @param gradients of the loss. Modified.
     */
    void take(int taken, NetworkState.OfInstance state, InstanceParameters gradients) {
        double rate = recipe.learningRate().at(taken, recipe.steps());
        Motion motion = Motion.of(recipe.rule().optimizer(), taken, rate);
        Step step = new Step(motion, rate, state, gradients);
        moveWeights(InstanceParameters::encoder, step);
        if (gradients.tying() == Tying.UNTIED) {
            moveWeights(InstanceParameters::decoder, step);
        }
        float kept = (float) (1 - rate * pulls.decay().biases());
        step.mover(InstanceParameters::bias).accept(new Motion.Range(0, gradients.bias().length, kept));
    }

    private record Step(Motion motion, double rate, NetworkState.OfInstance state, InstanceParameters gradients) {

        /** Returns what moves ranges of a parameter. */
        Consumer<Motion.Range> mover(Function<InstanceParameters, float[]> part) {
            float[] values = part.apply(state.parameters());
            float[] slopes = part.apply(gradients);
            List<float[]> memory = state.memory().stream().map(part).toList();
            return range -> motion.move(values, slopes, memory, range);
        }
    }

    private void moveWeights(Function<InstanceParameters, float[]> part, Step step) {
        float[] weights = part.apply(step.state.parameters());
        if (pulls.l1() > 0) {
            addPenalty(weights, part.apply(step.gradients));
        }
        double decay = step.rate * pulls.decay().weights();
        Consumer<Motion.Range> mover = step.mover(part);
        if (pulls.normPull() == 0) {
            mover.accept(new Motion.Range(0, weights.length, (float) (1 - decay)));
            return;
        }
        int stride = step.gradients.stride();
        for (int from = 0; from < weights.length; from += stride) {
            double norm = norm(weights, from, from + stride) + NormPull.EPSILON;
            double pulled = step.rate * pulls.normPull() * (1 / norm - 1);
            mover.accept(new Motion.Range(from, from + stride, (float) (1 - decay + pulled)));
        }
    }

    /** The derivative of {@code l1 * |w|}, which is taken as 0 at 0. */
    private void addPenalty(float[] weights, float[] gradients) {
        float coefficient = (float) pulls.l1();
        for (int i = 0; i < weights.length; i++) {
            gradients[i] += coefficient * Math.signum(weights[i]);
        }
    }

    private static double norm(float[] values, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }
}
