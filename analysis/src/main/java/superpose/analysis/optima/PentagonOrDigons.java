package superpose.analysis.optima;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import smile.util.function.Function;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * Five equally important features in two hidden units, and the two ways to hold them: all five in a pentagon, or four in two
 * digons with the last one left out.
 *
 * <p>Each way is a minimum of the loss, and which one is lower changes at once from one density to the next: a first-order
 * transition. Source: Elhage et al. (2022), "Toy Models of Superposition", introduction figure (all densities equal) and
 * section "Non-uniform superposition" (one density varied).
 *
 * @param usual density of the first four features
 * @param relativeDensity density of the last feature over that of the others, above 0; 1 makes all alike
 */
public record PentagonOrDigons(Density usual, double relativeDensity) {

    private static final int FEATURES = 5;
    private static final int HIDDEN = 2;

    /** A density at which five equal features are known to form a pentagon. */
    private static final double RARE = 0.05;

    private static final double STEP = 1.25;
    private static final double TOLERANCE = 1e-6;
    private static final int STEPS = 100;

    /** Checks that the last feature has a density too. */
    public PentagonOrDigons {
        Require.positive(relativeDensity, "a relative density");
        Require.that(
                usual.value() * relativeDensity <= 1,
                "a relative density of at most " + 1 / usual.value(),
                relativeDensity,
                "no feature is on more often than always");
    }

    /** Gives all five features the same density. */
    public static PentagonOrDigons uniform(Density density) {
        return new PentagonOrDigons(density, 1);
    }

    /** Finds the one density, the same for all, at which both ways cost the same; below it the pentagon is better. */
    public static Density crossing() {
        return new Density(crossing(density -> uniform(new Density(density)).advantageOfDigons(), RARE, STEP));
    }

    /**
     * Finds the relative density of the last feature at which both ways cost the same; above it the pentagon is better.
     *
     * @param usual density of the other four, below {@link #crossing}
     */
    public static double relativeCrossing(Density usual) {
        Require.that(
                uniform(usual).advantageOfDigons() < 0,
                "a density at which five equal features form a pentagon",
                usual.value(),
                "try " + RARE);
        return crossing(relative -> new PentagonOrDigons(usual, relative).advantageOfDigons(), 1, 1 / STEP);
    }

    /** Steps away from where the pentagon is better, as far past the crossing the pentagon may fall into the digons. */
    private static double crossing(Function advantageOfDigons, double start, double factor) {
        double end = start;
        while (advantageOfDigons.f(end) < 0) {
            end *= factor;
        }
        return advantageOfDigons.root(end / factor, end, TOLERANCE, STEPS);
    }

    private double advantageOfDigons() {
        return pentagon().lossPerFeature() - digons().lossPerFeature();
    }

    /** Goes downhill from a regular pentagon. */
    public Optimum pentagon() {
        float[] corners = new float[FEATURES * HIDDEN];
        for (int feature = 0; feature < FEATURES; feature++) {
            double angle = 2 * Math.PI * feature / FEATURES;
            corners[HIDDEN * feature] = (float) Math.cos(angle);
            corners[HIDDEN * feature + 1] = (float) Math.sin(angle);
        }
        return search().from(directions(corners), Collections.nCopies(FEATURES, 0.0));
    }

    /** Goes downhill from two digons, with the last feature left out and answered with its mean. */
    public Optimum digons() {
        List<Double> biases = new ArrayList<>(Collections.nCopies(FEATURES - 1, 0.0));
        biases.add(usual.value() * relativeDensity / 2);
        return search().from(directions(1, 0, -1, 0, 0, 1, 0, -1, 0, 0), biases);
    }

    /**
     * Finds the best model of both ways and of random starts.
     *
     * @param starts number of random starts, at least 1
     * @param seed decides the starts
     */
    public Optimum best(int starts, Seed seed) {
        return pentagon().orBetter(digons()).orBetter(search().best(starts, seed));
    }

    private static FeatureDirections directions(float... weights) {
        return new FeatureDirections(Matrix.of(FEATURES, HIDDEN, weights));
    }

    private OptimumSearch search() {
        List<Density> densities = new ArrayList<>(Collections.nCopies(FEATURES - 1, usual));
        densities.add(new Density(usual.value() * relativeDensity));
        return new OptimumSearch(
                ReluOutputLoss.of(ActivityPatterns.independent(densities), Importance.uniform(FEATURES)), HIDDEN);
    }
}
