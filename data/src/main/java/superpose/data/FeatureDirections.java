package superpose.data;

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
