package superpose.toymodels;

import superpose.data.Importance;
import superpose.data.SampleStream;

/** What one instance is trained for: samples to draw and what an error in each feature weighs. */
final class Objective {

    private final SampleStream samples;
    private final int batch;
    private final Importance importance;
    private final float[] errorWeights;
    private final boolean uniform;

    /**
     * Describes an objective.
     *
     * @param samples drawn from at every step
     * @param batch samples in a step
     * @param importance how much each feature weighs
     */
    Objective(SampleStream samples, int batch, Importance importance) {
        this.samples = samples;
        this.batch = batch;
        this.importance = importance;
        errorWeights = new float[importance.features()];
        for (int feature = 0; feature < errorWeights.length; feature++) {
            errorWeights[feature] = (float) (importance.of(feature) / errorWeights.length);
        }
        uniform = isUniform(errorWeights);
    }

    SampleStream samples() {
        return samples;
    }

    int batch() {
        return batch;
    }

    Importance importance() {
        return importance;
    }

    /** Returns what a squared error weighs: {@code I_i / features}. */
    float errorWeight(int feature) {
        return errorWeights[feature];
    }

    /** Returns what an error's gradient at an output is multiplied by: {@code 2 I_i / (features batch)}. */
    float scale(int feature) {
        return 2 * errorWeights[feature] / batch;
    }

    /** Returns whether every feature weighs the same. */
    boolean isUniform() {
        return uniform;
    }

    private static boolean isUniform(float[] weights) {
        for (float weight : weights) {
            if (weight != weights[0]) {
                return false;
            }
        }
        return true;
    }
}
