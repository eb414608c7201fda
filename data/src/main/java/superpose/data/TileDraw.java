package superpose.data;

/** Draws a tile of samples, {@link SampleStream#TILE} of them. */
@FunctionalInterface
interface TileDraw {

    /** Fills [features, TILE], which begins at {@code start}. */
    void into(float[] tile, int start);
}
