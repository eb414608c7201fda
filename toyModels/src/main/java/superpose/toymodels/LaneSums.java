package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Sums over the samples of a batch of what features and units have in common, each kept as a vector of sums over every so
 * many samples: nothing has to be turned into rows, and no row is padded, at the price of memory.
 *
 * <p>Blocks are written out because Java has no array of registers.
 */
final class LaneSums {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int WIDTH = LANES.length();
    private static final int BLOCK = InstanceParameters.BLOCK;

    private final int features;
    private final int units;

    /** [features, units, WIDTH]. */
    private final float[] sums;

    /**
     * Makes room.
     *
     * @param features a multiple of four
     * @param units a multiple of four
     */
    LaneSums(int features, int units) {
        this.features = features;
        this.units = units;
        sums = TileLayout.room(size(features, units));
    }

    /** Returns how many numbers the sums take. */
    static int size(int features, int units) {
        return Math.multiplyExact(Math.multiplyExact(features, units), WIDTH);
    }

    void clear() {
        Arrays.fill(sums, 0);
    }

    /**
     * Adds two products: {@code sums[j, k] += sum_s left[j, s] right[k, s] + moreLeft[j, s] moreRight[k, s]}.
     *
     * @param left lanes of features, as {@code moreLeft}
     * @param right lanes of units, as {@code moreRight}
     */
    void add(float[] left, float[] right, float[] moreLeft, float[] moreRight) {
        for (int feature = 0; feature < features; feature += BLOCK) {
            if (TileLayout.MANY_REGISTERS) {
                for (int unit = 0; unit < units; unit += 4) {
                    addFourByFour(left, right, moreLeft, moreRight, feature, unit);
                }
            } else {
                for (int unit = 0; unit < units; unit += 2) {
                    addFourByTwo(left, right, moreLeft, moreRight, feature, unit);
                }
            }
        }
    }

    private void addFourByFour(
            float[] left, float[] right, float[] moreLeft, float[] moreRight, int feature, int unit) {
        int of = TileLayout.lanesOf(feature);
        int with = TileLayout.lanesOf(unit);
        int a = TileLayout.sumsAt(feature * units + unit);
        int b = TileLayout.sumsAt((feature + 1) * units + unit);
        int c = TileLayout.sumsAt((feature + 2) * units + unit);
        int d = TileLayout.sumsAt((feature + 3) * units + unit);
        FloatVector a0 = FloatVector.fromArray(LANES, sums, a);
        FloatVector a1 = FloatVector.fromArray(LANES, sums, a + WIDTH);
        FloatVector a2 = FloatVector.fromArray(LANES, sums, a + 2 * WIDTH);
        FloatVector a3 = FloatVector.fromArray(LANES, sums, a + 3 * WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, sums, b);
        FloatVector b1 = FloatVector.fromArray(LANES, sums, b + WIDTH);
        FloatVector b2 = FloatVector.fromArray(LANES, sums, b + 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(LANES, sums, b + 3 * WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, sums, c);
        FloatVector c1 = FloatVector.fromArray(LANES, sums, c + WIDTH);
        FloatVector c2 = FloatVector.fromArray(LANES, sums, c + 2 * WIDTH);
        FloatVector c3 = FloatVector.fromArray(LANES, sums, c + 3 * WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, sums, d);
        FloatVector d1 = FloatVector.fromArray(LANES, sums, d + WIDTH);
        FloatVector d2 = FloatVector.fromArray(LANES, sums, d + 2 * WIDTH);
        FloatVector d3 = FloatVector.fromArray(LANES, sums, d + 3 * WIDTH);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector u0 = FloatVector.fromArray(LANES, right, with + at);
            FloatVector u1 = FloatVector.fromArray(LANES, right, with + at + TILE);
            FloatVector u2 = FloatVector.fromArray(LANES, right, with + at + 2 * TILE);
            FloatVector u3 = FloatVector.fromArray(LANES, right, with + at + 3 * TILE);
            FloatVector v0 = FloatVector.fromArray(LANES, moreRight, with + at);
            FloatVector v1 = FloatVector.fromArray(LANES, moreRight, with + at + TILE);
            FloatVector v2 = FloatVector.fromArray(LANES, moreRight, with + at + 2 * TILE);
            FloatVector v3 = FloatVector.fromArray(LANES, moreRight, with + at + 3 * TILE);
            FloatVector x = FloatVector.fromArray(LANES, left, of + at);
            FloatVector y = FloatVector.fromArray(LANES, moreLeft, of + at);
            a0 = y.fma(v0, x.fma(u0, a0));
            a1 = y.fma(v1, x.fma(u1, a1));
            a2 = y.fma(v2, x.fma(u2, a2));
            a3 = y.fma(v3, x.fma(u3, a3));
            x = FloatVector.fromArray(LANES, left, of + at + TILE);
            y = FloatVector.fromArray(LANES, moreLeft, of + at + TILE);
            b0 = y.fma(v0, x.fma(u0, b0));
            b1 = y.fma(v1, x.fma(u1, b1));
            b2 = y.fma(v2, x.fma(u2, b2));
            b3 = y.fma(v3, x.fma(u3, b3));
            x = FloatVector.fromArray(LANES, left, of + at + 2 * TILE);
            y = FloatVector.fromArray(LANES, moreLeft, of + at + 2 * TILE);
            c0 = y.fma(v0, x.fma(u0, c0));
            c1 = y.fma(v1, x.fma(u1, c1));
            c2 = y.fma(v2, x.fma(u2, c2));
            c3 = y.fma(v3, x.fma(u3, c3));
            x = FloatVector.fromArray(LANES, left, of + at + 3 * TILE);
            y = FloatVector.fromArray(LANES, moreLeft, of + at + 3 * TILE);
            d0 = y.fma(v0, x.fma(u0, d0));
            d1 = y.fma(v1, x.fma(u1, d1));
            d2 = y.fma(v2, x.fma(u2, d2));
            d3 = y.fma(v3, x.fma(u3, d3));
        }
        a0.intoArray(sums, a);
        a1.intoArray(sums, a + WIDTH);
        a2.intoArray(sums, a + 2 * WIDTH);
        a3.intoArray(sums, a + 3 * WIDTH);
        b0.intoArray(sums, b);
        b1.intoArray(sums, b + WIDTH);
        b2.intoArray(sums, b + 2 * WIDTH);
        b3.intoArray(sums, b + 3 * WIDTH);
        c0.intoArray(sums, c);
        c1.intoArray(sums, c + WIDTH);
        c2.intoArray(sums, c + 2 * WIDTH);
        c3.intoArray(sums, c + 3 * WIDTH);
        d0.intoArray(sums, d);
        d1.intoArray(sums, d + WIDTH);
        d2.intoArray(sums, d + 2 * WIDTH);
        d3.intoArray(sums, d + 3 * WIDTH);
    }

    private void addFourByTwo(float[] left, float[] right, float[] moreLeft, float[] moreRight, int feature, int unit) {
        int of = TileLayout.lanesOf(feature);
        int with = TileLayout.lanesOf(unit);
        int a = TileLayout.sumsAt(feature * units + unit);
        int b = TileLayout.sumsAt((feature + 1) * units + unit);
        int c = TileLayout.sumsAt((feature + 2) * units + unit);
        int d = TileLayout.sumsAt((feature + 3) * units + unit);
        FloatVector a0 = FloatVector.fromArray(LANES, sums, a);
        FloatVector a1 = FloatVector.fromArray(LANES, sums, a + WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, sums, b);
        FloatVector b1 = FloatVector.fromArray(LANES, sums, b + WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, sums, c);
        FloatVector c1 = FloatVector.fromArray(LANES, sums, c + WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, sums, d);
        FloatVector d1 = FloatVector.fromArray(LANES, sums, d + WIDTH);
        for (int at = 0; at < TILE; at += WIDTH) {
            FloatVector u0 = FloatVector.fromArray(LANES, right, with + at);
            FloatVector u1 = FloatVector.fromArray(LANES, right, with + at + TILE);
            FloatVector v0 = FloatVector.fromArray(LANES, moreRight, with + at);
            FloatVector v1 = FloatVector.fromArray(LANES, moreRight, with + at + TILE);
            FloatVector x = FloatVector.fromArray(LANES, left, of + at);
            FloatVector y = FloatVector.fromArray(LANES, moreLeft, of + at);
            a0 = y.fma(v0, x.fma(u0, a0));
            a1 = y.fma(v1, x.fma(u1, a1));
            x = FloatVector.fromArray(LANES, left, of + at + TILE);
            y = FloatVector.fromArray(LANES, moreLeft, of + at + TILE);
            b0 = y.fma(v0, x.fma(u0, b0));
            b1 = y.fma(v1, x.fma(u1, b1));
            x = FloatVector.fromArray(LANES, left, of + at + 2 * TILE);
            y = FloatVector.fromArray(LANES, moreLeft, of + at + 2 * TILE);
            c0 = y.fma(v0, x.fma(u0, c0));
            c1 = y.fma(v1, x.fma(u1, c1));
            x = FloatVector.fromArray(LANES, left, of + at + 3 * TILE);
            y = FloatVector.fromArray(LANES, moreLeft, of + at + 3 * TILE);
            d0 = y.fma(v0, x.fma(u0, d0));
            d1 = y.fma(v1, x.fma(u1, d1));
        }
        a0.intoArray(sums, a);
        a1.intoArray(sums, a + WIDTH);
        b0.intoArray(sums, b);
        b1.intoArray(sums, b + WIDTH);
        c0.intoArray(sums, c);
        c1.intoArray(sums, c + WIDTH);
        d0.intoArray(sums, d);
        d1.intoArray(sums, d + WIDTH);
    }

    /**
     * Adds the sums to rows.
     *
     * @param rows [features, stride]. Modified.
     * @param hidden units that count
     */
    void addTo(float[] rows, int stride, int hidden) {
        for (int feature = 0; feature < features; feature++) {
            for (int unit = 0; unit < hidden; unit++) {
                rows[feature * stride + unit] += TileLayout.sumOfLanes(sums, feature * units + unit);
            }
        }
    }
}
