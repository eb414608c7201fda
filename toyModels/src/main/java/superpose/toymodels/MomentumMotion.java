package superpose.toymodels;

import java.util.List;

/**
 * A step of gradient descent with a velocity, which it remembers; see {@link Optimizer.Momentum}.
 *
 * @param rate the learning rate of the step
 * @param momentum share of the velocity that stays
 */
record MomentumMotion(float rate, float momentum) implements Motion {

    @Override
    public void move(float[] values, float[] gradients, List<float[]> memory, Range range) {
        float[] velocities = memory.get(0);
        for (int i = range.from(); i < range.to(); i++) {
            float velocity = momentum * velocities[i] + gradients[i];
            velocities[i] = velocity;
            values[i] = range.kept() * values[i] - rate * velocity;
        }
    }
}
