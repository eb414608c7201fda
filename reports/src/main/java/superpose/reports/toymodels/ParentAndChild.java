package superpose.reports.toymodels;

import java.util.random.RandomGenerator;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

/**
 * Two features of value 0 or 1 along orthogonal directions: a parent, and a child that is independent of it or needs it.
 *
 * @param directions the parent's and the child's, [2, hidden], orthonormal
 */
record ParentAndChild(FeatureDirections directions) {

    static final int PARENT = 0;
    static final int CHILD = 1;
    static final int HIDDEN = 50;

    /** The chance that the parent is on. */
    static final double CHANCE = 0.25;

    /** Enough for every combination of features to be exactly as frequent as its chance, in steps of 0.05, says. */
    private static final int SAMPLES = 2_000;

    /** How the child depends on the parent. */
    enum Relation {
        /** The child is on with its chance, whether the parent is or not. */
        INDEPENDENT("independent"),
        /** The child is on with its chance where the parent is on, and nowhere else. */
        HIERARCHICAL("hierarchical");

        private final String words;

        Relation(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Draws two orthogonal directions, uniform on the sphere. */
    static ParentAndChild drawn(Seed seed) {
        FeatureDirections drawn = FeatureDirections.random(2, HIDDEN, seed);
        float[] parent = drawn.of(PARENT);
        float[] child = drawn.of(CHILD);
        double shared = dot(parent, child);
        double length = Math.sqrt(1 - shared * shared);
        float[] values = drawn.matrix().toArray();
        for (int unit = 0; unit < HIDDEN; unit++) {
            values[CHILD * HIDDEN + unit] = (float) ((child[unit] - shared * parent[unit]) / length);
        }
        return new ParentAndChild(new FeatureDirections(Matrix.of(2, HIDDEN, values)));
    }

    /**
     * Returns samples in which every combination is exactly as frequent as its chance says, [samples, hidden].
     *
     * @param child the chance that the child is on; where it needs the parent, given that the parent is on
     */
    Matrix samples(Relation relation, double child) {
        int parents = count(CHANCE, SAMPLES);
        float[] values = new float[SAMPLES * 2];
        int withParent = count(child, parents);
        int alone = relation == Relation.HIERARCHICAL ? 0 : count(child, SAMPLES - parents);
        for (int sample = 0; sample < SAMPLES; sample++) {
            boolean hasParent = sample < parents;
            boolean hasChild = hasParent ? sample < withParent : sample - parents < alone;
            values[2 * sample + PARENT] = hasParent ? 1 : 0;
            values[2 * sample + CHILD] = hasChild ? 1 : 0;
        }
        return directions.superpose(Matrix.of(SAMPLES, 2, values));
    }

    private static int count(double chance, int of) {
        return Math.toIntExact(Math.round(chance * of));
    }

    /** Returns the one sample in which both are on, [1, hidden]. */
    Matrix both() {
        return directions.superpose(Matrix.of(1, 2, new float[] {1, 1}));
    }

    /** Returns the first of the directions with Gaussian noise on every coordinate, [latents, hidden]. */
    FeatureDirections blurred(int latents, double noise, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] values = directions.matrix().rows(0, latents).toArray();
        for (int index = 0; index < values.length; index++) {
            values[index] += (float) (noise * generator.nextGaussian());
        }
        return new FeatureDirections(Matrix.of(latents, HIDDEN, values));
    }

    /** Returns how far a vector, [hidden], reaches along the direction of a feature; of a direction, the cosine. */
    double along(float[] vector, int feature) {
        return dot(vector, directions.of(feature));
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int unit = 0; unit < left.length; unit++) {
            sum += (double) left[unit] * right[unit];
        }
        return sum;
    }

    /**
     * Returns the cosine with the child of the straight line that lies closest to the samples where the child needs the
     * parent: what one latent and a bias can do at best, for a code that may take any value in any sample.
     */
    static double bestLine(double child) {
        double chance = CHANCE * child;
        double ofParent = CHANCE * (1 - CHANCE);
        double ofChild = chance * (1 - chance);
        double shared = chance * (1 - CHANCE);
        return Math.sin(Math.atan2(2 * shared, ofParent - ofChild) / 2);
    }

    /**
     * Returns the length of the bias on that line where both are independent: the chance of the feature that varies less,
     * which is left to the bias.
     */
    static double leftOut(double child) {
        return child * (1 - child) < CHANCE * (1 - CHANCE) ? child : CHANCE;
    }

    /** Returns the cosine with the child of {@code parent + chance * child}: the mean of the samples in which the parent is on. */
    static double meanWithParent(double child) {
        return child / Math.hypot(1, child);
    }
}
