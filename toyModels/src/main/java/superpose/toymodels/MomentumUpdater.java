package superpose.toymodels;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link Optimizer.Momentum} as DL4J's configuration of an updater; DL4J itself has Nesterov's form alone. */
final class MomentumUpdater implements IUpdater {

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final double momentum;

    @JsonProperty
    private ISchedule schedule;

    @JsonCreator
    MomentumUpdater(@JsonProperty("momentum") double momentum, @JsonProperty("schedule") ISchedule schedule) {
        this.momentum = momentum;
        this.schedule = schedule;
    }

    double momentum() {
        return momentum;
    }

    @Override
    public long stateSize(long numParams) {
        return numParams;
    }

    @Override
    public GradientUpdater<MomentumUpdater> instantiate(INDArray viewArray, boolean initializeViewArray) {
        MomentumVelocity velocity = new MomentumVelocity(this, viewArray);
        velocity.setStateViewArray(viewArray, viewArray.shape(), viewArray.ordering(), initializeViewArray);
        return velocity;
    }

    @Override
    public GradientUpdater<MomentumUpdater> instantiate(Map<String, INDArray> state, boolean initializeStateArrays) {
        return new MomentumVelocity(this, Objects.requireNonNull(state.get(MomentumVelocity.KEY)));
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public MomentumUpdater clone() {
        return new MomentumUpdater(momentum, schedule);
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return schedule.valueAt(iteration, epoch);
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double lr, @Nullable ISchedule lrSchedule) {
        schedule = lrSchedule == null ? new FixedSchedule(lr) : lrSchedule;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MomentumUpdater updater
                && momentum == updater.momentum
                && schedule.equals(updater.schedule);
    }

    @Override
    public int hashCode() {
        return Objects.hash(momentum, schedule);
    }
}
