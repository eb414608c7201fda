package superpose.toymodels;

import java.util.Arrays;
import superpose.data.SampleStream;

/** Reads a batch from a stream tile by tile. */
final class TileInput {

    private static final int TILE = SampleStream.TILE;

    private final int features;
    private final Target target;
    private final float[] samples;
    private final float[] targets;

    /** Makes room for one row behind the features, which stays zero. */
    TileInput(int features, Target target, int rows) {
        this.features = features;
        this.target = target;
        samples = TileLayout.room(rows * TILE);
        targets = target == Target.IDENTITY ? samples : samples.clone();
    }

    /** Draws the next samples, at most a tile; the rest of the tile is zero. */
    void draw(SampleStream stream, int count) {
        if (count == TILE) {
            stream.nextTile(samples, TileLayout.FIRST, features);
        } else {
            drawPart(stream, count);
        }
        if (target != Target.IDENTITY) {
            for (int i = TileLayout.FIRST; i < TileLayout.lanesOf(features); i++) {
                targets[i] = target.of(samples[i]);
            }
        }
    }

    private void drawPart(SampleStream stream, int count) {
        float[] rows = new float[count * features];
        stream.next(rows);
        Arrays.fill(samples, 0);
        for (int sample = 0; sample < count; sample++) {
            for (int feature = 0; feature < features; feature++) {
                samples[TileLayout.lanesOf(feature) + sample] = rows[sample * features + feature];
            }
        }
    }

    /** Returns the share of the entries that are not zero in a tile of which so many samples count. */
    double activeShare(int count) {
        int active = 0;
        for (int feature = 0; feature < features; feature++) {
            active += Long.bitCount(TileLayout.nonZero(samples, feature));
        }
        return (double) active / (features * count);
    }

    /** Returns the inputs, [rows, TILE]; not a copy. */
    float[] samples() {
        return samples;
    }

    /** Returns what the outputs should be, [rows, TILE]; not a copy, the inputs themselves when they are it. */
    float[] targets() {
        return targets;
    }
}
