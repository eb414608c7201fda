package superpose.toymodels;

import java.util.List;

/** How one step moves numbers, given their gradients and what the optimizer remembers of them. */
interface Motion {

    /**
     * The numbers to move.
     *
     * @param from the first
     * @param to behind the last
     * @param kept what they are multiplied by as they move
     */
    record Range(int from, int to, float kept) {}

    /**
     * Moves a range of parameters.
     *
     * @param values the parameters. Modified.
     * @param gradients of the loss, as many
     * @param memory as many in each. Modified.
     */
    void move(float[] values, float[] gradients, List<float[]> memory, Range range);

    /**
     * Returns how an optimizer moves.
     *
     * @param taken steps taken before
     * @param rate the learning rate of the step
     */
    static Motion of(Optimizer optimizer, int taken, double rate) {
        return switch (optimizer) {
            case Optimizer.Adam() -> AdamMotion.of(taken, rate);
            case Optimizer.Momentum descent -> new MomentumMotion((float) rate, (float) descent.momentum());
        };
    }
}
