package superpose.data;

/** Rows that lie in several parts, one part behind the other: where each part starts, and in which part a row lies. */
public final class ConsecutiveParts {

    /** The first row of each part, ascending, and behind them the number of rows. */
    private final long[] starts;

    private ConsecutiveParts(long[] starts) {
        this.starts = starts;
    }

    /**
     * Puts parts behind each other.
     *
     * @param rows of each part, at least 0; at most 2^63 - 1 in all
     */
    public static ConsecutiveParts of(long... rows) {
        long[] starts = new long[rows.length + 1];
        for (int part = 0; part < rows.length; part++) {
            starts[part + 1] = Math.addExact(starts[part], rows[part]);
        }
        return new ConsecutiveParts(starts);
    }

    /** Returns the number of parts. */
    public int count() {
        return starts.length - 1;
    }

    /** Returns the number of rows of all parts. */
    public long rows() {
        return starts[count()];
    }

    /** Returns the number of rows of a part. */
    public long rows(int part) {
        return starts[part + 1] - starts[part];
    }

    /**
     * Returns the first row of a part.
     *
     * @param part in [0, count]; behind the last part, the number of rows
     */
    public long start(int part) {
        return starts[part];
    }

    /**
     * Returns the part that a row lies in.
     *
     * @param row in [0, rows)
     */
    public int partOf(long row) {
        // The last part that starts at the row or before it: one without rows is never it.
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
