package superpose.reports.examples;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import superpose.data.io.RowIndex;

/**
 * What is known of the rows that units score.
 *
 * @param index which input and which place in it each row is
 * @param labels [units], the label that each unit is compared with, if any
 */
public record KnownRows(RowIndex index, List<Optional<RowLabels>> labels) {

    /** Copies the list. */
    public KnownRows {
        labels = List.copyOf(labels);
    }

    /** Rows of which no label is known, for a number of units. */
    public static KnownRows unlabelled(RowIndex index, int units) {
        return new KnownRows(index, Collections.nCopies(units, Optional.empty()));
    }
}
