package superpose.probes.linear;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.data.Require;

/** Which rows belong together, such as the tokens of one text; rows of a group are not independent samples. */
public final class RowGroups {

    private final int[] groupOfRow;
    private final int groups;

    private RowGroups(int[] groupOfRow, int groups) {
        this.groupOfRow = groupOfRow;
        this.groups = groups;
    }

    /** Says that every row stands for itself. */
    public static RowGroups none(int rows) {
        return new RowGroups(IntStream.range(0, rows).toArray(), rows);
    }

    /**
     * Groups rows that carry the same number.
     *
     * @param numbers [rows], any numbers
     */
    public static RowGroups of(int... numbers) {
        Map<Integer, Integer> indices = new HashMap<>();
        int[] groupOfRow = new int[numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            groupOfRow[row] = indices.computeIfAbsent(numbers[row], number -> indices.size());
        }
        return new RowGroups(groupOfRow, indices.size());
    }

    /** Returns the number of rows. */
    public int rows() {
        return groupOfRow.length;
    }

    /** Returns the number of groups. */
    public int groups() {
        return groups;
    }

    /** Returns the group of a row, in [0, groups). */
    public int of(int row) {
        return groupOfRow[row];
    }

    /** Says whether every row is a group of its own. */
    public boolean isTrivial() {
        return groups == groupOfRow.length;
    }

    /** Returns the groups of chosen rows, in the given order. */
    public RowGroups select(int[] rows) {
        int[] numbers = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = groupOfRow[Require.index(rows[i], groupOfRow.length, "row")];
        }
        return of(numbers);
    }
}
