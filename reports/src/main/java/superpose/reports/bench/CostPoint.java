package superpose.reports.bench;

import superpose.data.Density;
import superpose.toymodels.BottleneckShape;

/**
 * A point of the curves that show what a step costs.
 *
 * @param axis what varies
 * @param size how much of it there is
 * @param training what is timed there
 */
record CostPoint(Axis axis, double size, TrainingCase training) {

    /**
     * Of the points that vary in size: every entry is on, so that nothing can be left out. At low densities a small model
     * gains more than a large one, for fewer of its features are on in a sample, and time grows faster than size.
     */
    private static final Density DENSE = new Density(1);

    /** What varies along a curve while everything else stays. */
    enum Axis {
        /** The density of every instance. */
        DENSITY("density"),
        /** Instances, with 100 features and 20 hidden units each. */
        INSTANCES("instances"),
        /** Features, with 20 instances and 20 hidden units. */
        FEATURES("features"),
        /** Hidden units, with 20 instances and 200 features. */
        HIDDEN("hidden units");

        private final String words;

        Axis(String words) {
            this.words = words;
        }

        /** Returns what varies, in words. */
        String words() {
            return words;
        }
    }

    static CostPoint ofDensity(BottleneckShape shape, Density density) {
        return new CostPoint(Axis.DENSITY, density.value(), TrainingCase.even(shape, density));
    }

    static CostPoint of(Axis axis, BottleneckShape shape) {
        int size = switch (axis) {
            case INSTANCES -> shape.instances();
            case FEATURES -> shape.features();
            case HIDDEN -> shape.hidden();
            case DENSITY -> throw new IllegalArgumentException("a density is no size");
        };
        return new CostPoint(axis, size, TrainingCase.even(shape, DENSE));
    }

    /** Returns how many values are drawn in a step. */
    long entries() {
        return (long) training.shape().instances() * training.shape().features() * BenchPlan.RECIPE.batch();
    }
}
