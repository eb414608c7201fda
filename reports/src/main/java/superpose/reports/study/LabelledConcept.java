package superpose.reports.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.Split;
import superpose.probes.linear.ProbeSplit;
import superpose.reports.sources.LabelledTable;

/**
 * A concept on the rows that have a label, and how those are split.
 *
 * <p>All activations are probed on the same rows and the same split, so that their scores can be compared.
 */
final class LabelledConcept {

    private static final double TEST_SHARE = 0.3;

    private final Concept concept;
    private final int[] rows;
    private final ProbeSplit split;

    private LabelledConcept(Concept concept, int[] rows, ProbeSplit split) {
        this.concept = concept;
        this.rows = rows;
        this.split = split;
    }

    /** Returns the concept on the labelled rows. */
    Concept concept() {
        return concept;
    }

    /** Returns the rows of the activations that have a label; not a copy. */
    int[] rows() {
        return rows;
    }

    /** Returns the split of the labelled rows. */
    ProbeSplit split() {
        return split;
    }

    /**
     * Splits the rows of a label table: one concept for two classes, one for each of more classes.
     *
     * @param seed decides which groups are held out, where none are named
     */
    static List<LabelledConcept> of(LabelledTable table, Seed seed) {
        Split split = table.testGroups().isEmpty()
                ? Split.holdOut(table.groups(), table.labels(), TEST_SHARE, seed)
                : Split.byGroup(table.groups(), table.testGroups());
        ProbeSplit probeSplit = ProbeSplit.of(split.train(), split.test(), table.groups());
        long tested =
                IntStream.of(split.test()).map(table.groups()::of).distinct().count();
        Require.that(
                tested >= 2,
                "at least 2 groups to test " + table.labels().name() + " on, for an interval over groups",
                tested,
                "name more --test-groups or group by a finer column with --group");
        List<LabelledConcept> concepts = new ArrayList<>();
        for (Concept concept : table.concepts()) {
            concept.select(split.train()).requireBothClasses("training rows");
            concept.select(split.test()).requireBothClasses("test rows");
            concepts.add(new LabelledConcept(concept, table.rows(), probeSplit));
        }
        return concepts;
    }
}
