package superpose.data;

/**
 * An endless stream over a data set: its rows in order, again and again from the first.
 *
 * <p>With as many samples in a batch as there are rows, every step of a training sees the whole set once.
 */
public final class FixedSamples implements SampleStream {

    private final Matrix samples;

    /**
     * The full tiles of the set by number, [features, TILE] each; empty until first asked for. Turning rows into tiles costs
     * more than copying them, and a training asks for the same tiles at every step.
     */
    private final float[][] tiles;

    /** The row that comes next. */
    private int position;

    /**
     * Starts at the first row.
     *
     * @param samples [samples, features], at least one of each; must not change
     */
    public FixedSamples(Matrix samples) {
        Require.positive(samples.rows(), "samples");
        Require.positive(samples.columns(), "features");
        this.samples = samples;
        tiles = new float[samples.rows() / TILE][0];
    }

    @Override
    public void next(float[] into) {
        int features = samples.columns();
        TiledStream.requireWholeSamples(into, features);
        for (int start = 0; start < into.length; start += features) {
            samples.copyRow(position, into, start);
            position = (position + 1) % samples.rows();
        }
    }

    @Override
    public void nextTile(float[] into, int start, int features) {
        Require.same(samples.columns(), features, "features in a tile");
        int number = position / TILE;
        if (position % TILE != 0 || number == tiles.length) {
            SampleStream.super.nextTile(into, start, features);
            return;
        }
        if (tiles[number].length == 0) {
            float[] tile = new float[features * TILE];
            SampleStream.super.nextTile(tile, 0, features);
            tiles[number] = tile;
        } else {
            position = (position + TILE) % samples.rows();
        }
        System.arraycopy(tiles[number], 0, into, start, features * TILE);
    }
}
