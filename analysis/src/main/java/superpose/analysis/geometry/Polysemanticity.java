package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * How many features each hidden unit serves.
 *
 * <p>Effective features of unit k: the participation ratio {@code (sum_i s_i)^2 / sum_i s_i^2} of {@code s_i = W_ik^2},
 * which is 1 for a unit with one weight and the number of features for one with equal weights. Strongest share of unit k:
 * {@code max_i |W_ik| / sum_i |W_ik|}; a unit is monosemantic when that is above a threshold. A silent unit (all weights
 * zero) has 0 for both: it is not monosemantic and does not enter the mean.
 *
 * <p>Only meaningful where hidden units are a basis of their own, as under a ReLU (Elhage et al. 2022, section "Superposition
 * in a privileged basis"). The rows may also be single-feature responses, [features, units], as in Jermyn et al. (2022),
 * "Engineering monosemanticity in toy models".
 */
public final class Polysemanticity {

    /** Share of one weight above which a unit counts as monosemantic; our choice. */
    public static final double MONOSEMANTIC = 0.9;

    /** The stricter share of Jermyn et al. (2022), there taken over responses. */
    public static final double MONOSEMANTIC_STRICT = 0.999;

    /**
     * Effective features below which a unit serves but one; our choice. Weights of a few hundredths that a training leaves on
     * every other feature hardly count here, while together they take much of the sum of absolute weights.
     */
    public static final double ONE_FEATURE = 1.1;

    private final double[] effectiveFeatures;
    private final double[] strongestShare;

    private Polysemanticity(double[] effectiveFeatures, double[] strongestShare) {
        this.effectiveFeatures = effectiveFeatures;
        this.strongestShare = strongestShare;
    }

    /** Measures the hidden units of directions, [features, hidden]. */
    public static Polysemanticity of(FeatureDirections directions) {
        double[] effective = new double[directions.hidden()];
        double[] strongest = new double[directions.hidden()];
        for (int unit = 0; unit < directions.hidden(); unit++) {
            float[] weights = directions.matrix().column(unit);
            effective[unit] = participationRatio(weights);
            strongest[unit] = strongestShare(weights);
        }
        return new Polysemanticity(effective, strongest);
    }

    private static double participationRatio(float[] weights) {
        double sum = 0;
        double sumOfSquares = 0;
        for (double weight : weights) {
            double strength = weight * weight;
            sum += strength;
            sumOfSquares += strength * strength;
        }
        return sum == 0 ? 0 : sum * sum / sumOfSquares;
    }

    private static double strongestShare(float[] weights) {
        double sum = 0;
        double strongest = 0;
        for (double weight : weights) {
            sum += Math.abs(weight);
            strongest = Math.max(strongest, Math.abs(weight));
        }
        return sum == 0 ? 0 : strongest / sum;
    }

    /** Returns the number of hidden units. */
    public int units() {
        return effectiveFeatures.length;
    }

    /** Returns how many features a unit serves in effect, at least 1; 0 for a silent unit. */
    public double effectiveFeatures(int unit) {
        return effectiveFeatures[unit];
    }

    /** Returns the share of a unit's strongest weight among the absolute weights, in (0, 1]; 0 for a silent unit. */
    public double strongestShare(int unit) {
        return strongestShare[unit];
    }

    /** Returns the mean number of effective features over units that are not silent; 0 where all are. */
    public double meanEffectiveFeatures() {
        return Arrays.stream(effectiveFeatures)
                .filter(count -> count > 0)
                .average()
                .orElse(0);
    }

    /** Returns how many units serve one feature: fewer than {@link #ONE_FEATURE} in effect. Silent units do not count. */
    public int unitsOfOneFeature() {
        return (int) Arrays.stream(effectiveFeatures)
                .filter(count -> count > 0 && count < ONE_FEATURE)
                .count();
    }

    /** Returns how many units have a strongest share above {@link #MONOSEMANTIC}, over all units. */
    public double monosemanticFraction() {
        return monosemanticFraction(MONOSEMANTIC);
    }

    /**
     * Returns the share of units that are monosemantic, in [0, 1].
     *
     * @param threshold strongest share to exceed, in [0, 1)
     */
    public double monosemanticFraction(double threshold) {
        Require.that(threshold >= 0 && threshold < 1, "a share in [0, 1)", threshold, "try " + MONOSEMANTIC);
        return (double) Arrays.stream(strongestShare)
                        .filter(share -> share > threshold)
                        .count()
                / units();
    }
}
