package superpose.analysis.optima;

import java.util.ArrayList;
import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Require;

/**
 * The expected loss of the tied ReLU-output model {@code x' = relu(W W^T x + b)}: the mean over features of {@code I_i E[(x_i
 * - x'_i)^2]}, without sampling.
 *
 * <p>Every set of active features is gone through. Within a set the value of one active feature is integrated in closed form,
 * piece by piece around the kink of the ReLU, and the values of the others by a Gauss-Legendre product rule. So the loss is
 * exact where at most one feature is on at a time; elsewhere it is good to 1e-4 of itself, and to 1e-5 with up to three
 * features or below density 0.3. Source: the model is
 * that of Elhage et al. (2022), "Toy Models of Superposition", section "Demonstrating superposition".
 */
public final class ReluOutputLoss {

    /** Points per side by number of dimensions: what is left to integrate is smooth, so few points do. */
    private static final List<Integer> POINTS_PER_SIDE = List.of(1, 24, 12, 6, 5, 4);

    private final List<PatternLoss> losses;
    private final int features;

    /** The loss of answering 0 always, mean over features. */
    private final double ofSilence;

    private ReluOutputLoss(List<PatternLoss> losses, int features, double ofSilence) {
        this.losses = losses;
        this.features = features;
        this.ofSilence = ofSilence;
    }

    /** Prepares the loss in a world of features, with a weight for each. */
    public static ReluOutputLoss of(ActivityPatterns patterns, Importance importance) {
        return of(patterns, importance, 1);
    }

    /** Refines the rule, to see how far it can be trusted. */
    static ReluOutputLoss of(ActivityPatterns patterns, Importance importance, int refinement) {
        Require.same(patterns.features(), importance.features(), "importances");
        List<CubeRule> rules = new ArrayList<>();
        for (int dimensions = 0; dimensions < patterns.mostActive(); dimensions++) {
            rules.add(CubeRule.of(dimensions, refinement * POINTS_PER_SIDE.get(dimensions)));
        }
        List<PatternLoss> losses = new ArrayList<>();
        for (ActivityPatterns.Pattern pattern : patterns.patterns()) {
            int dimensions = Math.max(0, pattern.active().size() - 1);
            losses.add(new PatternLoss(pattern, importance, rules.get(dimensions)));
        }
        return new ReluOutputLoss(List.copyOf(losses), patterns.features(), ofSilence(patterns, importance));
    }

    private static double ofSilence(ActivityPatterns patterns, Importance importance) {
        double sum = 0;
        for (int feature = 0; feature < patterns.features(); feature++) {
            // A feature that is on is uniform on [0, 1]: its mean square is one third.
            sum += importance.of(feature) * patterns.density(feature).value() / 3;
        }
        return sum / patterns.features();
    }

    /** Returns the number of features. */
    public int features() {
        return features;
    }

    /** Returns the expected loss of a model that answers 0 always, mean over features. */
    double ofSilence() {
        return ofSilence;
    }

    /**
     * Returns the expected loss of a model, mean over features.
     *
     * @param directions [features, hidden]
     * @param biases [features]
     */
    public double of(FeatureDirections directions, List<Double> biases) {
        ModelPoint point = ModelPoint.of(directions, biases);
        Require.same(features, point.features(), "directions and biases");
        return addTo(point);
    }

    /**
     * Returns the loss of a model and adds up how it changes.
     *
     * @param point the model; its slopes are raised by those of the loss. Modified.
     */
    double addTo(ModelPoint point) {
        double total = ofSilence;
        for (PatternLoss loss : losses) {
            total += loss.addTo(point);
        }
        return total;
    }
}
