package superpose.data;

/** Hands out samples that are drawn a tile at a time. */
final class TiledStream implements SampleStream {

    private final TileDraw draw;
    private final int features;
    /** The tile that single samples are handed out of; room is made when one is asked for. */
    private float[] tile = {};

    /** Samples of the tile that have been handed out. */
    private int used = TILE;

    TiledStream(TileDraw draw, int features) {
        this.draw = draw;
        this.features = features;
    }

    @Override
    public void next(float[] into) {
        requireWholeSamples(into, features);
        for (int start = 0; start < into.length; start += features) {
            if (used == TILE) {
                tile = tile.length == 0 ? new float[Math.multiplyExact(features, TILE)] : tile;
                draw.into(tile, 0);
                used = 0;
            }
            for (int feature = 0; feature < features; feature++) {
                into[start + feature] = tile[feature * TILE + used];
            }
            used++;
        }
    }

    /** Checks that an array has room for whole samples and nothing else. */
    static void requireWholeSamples(float[] into, int features) {
        Require.that(
                into.length % features == 0,
                "whole samples of " + features + " features",
                into.length + " values",
                "give an array of samples * features");
    }

    @Override
    public void nextTile(float[] into, int start, int count) {
        Require.same(features, count, "features in a tile");
        if (used == TILE) {
            draw.into(into, start);
        } else {
            SampleStream.super.nextTile(into, start, count);
        }
    }
}
