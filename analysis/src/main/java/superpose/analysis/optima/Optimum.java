package superpose.analysis.optima;

import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * A model that cannot be made better by small changes.
 *
 * @param directions [features, hidden]
 * @param biases [features]
 * @param lossPerFeature expected loss, mean over features, at least 0
 */
public record Optimum(FeatureDirections directions, List<Double> biases, double lossPerFeature) {

    /** Copies the biases, one for each feature. */
    public Optimum {
        biases = List.copyOf(biases);
        Require.same(directions.features(), biases.size(), "biases");
    }

    /** Returns the model with the lower loss. */
    public Optimum orBetter(Optimum other) {
        return other.lossPerFeature < lossPerFeature ? other : this;
    }
}
