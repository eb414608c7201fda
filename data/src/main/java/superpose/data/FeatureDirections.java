package superpose.data;

import java.util.random.RandomGenerator;

/**
 * The directions that stand for features, [features, hidden]: row {@code i} is feature {@code i}, whatever orientation the
 * source uses.
 *
 * @param matrix [features, hidden], finite
 */
public record FeatureDirections(Matrix matrix) {

    /** Checks that every coordinate is finite. */
    public FeatureDirections {
        for (int feature = 0; feature < matrix.rows(); feature++) {
            for (float coordinate : matrix.row(feature)) {
                Require.that(
                        Float.isFinite(coordinate),
                        "finite feature directions",
                        coordinate + " in feature " + feature,
                        "the training diverged: lower the learning rate");
            }
        }
    }

    /**
     * Draws directions of length one, uniform on the sphere: what as many features look like when nothing was learned.
     *
     * @param features number of directions
     * @param hidden number of coordinates
     * @param seed decides the draw
     */
    public static FeatureDirections random(int features, int hidden, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] values = new float[Math.multiplyExact(features, hidden)];
        double[] direction = new double[hidden];
        for (int feature = 0; feature < features; feature++) {
            double squares = 0;
            for (int unit = 0; unit < hidden; unit++) {
                direction[unit] = generator.nextGaussian();
                squares += direction[unit] * direction[unit];
            }
            for (int unit = 0; unit < hidden; unit++) {
                values[feature * hidden + unit] = (float) (direction[unit] / Math.sqrt(squares));
            }
        }
        return new FeatureDirections(Matrix.of(features, hidden, values));
    }

    /**
     * Adds up the directions of each sample's features, weighted by the features' values.
     *
     * @param samples [samples, features]; zeros cost nothing
     * @return [samples, hidden]
     */
    public Matrix superpose(Matrix samples) {
        Require.same(features(), samples.columns(), "features in the samples");
        int hidden = hidden();
        float[] directions = matrix.toArray();
        float[] sums = new float[Math.multiplyExact(samples.rows(), hidden)];
        float[] sample = new float[features()];
        for (int row = 0; row < samples.rows(); row++) {
            samples.copyRow(row, sample, 0);
            for (int feature = 0; feature < sample.length; feature++) {
                float value = sample[feature];
                if (value == 0) {
                    continue;
                }
                for (int unit = 0; unit < hidden; unit++) {
                    sums[row * hidden + unit] += value * directions[feature * hidden + unit];
                }
            }
        }
        return Matrix.of(samples.rows(), hidden, sums);
    }

    /** Returns the number of features. */
    public int features() {
        return matrix.rows();
    }

    /** Returns the number of hidden units. */
    public int hidden() {
        return matrix.columns();
    }

    /** Returns a copy of the direction of one feature, [hidden]. */
    public float[] of(int feature) {
        return matrix.row(feature);
    }
}
