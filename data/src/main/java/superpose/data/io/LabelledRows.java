package superpose.data.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import superpose.data.BadInputException;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.NearNames;
import superpose.data.Require;

/**
 * Label tables brought into the row order of activations.
 *
 * <p>Activations that know their rows are joined by {@link RowIndex}. Of others, a table that has exactly as many rows as the
 * activations lists the samples in their order, and its key columns say which sample each row is. Tables with fewer rows are
 * joined to it by their keys; samples they do not mention have no label there. Tables without key columns are joined by
 * position.
 */
public final class LabelledRows {

    private final int rows;
    private final List<Labels> labels;

    /** The ways to group the rows, by the name of a key column; the first one comes first. */
    private final SequencedMap<String, Supplier<Groups>> columns;

    private final Supplier<Groups> usual;

    private LabelledRows(
            int rows, List<Labels> labels, SequencedMap<String, Supplier<Groups>> columns, Supplier<Groups> usual) {
        this.rows = rows;
        this.labels = labels;
        this.columns = columns;
        this.usual = usual;
    }

    /**
     * Joins tables to activations that know which input and position each row is.
     *
     * @param tables with different names, at least one
     * @throws superpose.data.BadInputException if a table has rows that the activations have not, or two for the same row
     */
    public static LabelledRows join(RowIndex index, List<LabelTable> tables) {
        requireDifferentNames(tables);
        SequencedMap<String, Supplier<Groups>> columns = new LinkedHashMap<>();
        List<Labels> labels = new ArrayList<>();
        for (LabelTable table : tables) {
            int[] labelRows = index.labelRows(table);
            labels.add(LabelClasses.labels(table, labelRows));
            addColumns(columns, table, index, labelRows);
        }
        columns.putIfAbsent("input", index::byInput);
        columns.putIfAbsent("position", index::byPosition);
        return new LabelledRows(index.rows(), labels, columns, index::byInput);
    }

    /**
     * Joins tables to activations.
     *
     * @param rows the number of rows of the activations
     * @param tables with different names, at least one
     * @throws superpose.data.BadInputException if no table covers all rows, if tables have different key columns or contradict
     *     each other's order, or if a key is there twice or unknown
     */
    public static LabelledRows join(int rows, List<LabelTable> tables) {
        requireDifferentNames(tables);
        tables.forEach(table -> requireFitting(rows, table));
        List<LabelTable> keyed =
                tables.stream().filter(table -> !table.keyColumns().isEmpty()).toList();
        Optional<LabelTable> order =
                keyed.stream().filter(table -> table.rows() == rows).findFirst();
        Require.that(
                keyed.isEmpty() || order.isPresent(),
                "a label table that covers all " + rows + " rows of the activations, to say which row is which",
                "only tables with fewer rows, such as "
                        + keyed.stream()
                                .findFirst()
                                .map(LabelledRows::described)
                                .orElse(""),
                "add rows with an empty label for the samples without one");
        Optional<KeyIndex> rowOf = order.map(LabelledRows::index);
        List<Labels> labels = tables.stream()
                .map(table -> LabelClasses.labels(table, labelRows(positions(table, order, rowOf), rows)))
                .toList();
        SequencedMap<String, Supplier<Groups>> columns = new LinkedHashMap<>();
        order.ifPresent(table -> {
            for (int column = 0; column < table.keyColumns().size(); column++) {
                int index = column;
                columns.put(table.keyColumns().get(column), () -> table.groups(index));
            }
        });
        Supplier<Groups> usual = columns.size() >= 2 ? columns.firstEntry().getValue() : () -> Groups.each(rows);
        return new LabelledRows(rows, labels, columns, usual);
    }

    /** Lets rows be grouped by the key columns of a table; by those beyond input and position only if it lists every row. */
    private static void addColumns(
            SequencedMap<String, Supplier<Groups>> columns, LabelTable table, RowIndex index, int[] labelRows) {
        boolean listsAll = Arrays.stream(labelRows).allMatch(row -> row >= 0);
        List<String> names = table.keyColumns();
        for (int column = 0; column < names.size(); column++) {
            int number = column;
            switch (number) {
                case 0 -> columns.putIfAbsent(names.get(number), index::byInput);
                case 1 -> columns.putIfAbsent(names.get(number), index::byPosition);
                default -> {
                    if (listsAll) {
                        columns.putIfAbsent(names.get(number), () -> chosen(table.groups(number), labelRows));
                    }
                }
            }
        }
    }

    /** Returns the groups of rows whose labels stand in the given rows of a table, each of them once. */
    private static Groups chosen(Groups texts, int[] labelRows) {
        return Groups.of(texts.names(), Arrays.stream(labelRows).map(texts::of).toArray());
    }

    private static void requireDifferentNames(List<LabelTable> tables) {
        Require.that(!tables.isEmpty(), "at least one label table", "none", "name a CSV file with a label column");
        Set<String> names = new HashSet<>();
        for (LabelTable table : tables) {
            Require.that(
                    names.add(table.name()), "tables with different names", table.name(), "rename one of the files");
        }
    }

    /** Turns the row that each label belongs to into the label of each row, -1 where there is none. */
    private static int[] labelRows(int[] positions, int rows) {
        int[] labelRows = new int[rows];
        Arrays.fill(labelRows, -1);
        for (int label = 0; label < positions.length; label++) {
            labelRows[positions[label]] = label;
        }
        return labelRows;
    }

    private static String described(LabelTable table) {
        return table.origin() + " with " + table.rows();
    }

    private static void requireFitting(int rows, LabelTable table) {
        Require.that(
                table.rows() <= rows,
                "at most as many labels as activations have rows, " + rows,
                table.rows() + " in " + table.origin(),
                "check that the labels belong to these activations");
        Require.that(
                !table.keyColumns().isEmpty() || table.rows() == rows,
                rows + " labels in a table without key columns, one for each row of the activations",
                described(table),
                "add the missing rows with empty labels, or add key columns");
    }

    private static KeyIndex index(LabelTable table) {
        KeyIndex rowOf = new KeyIndex(table.keys());
        for (int row = 0; row < table.rows(); row++) {
            int earlier = rowOf.add(row);
            if (earlier >= 0) {
                throw new BadInputException(
                        "a different key in each row of " + table.origin(),
                        shown(table, table.key(row)) + " in rows " + earlier + " and " + row + " (counted from 0)",
                        "add a key column that tells them apart, such as a position");
            }
        }
        return rowOf;
    }

    private static String shown(LabelTable table, List<String> key) {
        return Excerpt.of(String.join(",", table.keyColumns())) + " = " + Excerpt.of(String.join(",", key));
    }

    /** Returns the row of the activations for each row of a table, [rows of the table]. */
    private static int[] positions(LabelTable table, Optional<LabelTable> order, Optional<KeyIndex> rowOf) {
        int[] positions = new int[table.rows()];
        Arrays.setAll(positions, row -> row);
        if (order.isEmpty() || table.keyColumns().isEmpty() || order.get() == table) {
            return positions;
        }
        LabelTable first = order.get();
        Require.that(
                table.keyColumns().equals(first.keyColumns()),
                "the key columns " + Excerpt.of(first.keyColumns()) + " of " + first.origin(),
                Excerpt.of(table.keyColumns()) + " in " + table.origin(),
                "give all tables the same key columns in the same order");
        index(table);
        boolean covers = table.rows() == first.rows();
        int[] found = rowOf.orElseThrow().rowsOf(table.keys());
        for (int row = 0; row < found.length; row++) {
            if (found[row] < 0 || (covers && found[row] != row)) {
                throw new BadInputException(
                        covers
                                ? shown(first, first.key(row)) + " in row " + row + ", as in " + first.origin()
                                : "only keys that are in " + first.origin(),
                        shown(table, table.key(row)) + " in row " + row + " (counted from 0) of " + table.origin(),
                        "check that both tables label the same activations");
            }
        }
        return found;
    }

    /** Returns the number of rows of the activations. */
    public int rows() {
        return rows;
    }

    /** Returns the labels of each table, in the order of the tables; each covers all rows of the activations. */
    public List<Labels> labels() {
        return labels;
    }

    /** Returns the columns that rows can be grouped by; empty if all tables are joined by position. */
    public List<String> keyColumns() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Returns the groups of rows that belong together: by input where the activations know it, else by the first of several
     * key columns; otherwise every row is a group of its own.
     */
    public Groups groups() {
        return usual.get();
    }

    /**
     * Returns the rows grouped by what stands in a key column, the groups in order of appearance.
     *
     * @throws superpose.data.BadInputException if there is no such key column
     */
    public Groups groups(String keyColumn) {
        Supplier<Groups> groups = columns.get(keyColumn);
        if (groups == null) {
            throw new BadInputException(
                    "one of the key columns " + Excerpt.of(keyColumns()),
                    Excerpt.of(keyColumn),
                    NearNames.remedy(keyColumn, keyColumns(), "choose one of them"));
        }
        return groups.get();
    }
}
