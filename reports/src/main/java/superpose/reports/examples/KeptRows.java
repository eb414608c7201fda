package superpose.reports.examples;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The rows of the highest keys among all that are offered, at most one of each input; of equal keys the earlier row. Rows are
 * offered in order, and the rows of an input follow one another.
 */
final class KeptRows {

    private static final Comparator<Kept> STRONGEST_FIRST =
            Comparator.comparingDouble(Kept::key).reversed().thenComparingInt(Kept::row);

    private final int most;
    private final PriorityQueue<Kept> kept = new PriorityQueue<>(STRONGEST_FIRST.reversed());
    private long input = -1;
    private Kept best = Kept.NONE;

    private record Kept(int row, double key) {
        static final Kept NONE = new Kept(-1, Double.NEGATIVE_INFINITY);
    }

    KeptRows(int most) {
        this.most = most;
    }

    /** Offers a row; its key is a number. */
    void offer(long inputOfRow, int row, double key) {
        if (inputOfRow != input) {
            keepBest();
            input = inputOfRow;
        }
        if (best.row() < 0 || key > best.key()) {
            best = new Kept(row, key);
        }
    }

    private void keepBest() {
        if (best.row() >= 0) {
            kept.add(best);
            if (kept.size() > most) {
                kept.poll();
            }
        }
        best = Kept.NONE;
    }

    /** Returns the rows, the highest key first; nothing may be offered afterwards. */
    List<Integer> rows() {
        keepBest();
        return kept.stream().sorted(STRONGEST_FIRST).map(Kept::row).toList();
    }
}
