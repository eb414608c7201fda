package superpose.analysis.optima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import superpose.analysis.geometry.FeatureNorms;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * The phase diagram of a model with one feature more than hidden units: two features in one dimension, or three in two.
 *
 * <p>Holds the closed forms, which compare a few simple solutions, and the true optimum of the same model, which lies up to
 * 14 % lower near the boundaries and is there more superposed. Source: Elhage et al. (2022), "Toy Models of Superposition",
 * section "Superposition as a phase change"; the boundaries follow by setting the closed-form losses equal.
 *
 * @param hidden number of hidden units, 1 or 2
 */
public record PhaseDiagram(int hidden) {

    /** Random starts next to the simple solutions; two features start with equal signs half of the time. */
    private static final int STARTS = 10;

    /** Checks the count. */
    public PhaseDiagram {
        Require.that(hidden == 1 || hidden == 2, "1 or 2 hidden units", hidden, "no closed form is known for more");
    }

    /** Returns the number of features, one more than hidden units. */
    public int features() {
        return hidden + 1;
    }

    /** Returns the simple solutions that this many hidden units allow. */
    public List<PhaseChoice> choices() {
        List<PhaseChoice> choices = List.of(PhaseChoice.values());
        return hidden == 1 ? choices.subList(0, choices.indexOf(PhaseChoice.PAIR_OF_OTHERS)) : choices;
    }

    /** Returns the simple solution of least loss; the first where several are equal. */
    public PhaseChoice closedForm(PhasePoint point) {
        return Collections.min(choices(), Comparator.comparingDouble(choice -> choice.totalLoss(point)));
    }

    /** Returns the least loss of a simple solution, mean over features. */
    public double closedFormLoss(PhasePoint point) {
        return closedForm(point).totalLoss(point) / features();
    }

    /**
     * Returns the density below which a pair is the best simple solution, in (0, 1): {@code 4r / (2 + 5r)} for r up to 1;
     * beyond, {@code 4 / (5 + 2r)} with one hidden unit and 4/7 with two.
     *
     * @param relativeImportance importance r of the last feature, above 0
     */
    public double boundary(double relativeImportance) {
        double r = Require.positive(relativeImportance, "a relative importance");
        if (r <= 1) {
            return 4 * r / (2 + 5 * r);
        }
        return hidden == 1 ? 4 / (5 + 2 * r) : 4.0 / 7;
    }

    /** Returns the expected loss of the model at a point. */
    public ReluOutputLoss loss(PhasePoint point) {
        double[] importances = new double[features()];
        Arrays.fill(importances, 1);
        importances[hidden] = point.relativeImportance();
        return ReluOutputLoss.of(ActivityPatterns.independent(features(), point.density()), Importance.of(importances));
    }

    /**
     * Finds the best model at a point, from every simple solution and from random starts.
     *
     * @param seed decides the random starts
     */
    public Optimum optimum(PhasePoint point, Seed seed) {
        OptimumSearch search = new OptimumSearch(loss(point), hidden);
        Optimum best = search.best(STARTS, seed);
        for (PhaseChoice choice : choices()) {
            best = best.orBetter(search.from(directions(choice), biases(choice, point)));
        }
        return best;
    }

    FeatureDirections directions(PhaseChoice choice) {
        return new FeatureDirections(Matrix.of(features(), hidden, choice.weights(hidden)));
    }

    /** A feature without a direction is best answered with its mean. */
    List<Double> biases(PhaseChoice choice, PhasePoint point) {
        FeatureNorms norms = FeatureNorms.of(directions(choice));
        List<Double> biases = new ArrayList<>();
        for (int feature = 0; feature < norms.features(); feature++) {
            biases.add(norms.isRepresented(feature) ? 0 : point.density().value() / 2);
        }
        return biases;
    }
}
