package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * The inner products {@code W_i . W_j} of all directions with each other, in double precision.
 *
 * <p>Rows are computed when asked for and only their sums are kept, so memory grows with features x hidden and not with the
 * square of the features. Every measure of this package takes a {@code Gram} where several of them share one.
 */
public final class Gram {

    /** [hidden][features]: the directions turned over, so that a row of inner products is a sum of whole arrays. */
    private final double[][] coordinates;

    private final double[] squaredNorms;
    private final double[] squaredOverlaps;

    private Gram(double[][] coordinates, int features) {
        this.coordinates = coordinates;
        this.squaredNorms = new double[features];
        this.squaredOverlaps = new double[features];
        double[] products = new double[features];
        for (int feature = 0; feature < features; feature++) {
            row(feature, products);
            squaredNorms[feature] = products[feature];
            products[feature] = 0;
            squaredOverlaps[feature] = sumOfSquares(products);
        }
    }

    /** Takes the inner products of feature directions. */
    public static Gram of(FeatureDirections directions) {
        double[][] coordinates = new double[directions.hidden()][directions.features()];
        for (int feature = 0; feature < directions.features(); feature++) {
            float[] direction = directions.of(feature);
            for (int unit = 0; unit < direction.length; unit++) {
                coordinates[unit][feature] = direction[unit];
            }
        }
        return new Gram(coordinates, directions.features());
    }

    /**
     * Takes the inner products of directions known to double precision, such as the corners of a polytope.
     *
     * @param rows [features, hidden], finite
     */
    public static Gram of(double[][] rows) {
        int hidden = rows.length == 0 ? 0 : rows[0].length;
        double[][] coordinates = new double[hidden][rows.length];
        for (int feature = 0; feature < rows.length; feature++) {
            Require.same(hidden, rows[feature].length, "coordinates of feature " + feature);
            for (int unit = 0; unit < hidden; unit++) {
                double coordinate = rows[feature][unit];
                Require.that(Double.isFinite(coordinate), "finite feature directions", coordinate, "check the values");
                coordinates[unit][feature] = coordinate;
            }
        }
        return new Gram(coordinates, rows.length);
    }

    /** Returns the number of features. */
    public int features() {
        return squaredNorms.length;
    }

    /** Returns the number of hidden units. */
    public int hidden() {
        return coordinates.length;
    }

    /** Returns {@code |W_i|^2}. */
    public double squaredNorm(int feature) {
        return squaredNorms[feature];
    }

    /** Returns the sum over all other features of {@code (W_i . W_j)^2}. */
    public double squaredOverlap(int feature) {
        return squaredOverlaps[feature];
    }

    /**
     * Computes the inner products of one direction with all.
     *
     * @param into receives {@code W_i . W_j} for every j, [features]. Modified.
     */
    void row(int feature, double[] into) {
        Arrays.fill(into, 0);
        for (double[] unit : coordinates) {
            double weight = unit[feature];
            for (int other = 0; other < into.length; other++) {
                into[other] += weight * unit[other];
            }
        }
    }

    private static double sumOfSquares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
