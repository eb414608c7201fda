package superpose.data.io;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import superpose.data.BadInputException;
import superpose.data.Groups;
import superpose.data.Require;

/**
 * Which input (text, image) and which place in it each row of activations is; label tables are joined by these.
 *
 * <p>The first key column of a table names the input, the second the position. A table with one key column labels all rows of
 * an input alike. A column called {@code token_id} must agree with the tokens of the rows.
 */
public final class RowIndex {

    private static final String TOKEN_COLUMN = "token_id";
    private static final int NONE = -1;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

    private final String origin;
    private final long inputs;
    private final long[] inputOfRow;
    private final int[] positions;
    private final int[] tokens;

    private RowIndex(String origin, long inputs, long[] inputOfRow, int[] positions, int[] tokens) {
        this.origin = origin;
        this.inputs = inputs;
        this.inputOfRow = inputOfRow;
        this.positions = positions;
        this.tokens = tokens;
    }

    /**
     * Describes rows.
     *
     * @param origin where the rows come from, for messages
     * @param inputs number of inputs; some may have no rows
     * @param inputOfRow [rows], in [0, inputs), ascending
     * @param positions [rows], where in its input each row is
     * @param tokens [rows], the token id of each row; -1 where there is none
     */
    public static RowIndex of(String origin, long inputs, long[] inputOfRow, int[] positions, int[] tokens) {
        Require.same(inputOfRow.length, positions.length, "positions");
        Require.same(inputOfRow.length, tokens.length, "tokens");
        for (int row = 0; row < inputOfRow.length; row++) {
            long earlier = row == 0 ? 0 : inputOfRow[row - 1];
            // There may be many million rows, so messages are made only where they are needed.
            if (inputOfRow[row] < earlier || inputOfRow[row] >= inputs) {
                throw new BadInputException(
                        "ascending inputs below " + inputs + " in " + Excerpt.of(origin),
                        inputOfRow[row] + " after " + earlier,
                        "write the rows again");
            }
        }
        return new RowIndex(origin, inputs, inputOfRow.clone(), positions.clone(), tokens.clone());
    }

    /**
     * Describes rows of which nothing is known but their order: each is an input of its own.
     *
     * @param origin where the rows come from, for messages
     */
    public static RowIndex ofSingleRows(String origin, int rows) {
        int[] tokens = new int[rows];
        Arrays.fill(tokens, NONE);
        return new RowIndex(origin, rows, LongStream.range(0, rows).toArray(), new int[rows], tokens);
    }

    /**
     * Returns the index of chosen rows.
     *
     * @param rows ascending
     */
    public RowIndex select(int[] rows) {
        return new RowIndex(
                origin,
                inputs,
                Arrays.stream(rows).mapToLong(row -> inputOfRow[row]).toArray(),
                Arrays.stream(rows).map(row -> positions[row]).toArray(),
                Arrays.stream(rows).map(row -> tokens[row]).toArray());
    }

    /** Returns the number of rows. */
    public int rows() {
        return positions.length;
    }

    /** Returns the input of a row. */
    public long input(int row) {
        return inputOfRow[row];
    }

    /** Returns where in its input a row is. */
    public int position(int row) {
        return positions[row];
    }

    /** Returns the token id of a row, or nothing where it has none. */
    public OptionalInt token(int row) {
        return tokens[row] == NONE ? OptionalInt.empty() : OptionalInt.of(tokens[row]);
    }

    /** Tells whether both describe the same rows in the same order. */
    public boolean hasSameRows(RowIndex other) {
        return Arrays.equals(inputOfRow, other.inputOfRow) && Arrays.equals(positions, other.positions);
    }

    /** Returns the rows grouped by input, the groups in order of appearance. */
    public Groups byInput() {
        return groups(inputOfRow);
    }

    /** Returns the rows grouped by position, the groups in order of appearance. */
    Groups byPosition() {
        return groups(Arrays.stream(positions).asLongStream().toArray());
    }

    private static Groups groups(long[] keys) {
        Map<Long, Integer> idOf = new LinkedHashMap<>();
        int[] ids = LongStream.of(keys)
                .mapToInt(key -> idOf.computeIfAbsent(key, first -> idOf.size()))
                .toArray();
        return Groups.of(idOf.keySet().stream().map(String::valueOf).toList(), ids);
    }

    /**
     * Returns the row of a table that labels each row, [rows], -1 where none does.
     *
     * @throws BadInputException if the table has a row that is not known here, two for the same, or another token
     */
    int[] labelRows(LabelTable table) {
        int[] labelRows = new int[rows()];
        if (table.keyColumns().isEmpty()) {
            requireSameRows(table);
            Arrays.setAll(labelRows, row -> row);
            return labelRows;
        }
        boolean positioned = table.keyColumns().size() > 1;
        if (positioned) {
            requireAscendingPositions(table);
        }
        Arrays.fill(labelRows, NONE);
        for (int labelRow = 0; labelRow < table.rows(); labelRow++) {
            long input = number(table, labelRow, 0, inputs);
            int from = firstRow(input);
            int to = firstRow(input + 1);
            if (positioned) {
                from = row(table, labelRow, from, to);
                to = from + 1;
                requireToken(table, labelRow, from);
            }
            if (from < to && labelRows[from] != NONE) {
                throw wrong(
                        table,
                        labelRow,
                        "one label for each of its keys",
                        "also in row " + labelRows[from],
                        "leave one of them out");
            }
            Arrays.fill(labelRows, from, to, labelRow);
        }
        return labelRows;
    }

    private void requireSameRows(LabelTable table) {
        Require.that(
                table.rows() == rows(),
                rows() + " labels in a table without key columns, one for each row of " + origin,
                table.rows() + " in " + table.origin(),
                "add columns with the input and the position, such as text_id and position");
    }

    /** Returns the first row of an input or of a later one. */
    private int firstRow(long input) {
        int low = 0;
        int high = inputOfRow.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inputOfRow[middle] < input) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int row(LabelTable table, int labelRow, int from, int to) {
        long position = number(table, labelRow, 1, Integer.MAX_VALUE);
        int row = Arrays.binarySearch(positions, from, to, (int) position);
        if (row < 0) {
            throw wrong(
                    table,
                    labelRow,
                    "only rows that are in " + origin,
                    "not one of them",
                    "check that the labels belong to these activations");
        }
        return row;
    }

    private void requireToken(LabelTable table, int labelRow, int row) {
        int column = table.keyColumns().indexOf(TOKEN_COLUMN);
        if (column < 2 || tokens[row] == NONE) {
            return;
        }
        String token = table.key(labelRow).get(column);
        if (!token.equals(Integer.toString(tokens[row]))) {
            throw wrong(
                    table,
                    labelRow,
                    "the token " + tokens[row] + " as in " + origin,
                    Excerpt.of(token),
                    "label the texts with the tokenizer of the model");
        }
    }

    private long number(LabelTable table, int labelRow, int column, long limit) {
        String text = table.key(labelRow).get(column);
        long number = WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : limit;
        if (number >= limit) {
            String name = Excerpt.of(table.keyColumns().get(column));
            throw wrong(
                    table,
                    labelRow,
                    column == 0
                            ? "the number of an input of " + origin + ", below " + limit + ", as " + name
                            : "a position as " + name,
                    Excerpt.of(text),
                    "number inputs and positions from 0, in the first and second column");
        }
        return number;
    }

    private void requireAscendingPositions(LabelTable table) {
        for (int row = 1; row < positions.length; row++) {
            if (inputOfRow[row] == inputOfRow[row - 1] && positions[row] <= positions[row - 1]) {
                throw new BadInputException(
                        "ascending positions in each input of " + origin + ", to be joined to " + table.origin(),
                        positions[row] + " after " + positions[row - 1] + " in row " + row,
                        "label whole inputs with one key column");
            }
        }
    }

    private static BadInputException wrong(
            LabelTable table, int labelRow, String expected, String came, String remedy) {
        return new BadInputException(
                expected,
                came + " at " + Excerpt.of(String.join(",", table.keyColumns())) + " = "
                        + Excerpt.of(String.join(",", table.key(labelRow))) + " in row " + labelRow
                        + " (counted from 0) of " + table.origin(),
                remedy);
    }
}
