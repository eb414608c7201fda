package superpose.analysis.optima;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import superpose.data.Density;
import superpose.data.Require;

/**
 * Every set of features that can be on together, with its chance; a feature that is on is uniform on [0, 1], independent of
 * the others.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Demonstrating superposition" for independent
 * features; Chen et al. (2023), "Dynamical versus Bayesian phase transitions in a toy model of superposition", for exactly
 * one.
 */
public final class ActivityPatterns {

    /** The number of sets doubles with each feature, so more than this is left to sampling. */
    private static final int MOST_FEATURES = 6;

    /**
     * One set of features.
     *
     * @param active the features that are on, rising
     * @param chance chance that exactly these are on, in [0, 1]
     */
    record Pattern(List<Integer> active, double chance) {}

    private final int features;
    private final List<Pattern> patterns;

    private ActivityPatterns(int features, List<Pattern> patterns) {
        this.features = features;
        this.patterns = patterns;
    }

    /** Lets each feature be on by its own chance, independent of the others. */
    public static ActivityPatterns independent(List<Density> densities) {
        int features = densities.size();
        Require.that(
                features >= 1 && features <= MOST_FEATURES,
                "1 to " + MOST_FEATURES + " independent features",
                features,
                "sample the loss of larger models");
        List<Pattern> patterns = new ArrayList<>();
        for (int set = 0; set < 1 << features; set++) {
            List<Integer> active = new ArrayList<>();
            double chance = 1;
            for (int feature = 0; feature < features; feature++) {
                double density = densities.get(feature).value();
                boolean on = (set >> feature & 1) == 1;
                chance *= on ? density : 1 - density;
                if (on) {
                    active.add(feature);
                }
            }
            if (chance > 0) {
                patterns.add(new Pattern(List.copyOf(active), chance));
            }
        }
        return new ActivityPatterns(features, List.copyOf(patterns));
    }

    /** Lets each feature be on by the same chance, independent of the others. */
    public static ActivityPatterns independent(int features, Density density) {
        return independent(Collections.nCopies(features, density));
    }

    /** Lets exactly one feature be on, each as often as any other. */
    public static ActivityPatterns exactlyOne(int features) {
        List<Pattern> patterns = new ArrayList<>();
        for (int feature = 0; feature < Require.positive(features, "features"); feature++) {
            patterns.add(new Pattern(List.of(feature), 1.0 / features));
        }
        return new ActivityPatterns(features, List.copyOf(patterns));
    }

    /** Returns the number of features. */
    public int features() {
        return features;
    }

    List<Pattern> patterns() {
        return patterns;
    }

    /** Returns how many features can be on at once. */
    int mostActive() {
        return patterns.stream()
                .mapToInt(pattern -> pattern.active().size())
                .max()
                .orElseThrow();
    }

    /** Returns the chance that a feature is on. */
    Density density(int feature) {
        double chance = 0;
        for (Pattern pattern : patterns) {
            chance += pattern.active().contains(feature) ? pattern.chance() : 0;
        }
        return new Density(Math.min(chance, 1));
    }
}
