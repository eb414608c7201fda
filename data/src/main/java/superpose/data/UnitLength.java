package superpose.data;

/**
 * Samples scaled to length one, so that none weighs more than another because more of its features are on.
 *
 * <p>Source: Henighan et al. (2023), "Superposition, Memorization, and Double Descent", section "Experiment setup".
 */
public final class UnitLength {

    private UnitLength() {}

    /**
     * Scales each row to {@code x / |x|}; a row of zeros stays as it is.
     *
     * @param samples [samples, features]
     * @return a new matrix of the same shape
     */
    public static Matrix of(Matrix samples) {
        float[][] rows = new float[samples.rows()][0];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = scaled(samples.row(row));
        }
        return rows.length == 0 ? samples : Matrix.ofRows(rows);
    }

    private static float[] scaled(float[] sample) {
        double squares = 0;
        for (double value : sample) {
            squares += value * value;
        }
        if (squares == 0) {
            return sample;
        }
        double length = Math.sqrt(squares);
        for (int feature = 0; feature < sample.length; feature++) {
            sample[feature] = (float) (sample[feature] / length);
        }
        return sample;
    }
}
