package superpose.reports.probing;

import java.util.Optional;
import superpose.data.Groups;
import superpose.data.Require;

/**
 * What is known of the rows besides their activations.
 *
 * @param tokens which rows have the same token, where rows are tokens
 * @param positions which rows are at the same place of their input, where that is known
 */
public record RowFacts(Optional<Groups> tokens, Optional<Groups> positions) {

    /** Nothing is known. */
    public static RowFacts none() {
        return new RowFacts(Optional.empty(), Optional.empty());
    }

    /**
     * Rows are tokens of texts.
     *
     * @param tokens [rows], token ids
     * @param positions [rows], where in its text each is
     */
    public static RowFacts of(int[] tokens, int[] positions) {
        return new RowFacts(Optional.of(Groups.byNumber(tokens)), Optional.of(Groups.byNumber(positions)));
    }

    /** Checks that the facts are of so many rows. */
    RowFacts requireRows(int rows) {
        tokens.ifPresent(known -> Require.same(rows, known.samples(), "tokens of the rows"));
        positions.ifPresent(known -> Require.same(rows, known.samples(), "positions of the rows"));
        return this;
    }
}
