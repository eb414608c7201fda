package superpose.reports.examples;

import java.util.BitSet;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Require;

/** Which rows have a label, which do not, and of which it is not known. */
public final class RowLabels {

    private final String name;
    private final BitSet known;
    private final BitSet present;

    private RowLabels(String name, BitSet known, BitSet present) {
        this.name = name;
        this.known = known;
        this.present = present;
    }

    /** Takes a concept that is known for every row. */
    public static RowLabels of(Concept concept) {
        return of(concept, IntStream.range(0, concept.samples()).toArray());
    }

    /**
     * Takes a concept that is known for some rows.
     *
     * @param rows [samples of the concept], which rows these are
     */
    public static RowLabels of(Concept concept, int... rows) {
        Require.same(concept.samples(), rows.length, "rows labelled " + concept.name());
        BitSet known = new BitSet();
        BitSet present = new BitSet();
        for (int sample = 0; sample < rows.length; sample++) {
            known.set(rows[sample]);
            present.set(rows[sample], concept.in(sample));
        }
        return new RowLabels(concept.name(), known, present);
    }

    /** Returns what is labelled. */
    public String name() {
        return name;
    }

    /** Tells whether it is known of a row. */
    public boolean knows(int row) {
        return known.get(row);
    }

    /** Tells whether a row is known to have the label. */
    public boolean has(int row) {
        return present.get(row);
    }
}
