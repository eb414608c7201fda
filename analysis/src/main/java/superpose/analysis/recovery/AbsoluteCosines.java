package superpose.analysis.recovery;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/** The absolute cosines between true directions and learned ones, [truth][learned]. */
final class AbsoluteCosines {

    private final double[][] values;
    private final int[] truths;
    private final int[] latents;

    private AbsoluteCosines(double[][] values, int[] truths, int[] latents) {
        this.values = values;
        this.truths = truths;
        this.latents = latents;
    }

    static AbsoluteCosines of(FeatureDirections truth, FeatureDirections learned) {
        Require.same(truth.hidden(), learned.hidden(), "hidden units in the learned directions");
        double[][] truthUnits = units(truth);
        double[][] learnedUnits = units(learned);
        // Turned over, [hidden][learned], so that products run along whole arrays.
        double[][] axes = transposed(learnedUnits, truth.hidden());
        double[][] values = new double[truth.features()][learned.features()];
        for (int feature = 0; feature < values.length; feature++) {
            fill(values[feature], truthUnits[feature], axes);
        }
        return new AbsoluteCosines(values, nonZero(truthUnits), nonZero(learnedUnits));
    }

    private static void fill(double[] cosines, double[] direction, double[][] axes) {
        for (int axis = 0; axis < direction.length; axis++) {
            for (int latent = 0; latent < cosines.length; latent++) {
                cosines[latent] += direction[axis] * axes[axis][latent];
            }
        }
        for (int latent = 0; latent < cosines.length; latent++) {
            // Rounding may push a perfect match past 1.
            cosines[latent] = Math.min(1, Math.abs(cosines[latent]));
        }
    }

    private static double[][] units(FeatureDirections directions) {
        double[][] units = new double[directions.features()][];
        for (int feature = 0; feature < units.length; feature++) {
            units[feature] = unit(directions.of(feature));
        }
        return units;
    }

    private static double[] unit(float[] direction) {
        double squared = 0;
        for (double coordinate : direction) {
            squared += coordinate * coordinate;
        }
        double[] unit = new double[direction.length];
        for (int axis = 0; axis < direction.length && squared > 0; axis++) {
            unit[axis] = direction[axis] / Math.sqrt(squared);
        }
        return unit;
    }

    private static int[] nonZero(double[][] units) {
        return IntStream.range(0, units.length)
                .filter(row -> Arrays.stream(units[row]).anyMatch(coordinate -> coordinate != 0))
                .toArray();
    }

    /** Returns the cosines of the true directions that are not zero, [truths][learned], in [0, 1]; 0 for a dead latent. */
    double[][] ofTruths() {
        return Arrays.stream(truths).mapToObj(truth -> values[truth]).toArray(double[][]::new);
    }

    /** Returns the indices of the learned directions that are not zero. */
    int[] latents() {
        return latents;
    }

    /** Returns the matrix turned over, [columns][rows]. */
    static double[][] transposed(double[][] values, int columns) {
        double[][] turned = new double[columns][values.length];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column][row] = values[row][column];
            }
        }
        return turned;
    }
}
