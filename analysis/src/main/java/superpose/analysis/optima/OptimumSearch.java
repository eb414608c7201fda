package superpose.analysis.optima;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import smile.math.BFGS;
import smile.util.function.DifferentiableMultivariateFunction;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * Finds the models of least expected loss by going downhill from chosen or from many random starts.
 *
 * <p>Downhill is Smile's BFGS (Fletcher 1987, "Practical methods of optimization"). A model of many starts is the best of
 * those found; that no better one exists is not proven.
 *
 * @param loss what to make small
 * @param hidden number of hidden units, at least 1
 */
public record OptimumSearch(ReluOutputLoss loss, int hidden) {

    private static final int ITERATIONS = 500;
    private static final double TOLERANCE = 1e-9;

    /** Checks the count. */
    public OptimumSearch {
        Require.positive(hidden, "hidden units");
    }

    /**
     * Goes downhill from a model; exact symmetries of the start are kept.
     *
     * @param directions [features, hidden]
     * @param biases [features]
     */
    public Optimum from(FeatureDirections directions, List<Double> biases) {
        Require.same(loss.features(), directions.features(), "directions");
        Require.same(hidden, directions.hidden(), "hidden units");
        ModelPoint start = ModelPoint.of(directions, biases);
        double[] parameters = start.parameters();
        BFGS.minimize(new Objective(loss, start), parameters, TOLERANCE, ITERATIONS);
        ModelPoint found = ModelPoint.of(parameters, loss.features());
        return new Optimum(found.directions(), found.biases(), loss.addTo(found));
    }

    /**
     * Goes downhill from normal draws of variance 1 / hidden with biases 0, and keeps the best.
     *
     * @param starts number of starts, at least 1
     * @param seed decides the starts
     */
    public Optimum best(int starts, Seed seed) {
        Optimum best = fromRandom(seed.child(0));
        for (int start = 1; start < Require.positive(starts, "starts"); start++) {
            best = best.orBetter(fromRandom(seed.child(start)));
        }
        return best;
    }

    private Optimum fromRandom(Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] rows = new float[loss.features() * hidden];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = (float) (generator.nextGaussian() / Math.sqrt(hidden));
        }
        return from(
                new FeatureDirections(Matrix.of(loss.features(), hidden, rows)),
                Collections.nCopies(loss.features(), 0.0));
    }

    /** The loss as a share of the loss of silence, so that one tolerance serves every density. */
    private static final class Objective implements DifferentiableMultivariateFunction {

        private final ReluOutputLoss loss;

        /** BFGS asks for the slopes where it has just asked for the value, so the last point is kept. */
        private ModelPoint last;

        private double lastValue;

        Objective(ReluOutputLoss loss, ModelPoint start) {
            this.loss = loss;
            this.last = start;
            this.lastValue = loss.addTo(last) / loss.ofSilence();
        }

        @Override
        public double f(double[] parameters) {
            if (!last.isAt(parameters)) {
                last = ModelPoint.of(parameters, loss.features());
                lastValue = loss.addTo(last) / loss.ofSilence();
            }
            return lastValue;
        }

        @Override
        public double g(double[] parameters, double[] slopes) {
            double value = f(parameters);
            last.copySlopes(slopes);
            for (int k = 0; k < slopes.length; k++) {
                slopes[k] /= loss.ofSilence();
            }
            return value;
        }
    }
}
