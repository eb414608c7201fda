package superpose.data;

/** An endless stream of samples. */
@FunctionalInterface
public interface SampleStream {

    /** Samples in a tile. */
    int TILE = 64;

    /**
     * Draws the next samples.
     *
     * @param into [samples * features], row-major, filled with whole samples. Modified.
     */
    void next(float[] into);

    /**
     * Draws the next {@link #TILE} samples feature by feature, the layout that vector kernels read: the same samples that
     * {@link #next} would give.
     *
     * @param into filled with [features, TILE]. Modified.
     * @param start where that begins
     * @param features values in a sample
     */
    default void nextTile(float[] into, int start, int features) {
        float[] rows = new float[TILE * features];
        next(rows);
        for (int sample = 0; sample < TILE; sample++) {
            for (int feature = 0; feature < features; feature++) {
                into[start + feature * TILE + sample] = rows[sample * features + feature];
            }
        }
    }
}
