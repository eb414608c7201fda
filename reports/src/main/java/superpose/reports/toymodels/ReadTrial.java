package superpose.reports.toymodels;

import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.dictionary.CodeSign;
import superpose.probes.dictionary.Codes;
import superpose.probes.dictionary.OrthogonalMatchingPursuit;

/**
 * Stores inputs with k of m features on, each of value 1, along random directions, and reads them back.
 *
 * @param features m
 * @param active k
 * @param inputs how many random inputs are tried
 * @param seed decides inputs and directions
 */
record ReadTrial(int features, int active, int inputs, Seed seed) {

    /** A read-out is good when every feature, of value 0 or 1, is read with an error below this. */
    static final double ERROR = 0.5;

    /** Returns the share of inputs whose every feature is read well as the product with its direction. */
    double byProduct(int hidden) {
        FeatureDirections directions = directions(hidden);
        Matrix truth = draw();
        Matrix stored = directions.superpose(truth);
        int good = 0;
        for (int input = 0; input < inputs; input++) {
            good += isReadByProduct(directions, stored.row(input), truth.row(input)) ? 1 : 0;
        }
        return (double) good / inputs;
    }

    private static boolean isReadByProduct(FeatureDirections directions, float[] stored, float[] truth) {
        float[] direction = new float[stored.length];
        for (int feature = 0; feature < truth.length; feature++) {
            directions.matrix().copyRow(feature, direction, 0);
            float read = 0;
            for (int unit = 0; unit < stored.length; unit++) {
                read += direction[unit] * stored[unit];
            }
            if (Math.abs(read - truth[feature]) >= ERROR) {
                return false;
            }
        }
        return true;
    }

    /** Returns the share of inputs whose every feature is read well by matching pursuit that knows k. */
    double byPursuit(int hidden) {
        FeatureDirections directions = directions(hidden);
        Matrix truth = draw();
        Codes codes = new OrthogonalMatchingPursuit(active, 0, CodeSign.ANY)
                .over(directions)
                .encode(directions.superpose(truth));
        int good = 0;
        for (int input = 0; input < inputs; input++) {
            good += isReadByPursuit(codes, input, truth.row(input)) ? 1 : 0;
        }
        return (double) good / inputs;
    }

    private static boolean isReadByPursuit(Codes codes, int input, float[] truth) {
        for (int feature = 0; feature < truth.length; feature++) {
            if (Math.abs(codes.of(input, feature) - truth[feature]) >= ERROR) {
                return false;
            }
        }
        return true;
    }

    private FeatureDirections directions(int hidden) {
        return FeatureDirections.random(
                features, hidden, seed.child("directions").child(hidden));
    }

    /** Draws inputs, [inputs, features], with exactly k features on. */
    private Matrix draw() {
        float[] values = new float[Math.multiplyExact(inputs, features)];
        for (int input = 0; input < inputs; input++) {
            int[] order = seed.child("inputs").child(input).permutation(features);
            for (int on = 0; on < active; on++) {
                values[input * features + order[on]] = 1;
            }
        }
        return Matrix.of(inputs, features, values);
    }
}
