package superpose.analysis.detection;

import java.util.List;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Seed;
import superpose.data.Split;

/** One half of the rows, whole groups with about the same share of a concept as the other half. */
final class Half {

    private static final byte WITHOUT = 1;
    private static final byte WITH = 2;

    /** What each row is, [samples]; 0 where it is in the other half. */
    private final byte[] places;

    private final int positives;
    private final int negatives;

    private Half(Concept concept, int[] rows) {
        this.places = new byte[concept.samples()];
        Concept here = concept.select(rows).requireBothClasses("halves of the rows, each in one of at least 2 groups,");
        this.positives = here.positives();
        this.negatives = here.negatives();
        for (int row : rows) {
            places[row] = concept.in(row) ? WITH : WITHOUT;
        }
    }

    /** Halves the groups at random. */
    static List<Half> both(Concept concept, Groups groups, Seed seed) {
        boolean[] present = new boolean[concept.samples()];
        for (int sample = 0; sample < present.length; sample++) {
            present[sample] = concept.in(sample);
        }
        Split split = Split.holdOut(groups, Labels.binary(concept.name(), present), 0.5, seed);
        return List.of(new Half(concept, split.train()), new Half(concept, split.test()));
    }

    /** Returns the AUROC of a neuron on this half, in [0, 1]. */
    double auroc(SortedColumn column) {
        // Twice the number of pairs in order, a whole number.
        double pairs = 0;
        long negativesBelow = 0;
        for (int start = 0; start < column.rows(); ) {
            int end = column.endOfTie(start);
            long with = 0;
            long without = 0;
            for (int place = start; place < end; place++) {
                byte here = places[column.row(place)];
                with += here >>> 1;
                without += here & 1;
            }
            pairs += with * (double) (2 * negativesBelow + without);
            negativesBelow += without;
            start = end;
        }
        return pairs / (2.0 * positives * negatives);
    }
}
