package superpose.analysis.geometry;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * How far features along random directions disturb the read-out of others, as hidden units are added one after the other.
 *
 * <p>A feature is read by the product with its own direction of length one. Of all inputs with at most k features on, with
 * values in [-1, 1], the one that disturbs feature i most has an error of {@code e_i(k)}, the sum of the k largest {@code
 * |u_i . u_j|}, j other than i: this is exact and needs no inputs. Some of the features are measured, against all.
 *
 * <p>Source: Garg, Kleinberg and Peng (2026), for linear storage and linear read-out of k-sparse features.
 */
public final class RandomOverlaps {

    private final RandomGenerator generator;

    /** [measured][features]: products of directions before they are scaled to length one. */
    private final double[][] products;

    private final double[] squaredLengths;
    private int hidden;

    private RandomOverlaps(RandomGenerator generator, double[][] products, double[] squaredLengths) {
        this.generator = generator;
        this.products = products;
        this.squaredLengths = squaredLengths;
    }

    /**
     * Starts without hidden units.
     *
     * @param features how many directions there are, at least 2
     * @param measured how many of them are measured, at most {@code features}
     * @param seed decides the directions
     */
    public static RandomOverlaps start(int features, int measured, Seed seed) {
        Require.that(features >= 2, "at least 2 features", features, "one disturbs nobody");
        Require.index(measured - 1, features, "measured features less one");
        return new RandomOverlaps(seed.generator(), new double[measured][features], new double[features]);
    }

    /** Adds hidden units until there are so many, at least as many as now. Modified. */
    public void growTo(int units) {
        Require.that(units >= hidden, "at least " + hidden + " hidden units", units, "start again to have fewer");
        double[] coordinates = new double[squaredLengths.length];
        for (; hidden < units; hidden++) {
            Arrays.setAll(coordinates, feature -> generator.nextGaussian());
            for (int feature = 0; feature < coordinates.length; feature++) {
                squaredLengths[feature] += coordinates[feature] * coordinates[feature];
            }
            for (int measured = 0; measured < products.length; measured++) {
                double[] row = products[measured];
                double weight = coordinates[measured];
                for (int feature = 0; feature < row.length; feature++) {
                    row[feature] += weight * coordinates[feature];
                }
            }
        }
    }

    /** Returns the number of hidden units. */
    public int hidden() {
        return hidden;
    }

    /**
     * Returns the mean over measured features of the worst error, for inputs with at most 1, 2, ... features on.
     *
     * @param most up to how many features are on, below the number of features
     * @return [most], rising
     */
    public double[] worstErrors(int most) {
        Require.index(most, squaredLengths.length, "features that are on");
        Require.positive(hidden, "hidden units");
        double[] means = new double[most];
        for (int measured = 0; measured < products.length; measured++) {
            double[] largest = largestOverlaps(measured, most);
            double sum = 0;
            for (int on = 0; on < most; on++) {
                sum += largest[on];
                means[on] += sum / products.length;
            }
        }
        return means;
    }

    /** Returns the largest absolute cosines with other features, the largest first. */
    private double[] largestOverlaps(int measured, int count) {
        double[] largest = new double[count];
        for (int feature = 0; feature < squaredLengths.length; feature++) {
            double scale = Math.sqrt(squaredLengths[measured] * squaredLengths[feature]);
            double overlap = feature == measured ? 0 : Math.abs(products[measured][feature]) / scale;
            int place = count;
            while (place > 0 && overlap > largest[place - 1]) {
                place--;
            }
            if (place < count) {
                System.arraycopy(largest, place, largest, place + 1, count - place - 1);
                largest[place] = overlap;
            }
        }
        return largest;
    }
}
