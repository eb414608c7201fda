package superpose.reports.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.Split;
import superpose.probes.linear.ProbeSplit;

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
     * Makes the concepts of a label table: one for two classes, one for each of more classes.
     *
     * @param labels of every row, some missing
     * @param groups of every row
     * @param testGroups names of the groups to test on; empty to hold out some at random
     * @param seed decides which groups are held out
     */
    static List<LabelledConcept> of(Labels labels, Groups groups, Set<String> testGroups, Seed seed) {
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
        Labels present = Labels.of(labels.name(), labels.classes(), known);
        Groups grouped = groups.select(rows);
        Split split = testGroups.isEmpty()
                ? Split.holdOut(grouped, present, TEST_SHARE, seed)
                : Split.byGroup(grouped, indices(grouped, testGroups));
        ProbeSplit probeSplit = ProbeSplit.of(split.train(), split.test(), grouped);
        long tested = IntStream.of(split.test()).map(grouped::of).distinct().count();
        Require.that(
                tested >= 2,
                "at least 2 groups to test " + labels.name() + " on, for an interval over groups",
                tested,
                "name more --test-groups or group by a finer column with --group");
        List<LabelledConcept> concepts = new ArrayList<>();
        for (int index = classes == 2 ? 1 : 0; index < classes; index++) {
            String name = classes == 2
                    ? labels.name()
                    : labels.name() + " = " + labels.classes().get(index);
            Concept concept = Concept.of(name, has(known, index));
            concept.select(split.train()).requireBothClasses("training rows");
            concept.select(split.test()).requireBothClasses("test rows");
            concepts.add(new LabelledConcept(concept, rows, probeSplit));
        }
        return concepts;
    }

    /** Reads the names of the groups to test on, one a line. */
    static Set<String> testGroups(Path file) {
        try {
            Set<String> names = new HashSet<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    names.add(line.strip());
                }
            }
            Require.that(!names.isEmpty(), "the name of a group on each line of " + file, "none", "name some groups");
            return names;
        } catch (IOException e) {
            throw new BadInputException(
                    "a text file with the test groups", file + " (" + e + ")", "check --test-groups");
        } catch (UncheckedIOException e) {
            throw new BadInputException("test groups in UTF-8", file + " (" + e + ")", "check --test-groups");
        }
    }

    private static boolean[] has(int[] known, int index) {
        boolean[] has = new boolean[known.length];
        for (int row = 0; row < has.length; row++) {
            has[row] = known[row] == index;
        }
        return has;
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
}
