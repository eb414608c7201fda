package superpose.analysis.optima;

import java.util.Arrays;
import smile.math.BFGS;
import smile.util.function.DifferentiableMultivariateFunction;
import superpose.data.Importance;
import superpose.data.Require;

/**
 * The best regular polygon of features in two hidden units where exactly one feature is on at a time: equal norms and biases
 * at the corners, the other features left out.
 *
 * <p>A feature that is left out has no direction; its bias is live at its best value {@code 1 / (2 features)}, or dead, which
 * means at or below zero. Source: Chen et al. (2023), "Dynamical versus Bayesian phase transitions in a toy model of
 * superposition", sections on the potential and its critical points.
 *
 * @param features number of features, at least {@code corners}
 * @param corners number of corners, at least 2
 * @param norm length of a corner's direction
 * @param bias bias of a corner's output
 */
public record PolygonOptimum(int features, int corners, double norm, double bias) {

    private static final double[][] STARTS = {{1, 0}, {1.2, -0.3}, {1.5, -0.8}};
    private static final int ITERATIONS = 500;
    private static final double TOLERANCE = 1e-12;

    /** Checks the counts. */
    public PolygonOptimum {
        Require.that(corners >= 2, "at least 2 corners", corners, "a single feature makes no polygon");
        Require.that(features >= corners, "at least " + corners + " features", features, "leave out some corners");
    }

    /** Finds the best norm and bias of a polygon. */
    public static PolygonOptimum of(int features, int corners) {
        Objective objective = new Objective(oneActive(features), corners);
        PolygonOptimum best = new PolygonOptimum(features, corners, 0, 0);
        for (double[] start : STARTS) {
            double[] found = start.clone();
            BFGS.minimize(objective, found, TOLERANCE, ITERATIONS);
            PolygonOptimum polygon = new PolygonOptimum(features, corners, found[0], found[1]);
            best = polygon.loss(0) < best.loss(0) ? polygon : best;
        }
        return best;
    }

    /**
     * Returns the expected loss, summed over features.
     *
     * @param deadBiases how many of the features that are left out have a dead bias, in [0, features - corners]
     */
    public double loss(int deadBiases) {
        Require.index(deadBiases, features - corners + 1, "dead biases");
        ModelPoint point = point(features, corners, new double[] {norm, bias});
        double[] parameters = point.parameters();
        Arrays.fill(parameters, parameters.length - deadBiases, parameters.length, 0);
        return features * oneActive(features).addTo(ModelPoint.of(parameters, features));
    }

    private static ReluOutputLoss oneActive(int features) {
        return ReluOutputLoss.of(ActivityPatterns.exactlyOne(features), Importance.uniform(features));
    }

    /** Lays out the whole model with [norm, bias] at the corners and live biases elsewhere. */
    private static ModelPoint point(int features, int corners, double[] shape) {
        double[] parameters = new double[3 * features];
        for (int feature = 0; feature < corners; feature++) {
            parameters[2 * feature] = shape[0] * Math.cos(angle(feature, corners));
            parameters[2 * feature + 1] = shape[0] * Math.sin(angle(feature, corners));
        }
        Arrays.setAll(
                parameters,
                k -> k < 2 * features ? parameters[k] : k < 2 * features + corners ? shape[1] : 0.5 / features);
        return ModelPoint.of(parameters, features);
    }

    private static double angle(int corner, int corners) {
        return 2 * Math.PI * corner / corners;
    }

    /** The loss as a function of norm and bias. */
    private record Objective(ReluOutputLoss loss, int corners) implements DifferentiableMultivariateFunction {

        @Override
        public double f(double[] shape) {
            return loss.addTo(point(loss.features(), corners, shape));
        }

        @Override
        public double g(double[] shape, double[] slopes) {
            ModelPoint point = point(loss.features(), corners, shape);
            double value = loss.addTo(point);
            double[] all = new double[3 * loss.features()];
            point.copySlopes(all);
            Arrays.fill(slopes, 0);
            for (int corner = 0; corner < corners; corner++) {
                double angle = angle(corner, corners);
                slopes[0] += Math.cos(angle) * all[2 * corner] + Math.sin(angle) * all[2 * corner + 1];
                slopes[1] += all[2 * loss.features() + corner];
            }
            return value;
        }
    }
}
