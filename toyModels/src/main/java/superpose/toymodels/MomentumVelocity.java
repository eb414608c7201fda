package superpose.toymodels;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** The velocities that {@link MomentumUpdater} keeps, in an array of DL4J. */
final class MomentumVelocity implements GradientUpdater<MomentumUpdater> {

    static final String KEY = "V";

    private final MomentumUpdater config;
    private INDArray velocity;

    MomentumVelocity(MomentumUpdater config, INDArray velocity) {
        this.config = config;
        this.velocity = velocity;
    }

    @Override
    public MomentumUpdater getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> stateMap, boolean initialize) {
        velocity = Objects.requireNonNull(stateMap.get(KEY));
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of(KEY, velocity);
    }

    @Override
    public void setStateViewArray(INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
        if (initialize) {
            viewArray.assign(0);
        }
        velocity = viewArray.reshape(viewArray.length());
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        velocity.muli(config.momentum()).addi(gradient);
        gradient.assign(velocity).muli(config.getLearningRate(iteration, epoch));
    }
}
