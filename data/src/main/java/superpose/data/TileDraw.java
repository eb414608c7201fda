package superpose.data;

/** Draws a tile of samples, {@link SampleStream#TILE} of them. */
@FunctionalInterface
interface TileDraw {

    /** Fills [features, TILE] from the start; the array may be longer. */
    void into(float[] tile);
}
