package superpose.reports.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.probes.linear.ThreePartTask;
import superpose.reports.probing.RowFacts;
import superpose.reports.sources.LabelledTable;

/** The rows that a concept is probed on, split in three by whole groups, and those of them that comparisons are made on. */
final class ProbedRows {

    private final Concept concept;

    /** The rows of the activations, ascending. */
    private final int[] rows;

    private final Partition partition;
    private final Optional<ProbedRows> sample;

    private ProbedRows(Concept concept, int[] rows, Partition partition, Optional<ProbedRows> sample) {
        this.concept = concept;
        this.rows = rows;
        this.partition = partition;
        this.sample = sample;
    }

    /**
     * Splits the rows of a table, and draws a sample of each part where they are too many; its concepts share both.
     *
     * @param comparisonRows how many rows comparisons are made on, at most
     * @return one for each concept
     */
    static List<ProbedRows> of(LabelledTable table, int comparisonRows, Seed seed) {
        Seed split = seed.child("split");
        Partition partition = table.testGroups().isEmpty()
                ? Partition.of(table.groups(), table.labels(), split)
                : Partition.byTestGroups(table.groups(), table.labels(), table.testGroups(), split);
        List<Concept> concepts = table.concepts();
        int[] chosen = partition.sample(concepts, comparisonRows, seed.child("comparison rows"));
        List<ProbedRows> probed = new ArrayList<>();
        for (Concept concept : concepts) {
            ProbedRows all = new ProbedRows(concept, table.rows(), partition, Optional.empty());
            probed.add(chosen.length == table.rows().length ? all : all.withSample(chosen));
        }
        return probed;
    }

    private ProbedRows withSample(int[] chosen) {
        int[] some = new int[chosen.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = rows[chosen[i]];
        }
        ProbedRows drawn = new ProbedRows(concept.select(chosen), some, partition.select(chosen), Optional.empty());
        return new ProbedRows(concept, rows, partition, Optional.of(drawn));
    }

    /** Returns the concept on these rows. */
    Concept concept() {
        return concept;
    }

    /** Returns how many rows there are. */
    int count() {
        return rows.length;
    }

    /** Returns the rows that comparisons are made on; nothing where these are all rows. */
    Optional<ProbedRows> sample() {
        return sample;
    }

    /** Asks for the concept in activations of all rows, labelled or not. */
    ThreePartTask task(Activations layer) {
        return ThreePartTask.of(
                new Activations(layer.name(), layer.values().viewRows(rows), layer.origin()), concept, partition);
    }

    /** Returns what is known of the rows besides their activations. */
    RowFacts facts(Optional<RowIndex> index) {
        return index.map(known -> RowFacts.of(known, rows)).orElseGet(RowFacts::none);
    }
}
