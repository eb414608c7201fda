package superpose.toymodels;

/** Some of the rows of a model, in blocks of {@link InstanceParameters#BLOCK}; the last block is filled up with one of zeros. */
final class FeatureList {

    /** Room comes in multiples of this, so that vectors of features can be read. */
    private static final int WHOLE = 32;

    private final int[] rows;
    private final int zeros;
    private int size;

    /**
     * Makes an empty list.
     *
     * @param capacity how many it can hold
     * @param zeros a row of zeros
     */
    FeatureList(int capacity, int zeros) {
        rows = new int[InstanceParameters.roundUp(capacity, WHOLE)];
        this.zeros = zeros;
    }

    /**
     * Makes a list of the first rows, in order.
     *
     * @param count how many
     * @param capacity how many it can hold
     * @param zeros a row of zeros
     */
    static FeatureList ofFirst(int count, int capacity, int zeros) {
        FeatureList list = new FeatureList(capacity, zeros);
        for (int row = 0; row < count; row++) {
            list.add(row);
        }
        return list;
    }

    void clear() {
        size = 0;
    }

    void add(int row) {
        rows[size++] = row;
    }

    int size() {
        return size;
    }

    /** Returns the rows; not a copy. Those from {@link #size} to {@link #filledUp} are the row of zeros. */
    int[] rows() {
        return rows;
    }

    /** Fills the last block up and returns the number of rows with what fills it. */
    int filledUp() {
        int whole = InstanceParameters.roundUp(size, InstanceParameters.BLOCK);
        for (int at = size; at < whole; at++) {
            rows[at] = zeros;
        }
        return whole;
    }
}
