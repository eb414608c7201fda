package superpose.data.store;

import java.util.List;
import superpose.data.Require;

/**
 * All rows of one input: the tokens of a text, an image, the places of an image.
 *
 * @param input number of the input, from 0 on
 * @param positions [rows], where in the input each row is
 * @param tokens [rows], the token id of each row; {@link #NO_TOKEN} where there is none
 * @param values for each tensor of the plan, in its order, [rows * width], row-major
 */
@SuppressWarnings("ArrayRecordComponent") // rows are handed over, never compared
public record StoreRows(long input, int[] positions, int[] tokens, List<float[]> values) {

    /** Stands where a row has no token. */
    public static final int NO_TOKEN = -1;

    /** Checks that positions and tokens belong together. */
    public StoreRows {
        values = List.copyOf(values);
        Require.same(positions.length, tokens.length, "tokens, one for each position");
        for (int row = 0; row < positions.length; row++) {
            Require.that(
                    positions[row] >= 0 && tokens[row] >= NO_TOKEN,
                    "a position of at least 0 and a token of at least " + NO_TOKEN,
                    positions[row] + " and " + tokens[row] + " in row " + row,
                    "count positions from 0");
        }
    }

    /** Returns the number of rows. */
    int rows() {
        return positions.length;
    }
}
