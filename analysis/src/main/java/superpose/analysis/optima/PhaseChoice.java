package superpose.analysis.optima;

/**
 * One of the simple solutions whose losses have a closed form: every feature is ignored, has a dimension of its own, or is
 * one of a pair with weights 1 and -1.
 *
 * <p>At density s and relative importance r an ignored feature costs {@code s/3 - s^2/4} times its importance, and a pair
 * costs {@code s^2/6} times the sum of its importances. Source: Elhage et al. (2022), "Toy Models of Superposition", section
 * "Superposition as a phase change", and the losses in Wattenberg and Viegas's companion notebook, whose "sparsity" is our
 * density.
 */
public enum PhaseChoice {
    /** The last feature is ignored. */
    IGNORE_LAST(ExtraFeature.NOT_LEARNED),

    /** The first feature is ignored. */
    IGNORE_FIRST(ExtraFeature.DEDICATED),

    /** The first and the last feature are a pair. */
    PAIR_WITH_LAST(ExtraFeature.SUPERPOSED),

    /** The first two of three features are a pair. */
    PAIR_OF_OTHERS(ExtraFeature.DEDICATED);

    private final ExtraFeature extraFeature;

    PhaseChoice(ExtraFeature extraFeature) {
        this.extraFeature = extraFeature;
    }

    /** Returns what becomes of the last feature. */
    public ExtraFeature extraFeature() {
        return extraFeature;
    }

    /** Returns the expected loss, summed over features. */
    public double totalLoss(PhasePoint point) {
        double ignored = point.density().lossOfIgnoring();
        double paired = point.density().value() * point.density().value() / 6;
        return switch (this) {
            case IGNORE_LAST -> point.relativeImportance() * ignored;
            case IGNORE_FIRST -> ignored;
            case PAIR_WITH_LAST -> (1 + point.relativeImportance()) * paired;
            case PAIR_OF_OTHERS -> 2 * paired;
        };
    }

    /** Returns the solution's weights, [hidden + 1, hidden], row by row. */
    float[] weights(int hidden) {
        float[] weights = new float[(hidden + 1) * hidden];
        int last = hidden * hidden;
        for (int unit = 0; unit < hidden; unit++) {
            // All but one feature have an axis each; that one is the first or the last.
            int owner = this == IGNORE_FIRST ? unit + 1 : unit;
            weights[owner * hidden + unit] = 1;
        }
        if (this == PAIR_WITH_LAST) {
            weights[last] = -1;
        }
        if (this == PAIR_OF_OTHERS) {
            return new float[] {1, 0, -1, 0, 0, 1};
        }
        return weights;
    }
}
