package superpose.toymodels;

import java.util.concurrent.CancellationException;

/** One instance on its way: its parameters, Adam's memory of them, and how many steps they have taken. */
final class InstanceTraining {

    private final int instance;
    private final Objective objective;
    private final NetworkState.OfInstance state;
    private int taken;
    private double start = Double.NaN;

    /**
     * Puts an instance where it stands.
     *
     * @param instance its number
     * @param state where it stands; changed by training
     * @param taken steps taken before
     */
    InstanceTraining(int instance, Objective objective, NetworkState.OfInstance state, int taken) {
        this.instance = instance;
        this.objective = objective;
        this.state = state;
        this.taken = taken;
    }

    /**
     * Trains until so many steps have been taken in all.
     *
     * @return where the instance stands then
     * @throws CancellationException if the thread is interrupted
     */
    Snapshot advance(int until, AdamStep adam, Divergence divergence, Workbench bench) {
        double loss = Double.NaN;
        while (taken < until) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the training was interrupted");
            }
            loss = bench.kernel().differentiate(objective, state.parameters(), bench.gradients());
            if (Double.isNaN(start)) {
                start = loss;
            }
            adam.take(taken, state, bench.gradients());
            taken++;
            divergence.require(
                    Divergence.isBounded(loss, start, objective.importance().of(0)), loss, instance, taken);
        }
        divergence.require(state.parameters().isFinite(), loss, instance, taken);
        return new Snapshot(taken, instance, loss, state.parameters());
    }
}
