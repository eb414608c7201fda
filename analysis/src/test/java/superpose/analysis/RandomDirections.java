package superpose.analysis;

import java.util.random.RandomGenerator;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

/** Gaussian directions, and rotations of directions, for tests. */
public final class RandomDirections {

    private RandomDirections() {}

    public static double[][] rows(int features, int hidden, Seed seed) {
        RandomGenerator generator = seed.generator();
        double[][] rows = new double[features][hidden];
        for (double[] row : rows) {
            for (int unit = 0; unit < hidden; unit++) {
                row[unit] = generator.nextGaussian();
            }
        }
        return rows;
    }

    public static FeatureDirections of(int features, int hidden, Seed seed) {
        return directions(rows(features, hidden, seed));
    }

    public static FeatureDirections directions(double[][] rows) {
        float[][] narrow = new float[rows.length][];
        for (int feature = 0; feature < rows.length; feature++) {
            narrow[feature] = new float[rows[feature].length];
            for (int unit = 0; unit < narrow[feature].length; unit++) {
                narrow[feature][unit] = (float) rows[feature][unit];
            }
        }
        return new FeatureDirections(Matrix.ofRows(narrow));
    }

    /** Reflects rows in the hyperplane across a random vector, twice: a rotation. */
    public static double[][] rotated(double[][] rows, Seed seed) {
        int hidden = rows[0].length;
        return reflected(reflected(rows, rows(1, hidden, seed.child(0))[0]), rows(1, hidden, seed.child(1))[0]);
    }

    private static double[][] reflected(double[][] rows, double[] across) {
        double squared = dot(across, across);
        double[][] result = new double[rows.length][across.length];
        for (int row = 0; row < rows.length; row++) {
            double along = 2 * dot(rows[row], across) / squared;
            for (int unit = 0; unit < across.length; unit++) {
                result[row][unit] = rows[row][unit] - along * across[unit];
            }
        }
        return result;
    }

    public static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int unit = 0; unit < first.length; unit++) {
            sum += first[unit] * second[unit];
        }
        return sum;
    }
}
