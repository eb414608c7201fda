package superpose.data.io;

import java.util.List;

/**
 * Finds the row of a table by its key: a hash table of row numbers beside the coded columns, some bytes a row where a map of
 * texts would take hundreds.
 */
final class KeyIndex {

    private static final int NONE = -1;

    /** An odd number that spreads keys which lie close together (Knuth, The Art of Computer Programming, section 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final List<CodedColumn> columns;

    /** Row numbers plus 1, 0 where there is none; at least half of the places stay free. */
    private final int[] slots;

    /**
     * Knows no row yet.
     *
     * @param columns the key columns of the table, at least one
     */
    KeyIndex(List<CodedColumn> columns) {
        this.columns = columns;
        this.slots = new int
                [1
                        << Math.min(
                                30,
                                Integer.SIZE
                                        - Integer.numberOfLeadingZeros(
                                                2 * columns.getFirst().rows()))];
    }

    /** Takes in a row; returns the row with the same key that is known already, which then stays, or -1. */
    int add(int row) {
        int[] codes = new int[columns.size()];
        for (int column = 0; column < codes.length; column++) {
            codes[column] = columns.get(column).code(row);
        }
        int slot = slot(codes);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        slots[slot] = row + 1;
        return NONE;
    }

    /**
     * Finds the keys of another table.
     *
     * @param others its key columns, as many
     * @return for each of its rows the row that is known with the same texts, or -1
     */
    int[] rowsOf(List<CodedColumn> others) {
        int[][] known = new int[others.size()][];
        for (int column = 0; column < known.length; column++) {
            CodedColumn here = columns.get(column);
            known[column] =
                    others.get(column).texts().stream().mapToInt(here::codeOf).toArray();
        }
        int[] rows = new int[others.getFirst().rows()];
        int[] codes = new int[known.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < codes.length; column++) {
                codes[column] = known[column][others.get(column).code(row)];
            }
            // A text that is not known here has code -1, which no row has.
            rows[row] = slots[slot(codes)] - 1;
        }
        return rows;
    }

    /** Returns where the row with these codes is, or would be. */
    private int slot(int[] codes) {
        long hash = 0;
        for (int code : codes) {
            hash = (hash + code) * SPREAD;
            hash ^= hash >>> Integer.SIZE;
        }
        int slot = (int) (hash & (slots.length - 1));
        while (slots[slot] != 0 && !hasCodes(slots[slot] - 1, codes)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean hasCodes(int row, int[] codes) {
        for (int column = 0; column < codes.length; column++) {
            if (columns.get(column).code(row) != codes[column]) {
                return false;
            }
        }
        return true;
    }
}
