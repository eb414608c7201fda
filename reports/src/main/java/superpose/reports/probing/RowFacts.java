package superpose.reports.probing;

import java.util.Arrays;
import java.util.Optional;
import superpose.data.Groups;
import superpose.data.Require;
import superpose.data.io.RowIndex;

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

    /**
     * Takes what an index knows of some rows.
     *
     * @param rows their indices
     */
    public static RowFacts of(RowIndex index, int[] rows) {
        Optional<Groups> positions = Optional.of(
                Groups.byNumber(Arrays.stream(rows).map(index::position).toArray()));
        boolean areTokens = Arrays.stream(rows).allMatch(row -> index.token(row).isPresent());
        return new RowFacts(
                areTokens
                        ? Optional.of(Groups.byNumber(Arrays.stream(rows)
                                .map(row -> index.token(row).getAsInt())
                                .toArray()))
                        : Optional.empty(),
                positions.filter(places -> places.count() > 1));
    }

    /** Checks that the facts are of so many rows. */
    RowFacts requireRows(int rows) {
        tokens.ifPresent(known -> Require.same(rows, known.samples(), "tokens of the rows"));
        positions.ifPresent(known -> Require.same(rows, known.samples(), "positions of the rows"));
        return this;
    }
}
