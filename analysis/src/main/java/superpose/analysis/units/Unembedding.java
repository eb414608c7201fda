package superpose.analysis.units;

import java.util.Arrays;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * How a language model turns its last residual stream into logits: by a normalisation with a gain, and the output matrix.
 *
 * <p>The normalisation divides by a number that depends on the whole stream; it is left out here, so that effects are known up
 * to a positive factor.
 */
public final class Unembedding {

    private final Matrix tokens;
    private final float[] gain;
    private final Norm norm;

    /** What the model does to its last residual stream. */
    public enum Norm {
        /** Nothing. */
        NONE,
        /** Takes the mean away and divides by the deviation. */
        LAYER,
        /** Divides by the root of the mean square. */
        ROOT_MEAN_SQUARE
    }

    private Unembedding(Matrix tokens, float[] gain, Norm norm) {
        this.tokens = tokens;
        this.gain = gain;
        this.norm = norm;
    }

    /**
     * A model whose last residual stream is normalised.
     *
     * @param tokens the output matrix, [vocabulary, width]; where it is tied, the token embedding
     * @param gain [width], what each normalised entry is multiplied with
     * @param norm which normalisation
     */
    public static Unembedding of(Matrix tokens, float[] gain, Norm norm) {
        Require.same(tokens.columns(), gain.length, "gains of the last normalisation");
        return new Unembedding(tokens, gain.clone(), norm);
    }

    /** A model that multiplies its residual stream with the output matrix, [vocabulary, width], as it is. */
    public static Unembedding plain(Matrix tokens) {
        float[] ones = new float[tokens.columns()];
        Arrays.fill(ones, 1);
        return of(tokens, ones, Norm.NONE);
    }

    /** Returns the number of tokens. */
    public int vocabulary() {
        return tokens.rows();
    }

    /** Returns the width of the residual stream. */
    public int width() {
        return tokens.columns();
    }

    /**
     * Returns by how much a step of length 1 along a direction changes the logit of each token, [vocabulary], less the mean over
     * all tokens, which no probability feels.
     *
     * @param direction [width], not all 0
     */
    public double[] change(float[] direction) {
        double[] read = read(direction);
        double[] change = new double[tokens.rows()];
        float[] row = new float[width()];
        double mean = 0;
        for (int token = 0; token < change.length; token++) {
            tokens.copyRow(token, row, 0);
            for (int i = 0; i < row.length; i++) {
                change[token] += read[i] * row[i];
            }
            mean += change[token] / change.length;
        }
        for (int token = 0; token < change.length; token++) {
            change[token] -= mean;
        }
        return change;
    }

    /** Returns the direction at length 1 as the output matrix meets it. */
    private double[] read(float[] direction) {
        Require.same(width(), direction.length, "entries of a direction in the residual stream");
        double squares = 0;
        double mean = 0;
        for (float entry : direction) {
            squares += (double) entry * entry;
            mean += (double) entry / direction.length;
        }
        Require.that(
                squares > 0 && squares < Double.POSITIVE_INFINITY,
                "a direction that leads somewhere",
                "one of length " + Math.sqrt(squares),
                "leave out constant units and those with weights that are not finite");
        double away = norm == Norm.LAYER ? mean : 0;
        double[] read = new double[direction.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = (direction[i] - away) / Math.sqrt(squares) * gain[i];
        }
        return read;
    }
}
