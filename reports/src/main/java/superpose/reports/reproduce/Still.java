package superpose.reports.reproduce;

import java.util.List;
import superpose.data.FeatureDirections;
import superpose.toymodels.Snapshot;

/**
 * What a model had learned after a step of its training.
 *
 * @param step steps taken so far, from 1 on
 * @param loss on the samples of that step, before it was taken
 * @param parameters what it had learned
 */
public record Still(int step, double loss, KeptParameters parameters) {

    static Still of(Snapshot snapshot) {
        return new Still(snapshot.step(), snapshot.loss(), KeptParameters.tied(snapshot.directions(), snapshot.bias()));
    }

    /** Returns the directions that features were read along. */
    public FeatureDirections directions() {
        return parameters.encoder();
    }

    /** Returns the output biases, [features]. */
    public List<Double> biases() {
        return parameters.biases();
    }
}
