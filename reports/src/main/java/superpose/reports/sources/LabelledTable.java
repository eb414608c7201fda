package superpose.reports.sources;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Require;
import superpose.data.io.LabelTable;
import superpose.data.io.LabelledRows;

/** A label table on the rows of the activations that it labels. */
public final class LabelledTable {

    private final int[] rows;
    private final Labels labels;
    private final Groups groups;
    private final Set<Integer> testGroups;

    private LabelledTable(int[] rows, Labels labels, Groups groups, Set<Integer> testGroups) {
        this.rows = rows;
        this.labels = labels;
        this.groups = groups;
        this.testGroups = testGroups;
    }

    /**
     * Reads tables and joins them to the rows of activations.
     *
     * @throws superpose.data.BadInputException if a table does not fit, has one class alone, or labels no row of a named test
     *     group
     */
    public static List<LabelledTable> read(ActivationSources sources, List<Path> files, RowGrouping grouping) {
        List<LabelTable> tables = files.stream().map(LabelTable::read).toList();
        LabelledRows joined = sources.index()
                .map(index -> LabelledRows.join(index, tables))
                .orElseGet(() -> LabelledRows.join(sources.rows(), tables));
        Groups groups = grouping.column().map(joined::groups).orElseGet(joined::groups);
        Set<String> testGroups = grouping.testGroupNames();
        return joined.labels().stream()
                .map(labels -> of(labels, groups, testGroups))
                .toList();
    }

    /**
     * Leaves out the rows that have no label.
     *
     * @param labels of every row, some missing
     * @param groups of every row
     * @param testGroups names of the groups to test on; empty to hold some out at random
     */
    static LabelledTable of(Labels labels, Groups groups, Set<String> testGroups) {
        int classes = labels.classes().size();
        Require.that(
                classes >= 2,
                "at least two classes in " + labels.name(),
                classes == 0 ? "none" : "only '" + labels.classes().getFirst() + "'",
                "a probe needs rows with and without the concept");
        int[] rows = IntStream.range(0, labels.samples())
                .filter(row -> labels.of(row) != Labels.MISSING)
                .toArray();
        int[] known = IntStream.of(rows).map(labels::of).toArray();
        Groups chosen = groups.select(rows);
        return new LabelledTable(
                rows, Labels.of(labels.name(), labels.classes(), known), chosen, indices(chosen, testGroups));
    }

    private static Set<Integer> indices(Groups groups, Set<String> names) {
        Set<Integer> indices = new HashSet<>();
        for (String name : names) {
            int index = groups.names().indexOf(name);
            Require.that(
                    index >= 0,
                    "test groups that label rows",
                    "'" + name + "', which labels none",
                    "check --test-groups and --group");
            indices.add(index);
        }
        return indices;
    }

    /** Returns the rows of the activations that have a label, ascending; not a copy. */
    public int[] rows() {
        return rows;
    }

    /** Returns the labels of those rows, none missing. */
    public Labels labels() {
        return labels;
    }

    /** Returns which of those rows belong together. */
    public Groups groups() {
        return groups;
    }

    /** Returns the groups to test on; empty to hold some out at random. */
    public Set<Integer> testGroups() {
        return testGroups;
    }

    /** Returns what can be asked of these labels: one concept of two classes, one for each of more. */
    public List<Concept> concepts() {
        int classes = labels.classes().size();
        return IntStream.range(classes == 2 ? 1 : 0, classes)
                .mapToObj(index -> Concept.of(nameOf(index), has(index)))
                .toList();
    }

    private String nameOf(int index) {
        return labels.classes().size() == 2
                ? labels.name()
                : labels.name() + " = " + labels.classes().get(index);
    }

    private boolean[] has(int index) {
        boolean[] has = new boolean[labels.samples()];
        for (int row = 0; row < has.length; row++) {
            has[row] = labels.of(row) == index;
        }
        return has;
    }
}
