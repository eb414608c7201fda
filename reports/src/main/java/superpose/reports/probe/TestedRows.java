package superpose.reports.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.GroupSample;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.reports.sources.LabelledTable;

/** The rows that neurons are tested on: tables that label the same rows, grouped alike, have theirs tested in one pass. */
final class TestedRows {

    /** The rows of the activations, ascending. */
    private final int[] rows;

    private final Groups groups;
    private final List<Concept> concepts;

    /** How many rows the tables label, of which these are a sample or all. */
    private final int labelled;

    private TestedRows(int[] rows, Groups groups, List<Concept> concepts, int labelled) {
        this.rows = rows;
        this.groups = groups;
        this.concepts = concepts;
        this.labelled = labelled;
    }

    /**
     * Brings tables together, and draws a sample of whole groups where their rows are too many.
     *
     * @param most how many rows neurons are tested on
     */
    static List<TestedRows> of(List<LabelledTable> tables, int most, Seed seed) {
        Map<String, TestedRows> sets = new LinkedHashMap<>();
        for (LabelledTable table : tables) {
            String key = Arrays.hashCode(table.rows()) + " "
                    + Arrays.hashCode(table.groups().ids());
            TestedRows known = sets.get(key);
            if (known != null && known.isOf(table)) {
                known.concepts.addAll(table.concepts());
            } else {
                sets.put(
                        known == null ? key : key + " " + sets.size(),
                        new TestedRows(
                                table.rows(), table.groups(), new ArrayList<>(table.concepts()), table.rows().length));
            }
        }
        return sets.values().stream().map(set -> set.sample(most, seed)).toList();
    }

    private boolean isOf(LabelledTable table) {
        return Arrays.equals(rows, table.rows())
                && Arrays.equals(groups.ids(), table.groups().ids());
    }

    private TestedRows sample(int most, Seed seed) {
        if (rows.length <= most) {
            return this;
        }
        int[] chosen = GroupSample.of(groups, concepts, most, seed);
        return new TestedRows(
                Arrays.stream(chosen).map(place -> rows[place]).toArray(),
                groups.select(chosen),
                concepts.stream().map(concept -> concept.select(chosen)).toList(),
                labelled);
    }

    /** Returns the values of these rows, [rows, neurons]. */
    Matrix of(Activations activations) {
        return activations.values().viewRows(rows);
    }

    /** Returns which of the rows belong together. */
    Groups groups() {
        return groups;
    }

    /** Returns what neurons are tested for, each [rows]. */
    List<Concept> concepts() {
        return concepts;
    }

    /** Returns how many rows have labels. */
    int labelled() {
        return labelled;
    }
}
