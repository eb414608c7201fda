package superpose.reports.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.GroupSample;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.reports.examples.RowLabels;

/** The rows that units are shown on, labelled or not: whole inputs, so that an example stands among its neighbours. */
final class ShownRows {

    private final RowIndex index;

    /** The rows, ascending. */
    private final int[] rows;

    private final int of;

    private ShownRows(RowIndex index, int[] rows, int of) {
        this.index = index;
        this.rows = rows;
        this.of = of;
    }

    /**
     * Draws whole inputs where there are more rows than asked for.
     *
     * @param index of all rows
     */
    static ShownRows of(RowIndex index, int most, Seed seed) {
        int[] rows = GroupSample.of(index.byInput(), List.of(), most, seed);
        return new ShownRows(rows.length == index.rows() ? index : index.select(rows), rows, index.rows());
    }

    private boolean areAll() {
        return rows.length == of;
    }

    /** Says how many of how many rows are shown; nothing where all are. */
    Optional<String> words() {
        return areAll() ? Optional.empty() : Optional.of(ComparisonRows.words(rows.length, of));
    }

    /** Returns which input and position each of the rows is. */
    RowIndex index() {
        return index;
    }

    /** Returns what neurons did on these rows. */
    Activations of(Activations activations) {
        return areAll()
                ? activations
                : new Activations(activations.name(), activations.values().viewRows(rows), activations.origin());
    }

    /**
     * Returns which of the rows have a label.
     *
     * @param labelled [samples of the concept], the rows of the activations that it is known for, ascending
     */
    RowLabels labels(Concept concept, int[] labelled) {
        if (areAll()) {
            return RowLabels.of(concept, labelled);
        }
        int[] places = new int[labelled.length];
        int[] samples = new int[labelled.length];
        int known = 0;
        for (int sample = 0; sample < labelled.length; sample++) {
            int place = Arrays.binarySearch(rows, labelled[sample]);
            if (place >= 0) {
                places[known] = place;
                samples[known++] = sample;
            }
        }
        return RowLabels.of(concept.select(Arrays.copyOf(samples, known)), Arrays.copyOf(places, known));
    }
}
