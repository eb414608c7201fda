package superpose.toymodels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Products whose results are rows of units side by side, in blocks that fit into the registers of a processor.
 *
 * <p>Blocks are written out because Java has no array of registers: four or, with vectors of 512 bits, of which there are 32,
 * eight rows at a time, and as many vectors as a row has, up to three.
 */
final class RowProducts {

    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final VectorSpecies<Float> ROW = TileLayout.ROW;
    private static final int TILE = SampleStream.TILE;
    private static final int WIDTH = LANES.length();
    private static final int ROW_WIDTH = ROW.length();

    private RowProducts() {}

    /**
     * Adds what features and units have in common: {@code sums[j, k] += sum_s features[j, s] units[s, k]}.
     *
     * <p>A tile is summed by itself and then added to what there is: with fewer terms in a row, less is lost to rounding.
     *
     * @param features lanes
     * @param list which features
     * @param units rows
     * @param sums [rows, stride]. Modified.
     */
    static void correlate(float[] features, FeatureList list, float[] units, int stride, float[] sums) {
        products(features, TileLayout.FIRST, TILE, TILE, list, units, stride, sums);
    }

    /**
     * Adds the products of two matrices: {@code sums[j, k] += sum_t left[j, t] right[t, k]}.
     *
     * @param left [rows, length], of which the first {@code terms} columns count, an even number
     * @param first where {@code left} begins in its array
     * @param list which rows
     * @param right [terms, stride]
     * @param sums [rows, stride]. Modified.
     */
    static void products(
            float[] left, int first, int length, int terms, FeatureList list, float[] right, int stride, float[] sums) {
        int[] chosen = list.rows();
        int end = list.filledUp();
        int vectors = stride / ROW_WIDTH;
        int start = 0;
        if (TileLayout.MANY_REGISTERS && (vectors == 3 || vectors % 4 == 0)) {
            for (; start + 2 * InstanceParameters.BLOCK <= end; start += 2 * InstanceParameters.BLOCK) {
                if (vectors == 3) {
                    eightByThree(left, first, length, terms, chosen, start, right, stride, sums, 0);
                }
                for (int unit = 0; vectors != 3 && unit < stride; unit += 2 * WIDTH) {
                    eightByTwo(left, first, length, terms, chosen, start, right, stride, sums, unit);
                }
            }
        }
        for (int i = start; i < end; i += InstanceParameters.BLOCK) {
            int unit = 0;
            if (vectors == 1) {
                fourByOne(left, first, length, terms, chosen, i, right, stride, sums, unit);
            } else if (vectors % 2 != 0) {
                fourByThree(left, first, length, terms, chosen, i, right, stride, sums, unit);
                unit = 3 * ROW_WIDTH;
            }
            for (; unit + 2 * ROW_WIDTH <= stride; unit += 2 * ROW_WIDTH) {
                fourByTwo(left, first, length, terms, chosen, i, right, stride, sums, unit);
            }
        }
    }

    private static void fourByTwo(
            float[] left,
            int first,
            int length,
            int terms,
            int[] chosen,
            int i,
            float[] right,
            int stride,
            float[] sums,
            int unit) {
        int a = chosen[i];
        int b = chosen[i + 1];
        int c = chosen[i + 2];
        int d = chosen[i + 3];
        int outA = a * stride + unit;
        int outB = b * stride + unit;
        int outC = c * stride + unit;
        int outD = d * stride + unit;
        FloatVector a0 = FloatVector.zero(ROW);
        FloatVector a1 = FloatVector.zero(ROW);
        FloatVector b0 = FloatVector.zero(ROW);
        FloatVector b1 = FloatVector.zero(ROW);
        FloatVector c0 = FloatVector.zero(ROW);
        FloatVector c1 = FloatVector.zero(ROW);
        FloatVector d0 = FloatVector.zero(ROW);
        FloatVector d1 = FloatVector.zero(ROW);
        for (int sample = 0, at = unit; sample < terms; sample++, at += stride) {
            FloatVector h0 = FloatVector.fromArray(ROW, right, at);
            FloatVector h1 = FloatVector.fromArray(ROW, right, at + ROW_WIDTH);
            FloatVector x = FloatVector.broadcast(ROW, left[first + a * length + sample]);
            a0 = x.fma(h0, a0);
            a1 = x.fma(h1, a1);
            x = FloatVector.broadcast(ROW, left[first + b * length + sample]);
            b0 = x.fma(h0, b0);
            b1 = x.fma(h1, b1);
            x = FloatVector.broadcast(ROW, left[first + c * length + sample]);
            c0 = x.fma(h0, c0);
            c1 = x.fma(h1, c1);
            x = FloatVector.broadcast(ROW, left[first + d * length + sample]);
            d0 = x.fma(h0, d0);
            d1 = x.fma(h1, d1);
        }
        a0.add(FloatVector.fromArray(ROW, sums, outA)).intoArray(sums, outA);
        a1.add(FloatVector.fromArray(ROW, sums, outA + ROW_WIDTH)).intoArray(sums, outA + ROW_WIDTH);
        b0.add(FloatVector.fromArray(ROW, sums, outB)).intoArray(sums, outB);
        b1.add(FloatVector.fromArray(ROW, sums, outB + ROW_WIDTH)).intoArray(sums, outB + ROW_WIDTH);
        c0.add(FloatVector.fromArray(ROW, sums, outC)).intoArray(sums, outC);
        c1.add(FloatVector.fromArray(ROW, sums, outC + ROW_WIDTH)).intoArray(sums, outC + ROW_WIDTH);
        d0.add(FloatVector.fromArray(ROW, sums, outD)).intoArray(sums, outD);
        d1.add(FloatVector.fromArray(ROW, sums, outD + ROW_WIDTH)).intoArray(sums, outD + ROW_WIDTH);
    }

    private static void fourByThree(
            float[] left,
            int first,
            int length,
            int terms,
            int[] chosen,
            int i,
            float[] right,
            int stride,
            float[] sums,
            int unit) {
        int a = chosen[i];
        int b = chosen[i + 1];
        int c = chosen[i + 2];
        int d = chosen[i + 3];
        int outA = a * stride + unit;
        int outB = b * stride + unit;
        int outC = c * stride + unit;
        int outD = d * stride + unit;
        FloatVector a0 = FloatVector.zero(ROW);
        FloatVector a1 = FloatVector.zero(ROW);
        FloatVector a2 = FloatVector.zero(ROW);
        FloatVector b0 = FloatVector.zero(ROW);
        FloatVector b1 = FloatVector.zero(ROW);
        FloatVector b2 = FloatVector.zero(ROW);
        FloatVector c0 = FloatVector.zero(ROW);
        FloatVector c1 = FloatVector.zero(ROW);
        FloatVector c2 = FloatVector.zero(ROW);
        FloatVector d0 = FloatVector.zero(ROW);
        FloatVector d1 = FloatVector.zero(ROW);
        FloatVector d2 = FloatVector.zero(ROW);
        for (int sample = 0, at = unit; sample < terms; sample++, at += stride) {
            FloatVector h0 = FloatVector.fromArray(ROW, right, at);
            FloatVector h1 = FloatVector.fromArray(ROW, right, at + ROW_WIDTH);
            FloatVector h2 = FloatVector.fromArray(ROW, right, at + 2 * ROW_WIDTH);
            FloatVector x = FloatVector.broadcast(ROW, left[first + a * length + sample]);
            a0 = x.fma(h0, a0);
            a1 = x.fma(h1, a1);
            a2 = x.fma(h2, a2);
            x = FloatVector.broadcast(ROW, left[first + b * length + sample]);
            b0 = x.fma(h0, b0);
            b1 = x.fma(h1, b1);
            b2 = x.fma(h2, b2);
            x = FloatVector.broadcast(ROW, left[first + c * length + sample]);
            c0 = x.fma(h0, c0);
            c1 = x.fma(h1, c1);
            c2 = x.fma(h2, c2);
            x = FloatVector.broadcast(ROW, left[first + d * length + sample]);
            d0 = x.fma(h0, d0);
            d1 = x.fma(h1, d1);
            d2 = x.fma(h2, d2);
        }
        a0.add(FloatVector.fromArray(ROW, sums, outA)).intoArray(sums, outA);
        a1.add(FloatVector.fromArray(ROW, sums, outA + ROW_WIDTH)).intoArray(sums, outA + ROW_WIDTH);
        a2.add(FloatVector.fromArray(ROW, sums, outA + 2 * ROW_WIDTH)).intoArray(sums, outA + 2 * ROW_WIDTH);
        b0.add(FloatVector.fromArray(ROW, sums, outB)).intoArray(sums, outB);
        b1.add(FloatVector.fromArray(ROW, sums, outB + ROW_WIDTH)).intoArray(sums, outB + ROW_WIDTH);
        b2.add(FloatVector.fromArray(ROW, sums, outB + 2 * ROW_WIDTH)).intoArray(sums, outB + 2 * ROW_WIDTH);
        c0.add(FloatVector.fromArray(ROW, sums, outC)).intoArray(sums, outC);
        c1.add(FloatVector.fromArray(ROW, sums, outC + ROW_WIDTH)).intoArray(sums, outC + ROW_WIDTH);
        c2.add(FloatVector.fromArray(ROW, sums, outC + 2 * ROW_WIDTH)).intoArray(sums, outC + 2 * ROW_WIDTH);
        d0.add(FloatVector.fromArray(ROW, sums, outD)).intoArray(sums, outD);
        d1.add(FloatVector.fromArray(ROW, sums, outD + ROW_WIDTH)).intoArray(sums, outD + ROW_WIDTH);
        d2.add(FloatVector.fromArray(ROW, sums, outD + 2 * ROW_WIDTH)).intoArray(sums, outD + 2 * ROW_WIDTH);
    }

    private static void eightByThree(
            float[] left,
            int first,
            int length,
            int terms,
            int[] chosen,
            int i,
            float[] right,
            int stride,
            float[] sums,
            int unit) {
        int a = chosen[i];
        int b = chosen[i + 1];
        int c = chosen[i + 2];
        int d = chosen[i + 3];
        int e = chosen[i + 4];
        int f = chosen[i + 5];
        int g = chosen[i + 6];
        int h = chosen[i + 7];
        FloatVector a0 = FloatVector.zero(ROW);
        FloatVector a1 = FloatVector.zero(ROW);
        FloatVector a2 = FloatVector.zero(ROW);
        FloatVector b0 = FloatVector.zero(ROW);
        FloatVector b1 = FloatVector.zero(ROW);
        FloatVector b2 = FloatVector.zero(ROW);
        FloatVector c0 = FloatVector.zero(ROW);
        FloatVector c1 = FloatVector.zero(ROW);
        FloatVector c2 = FloatVector.zero(ROW);
        FloatVector d0 = FloatVector.zero(ROW);
        FloatVector d1 = FloatVector.zero(ROW);
        FloatVector d2 = FloatVector.zero(ROW);
        FloatVector e0 = FloatVector.zero(ROW);
        FloatVector e1 = FloatVector.zero(ROW);
        FloatVector e2 = FloatVector.zero(ROW);
        FloatVector f0 = FloatVector.zero(ROW);
        FloatVector f1 = FloatVector.zero(ROW);
        FloatVector f2 = FloatVector.zero(ROW);
        FloatVector g0 = FloatVector.zero(ROW);
        FloatVector g1 = FloatVector.zero(ROW);
        FloatVector g2 = FloatVector.zero(ROW);
        FloatVector h0 = FloatVector.zero(ROW);
        FloatVector h1 = FloatVector.zero(ROW);
        FloatVector h2 = FloatVector.zero(ROW);
        for (int sample = 0, at = unit; sample < terms; sample++, at += stride) {
            FloatVector u0 = FloatVector.fromArray(ROW, right, at);
            FloatVector u1 = FloatVector.fromArray(ROW, right, at + ROW_WIDTH);
            FloatVector u2 = FloatVector.fromArray(ROW, right, at + 2 * ROW_WIDTH);
            FloatVector x = FloatVector.broadcast(ROW, left[first + a * length + sample]);
            a0 = x.fma(u0, a0);
            a1 = x.fma(u1, a1);
            a2 = x.fma(u2, a2);
            x = FloatVector.broadcast(ROW, left[first + b * length + sample]);
            b0 = x.fma(u0, b0);
            b1 = x.fma(u1, b1);
            b2 = x.fma(u2, b2);
            x = FloatVector.broadcast(ROW, left[first + c * length + sample]);
            c0 = x.fma(u0, c0);
            c1 = x.fma(u1, c1);
            c2 = x.fma(u2, c2);
            x = FloatVector.broadcast(ROW, left[first + d * length + sample]);
            d0 = x.fma(u0, d0);
            d1 = x.fma(u1, d1);
            d2 = x.fma(u2, d2);
            x = FloatVector.broadcast(ROW, left[first + e * length + sample]);
            e0 = x.fma(u0, e0);
            e1 = x.fma(u1, e1);
            e2 = x.fma(u2, e2);
            x = FloatVector.broadcast(ROW, left[first + f * length + sample]);
            f0 = x.fma(u0, f0);
            f1 = x.fma(u1, f1);
            f2 = x.fma(u2, f2);
            x = FloatVector.broadcast(ROW, left[first + g * length + sample]);
            g0 = x.fma(u0, g0);
            g1 = x.fma(u1, g1);
            g2 = x.fma(u2, g2);
            x = FloatVector.broadcast(ROW, left[first + h * length + sample]);
            h0 = x.fma(u0, h0);
            h1 = x.fma(u1, h1);
            h2 = x.fma(u2, h2);
        }
        a0.add(FloatVector.fromArray(ROW, sums, a * stride + unit)).intoArray(sums, a * stride + unit);
        a1.add(FloatVector.fromArray(ROW, sums, a * stride + unit + ROW_WIDTH))
                .intoArray(sums, a * stride + unit + ROW_WIDTH);
        a2.add(FloatVector.fromArray(ROW, sums, a * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, a * stride + unit + 2 * ROW_WIDTH);
        b0.add(FloatVector.fromArray(ROW, sums, b * stride + unit)).intoArray(sums, b * stride + unit);
        b1.add(FloatVector.fromArray(ROW, sums, b * stride + unit + ROW_WIDTH))
                .intoArray(sums, b * stride + unit + ROW_WIDTH);
        b2.add(FloatVector.fromArray(ROW, sums, b * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, b * stride + unit + 2 * ROW_WIDTH);
        c0.add(FloatVector.fromArray(ROW, sums, c * stride + unit)).intoArray(sums, c * stride + unit);
        c1.add(FloatVector.fromArray(ROW, sums, c * stride + unit + ROW_WIDTH))
                .intoArray(sums, c * stride + unit + ROW_WIDTH);
        c2.add(FloatVector.fromArray(ROW, sums, c * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, c * stride + unit + 2 * ROW_WIDTH);
        d0.add(FloatVector.fromArray(ROW, sums, d * stride + unit)).intoArray(sums, d * stride + unit);
        d1.add(FloatVector.fromArray(ROW, sums, d * stride + unit + ROW_WIDTH))
                .intoArray(sums, d * stride + unit + ROW_WIDTH);
        d2.add(FloatVector.fromArray(ROW, sums, d * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, d * stride + unit + 2 * ROW_WIDTH);
        e0.add(FloatVector.fromArray(ROW, sums, e * stride + unit)).intoArray(sums, e * stride + unit);
        e1.add(FloatVector.fromArray(ROW, sums, e * stride + unit + ROW_WIDTH))
                .intoArray(sums, e * stride + unit + ROW_WIDTH);
        e2.add(FloatVector.fromArray(ROW, sums, e * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, e * stride + unit + 2 * ROW_WIDTH);
        f0.add(FloatVector.fromArray(ROW, sums, f * stride + unit)).intoArray(sums, f * stride + unit);
        f1.add(FloatVector.fromArray(ROW, sums, f * stride + unit + ROW_WIDTH))
                .intoArray(sums, f * stride + unit + ROW_WIDTH);
        f2.add(FloatVector.fromArray(ROW, sums, f * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, f * stride + unit + 2 * ROW_WIDTH);
        g0.add(FloatVector.fromArray(ROW, sums, g * stride + unit)).intoArray(sums, g * stride + unit);
        g1.add(FloatVector.fromArray(ROW, sums, g * stride + unit + ROW_WIDTH))
                .intoArray(sums, g * stride + unit + ROW_WIDTH);
        g2.add(FloatVector.fromArray(ROW, sums, g * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, g * stride + unit + 2 * ROW_WIDTH);
        h0.add(FloatVector.fromArray(ROW, sums, h * stride + unit)).intoArray(sums, h * stride + unit);
        h1.add(FloatVector.fromArray(ROW, sums, h * stride + unit + ROW_WIDTH))
                .intoArray(sums, h * stride + unit + ROW_WIDTH);
        h2.add(FloatVector.fromArray(ROW, sums, h * stride + unit + 2 * ROW_WIDTH))
                .intoArray(sums, h * stride + unit + 2 * ROW_WIDTH);
    }

    /** Rows of a multiple of 32 units, in vectors of 512 bits. */
    private static void eightByTwo(
            float[] left,
            int first,
            int length,
            int terms,
            int[] chosen,
            int i,
            float[] right,
            int stride,
            float[] sums,
            int unit) {
        int a = chosen[i];
        int b = chosen[i + 1];
        int c = chosen[i + 2];
        int d = chosen[i + 3];
        int e = chosen[i + 4];
        int f = chosen[i + 5];
        int g = chosen[i + 6];
        int h = chosen[i + 7];
        FloatVector a0 = FloatVector.zero(LANES);
        FloatVector a1 = FloatVector.zero(LANES);
        FloatVector b0 = FloatVector.zero(LANES);
        FloatVector b1 = FloatVector.zero(LANES);
        FloatVector c0 = FloatVector.zero(LANES);
        FloatVector c1 = FloatVector.zero(LANES);
        FloatVector d0 = FloatVector.zero(LANES);
        FloatVector d1 = FloatVector.zero(LANES);
        FloatVector e0 = FloatVector.zero(LANES);
        FloatVector e1 = FloatVector.zero(LANES);
        FloatVector f0 = FloatVector.zero(LANES);
        FloatVector f1 = FloatVector.zero(LANES);
        FloatVector g0 = FloatVector.zero(LANES);
        FloatVector g1 = FloatVector.zero(LANES);
        FloatVector h0 = FloatVector.zero(LANES);
        FloatVector h1 = FloatVector.zero(LANES);
        for (int sample = 0, at = unit; sample < terms; sample++, at += stride) {
            FloatVector u0 = FloatVector.fromArray(LANES, right, at);
            FloatVector u1 = FloatVector.fromArray(LANES, right, at + WIDTH);
            FloatVector x = FloatVector.broadcast(LANES, left[first + a * length + sample]);
            a0 = x.fma(u0, a0);
            a1 = x.fma(u1, a1);
            x = FloatVector.broadcast(LANES, left[first + b * length + sample]);
            b0 = x.fma(u0, b0);
            b1 = x.fma(u1, b1);
            x = FloatVector.broadcast(LANES, left[first + c * length + sample]);
            c0 = x.fma(u0, c0);
            c1 = x.fma(u1, c1);
            x = FloatVector.broadcast(LANES, left[first + d * length + sample]);
            d0 = x.fma(u0, d0);
            d1 = x.fma(u1, d1);
            x = FloatVector.broadcast(LANES, left[first + e * length + sample]);
            e0 = x.fma(u0, e0);
            e1 = x.fma(u1, e1);
            x = FloatVector.broadcast(LANES, left[first + f * length + sample]);
            f0 = x.fma(u0, f0);
            f1 = x.fma(u1, f1);
            x = FloatVector.broadcast(LANES, left[first + g * length + sample]);
            g0 = x.fma(u0, g0);
            g1 = x.fma(u1, g1);
            x = FloatVector.broadcast(LANES, left[first + h * length + sample]);
            h0 = x.fma(u0, h0);
            h1 = x.fma(u1, h1);
        }
        a0.add(FloatVector.fromArray(LANES, sums, a * stride + unit)).intoArray(sums, a * stride + unit);
        a1.add(FloatVector.fromArray(LANES, sums, a * stride + unit + WIDTH))
                .intoArray(sums, a * stride + unit + WIDTH);
        b0.add(FloatVector.fromArray(LANES, sums, b * stride + unit)).intoArray(sums, b * stride + unit);
        b1.add(FloatVector.fromArray(LANES, sums, b * stride + unit + WIDTH))
                .intoArray(sums, b * stride + unit + WIDTH);
        c0.add(FloatVector.fromArray(LANES, sums, c * stride + unit)).intoArray(sums, c * stride + unit);
        c1.add(FloatVector.fromArray(LANES, sums, c * stride + unit + WIDTH))
                .intoArray(sums, c * stride + unit + WIDTH);
        d0.add(FloatVector.fromArray(LANES, sums, d * stride + unit)).intoArray(sums, d * stride + unit);
        d1.add(FloatVector.fromArray(LANES, sums, d * stride + unit + WIDTH))
                .intoArray(sums, d * stride + unit + WIDTH);
        e0.add(FloatVector.fromArray(LANES, sums, e * stride + unit)).intoArray(sums, e * stride + unit);
        e1.add(FloatVector.fromArray(LANES, sums, e * stride + unit + WIDTH))
                .intoArray(sums, e * stride + unit + WIDTH);
        f0.add(FloatVector.fromArray(LANES, sums, f * stride + unit)).intoArray(sums, f * stride + unit);
        f1.add(FloatVector.fromArray(LANES, sums, f * stride + unit + WIDTH))
                .intoArray(sums, f * stride + unit + WIDTH);
        g0.add(FloatVector.fromArray(LANES, sums, g * stride + unit)).intoArray(sums, g * stride + unit);
        g1.add(FloatVector.fromArray(LANES, sums, g * stride + unit + WIDTH))
                .intoArray(sums, g * stride + unit + WIDTH);
        h0.add(FloatVector.fromArray(LANES, sums, h * stride + unit)).intoArray(sums, h * stride + unit);
        h1.add(FloatVector.fromArray(LANES, sums, h * stride + unit + WIDTH))
                .intoArray(sums, h * stride + unit + WIDTH);
    }

    private static void fourByOne(
            float[] left,
            int first,
            int length,
            int terms,
            int[] chosen,
            int i,
            float[] right,
            int stride,
            float[] sums,
            int unit) {
        int a = chosen[i];
        int b = chosen[i + 1];
        int c = chosen[i + 2];
        int d = chosen[i + 3];
        FloatVector a0 = FloatVector.zero(ROW);
        FloatVector b0 = FloatVector.zero(ROW);
        FloatVector c0 = FloatVector.zero(ROW);
        FloatVector d0 = FloatVector.zero(ROW);
        FloatVector a1 = FloatVector.zero(ROW);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector d1 = a1;
        // Two samples at a time: four sums alone would wait for each other.
        for (int sample = 0, at = unit; sample < terms; sample += 2, at += 2 * stride) {
            FloatVector h0 = FloatVector.fromArray(ROW, right, at);
            FloatVector h1 = FloatVector.fromArray(ROW, right, at + stride);
            a0 = FloatVector.broadcast(ROW, left[first + a * length + sample]).fma(h0, a0);
            a1 = FloatVector.broadcast(ROW, left[first + a * length + sample + 1])
                    .fma(h1, a1);
            b0 = FloatVector.broadcast(ROW, left[first + b * length + sample]).fma(h0, b0);
            b1 = FloatVector.broadcast(ROW, left[first + b * length + sample + 1])
                    .fma(h1, b1);
            c0 = FloatVector.broadcast(ROW, left[first + c * length + sample]).fma(h0, c0);
            c1 = FloatVector.broadcast(ROW, left[first + c * length + sample + 1])
                    .fma(h1, c1);
            d0 = FloatVector.broadcast(ROW, left[first + d * length + sample]).fma(h0, d0);
            d1 = FloatVector.broadcast(ROW, left[first + d * length + sample + 1])
                    .fma(h1, d1);
        }
        a0.add(a1).add(FloatVector.fromArray(ROW, sums, a * stride + unit)).intoArray(sums, a * stride + unit);
        b0.add(b1).add(FloatVector.fromArray(ROW, sums, b * stride + unit)).intoArray(sums, b * stride + unit);
        c0.add(c1).add(FloatVector.fromArray(ROW, sums, c * stride + unit)).intoArray(sums, c * stride + unit);
        d0.add(d1).add(FloatVector.fromArray(ROW, sums, d * stride + unit)).intoArray(sums, d * stride + unit);
    }

    /**
     * Adds a weighted sum of rows to a row: {@code to += sum_t factors[start + t step] rows[t]}.
     *
     * @param terms how many rows, a multiple of four
     * @param rows [terms, stride]
     * @param to of which the stride from {@code target} on count. Modified.
     */
    static void addRows(
            float[] factors, int start, int step, int terms, float[] rows, int stride, float[] to, int target) {
        for (int unit = 0; unit < stride; unit += ROW_WIDTH) {
            // Four sums, because one would wait for itself.
            FloatVector s0 = FloatVector.fromArray(ROW, to, target + unit);
            FloatVector s1 = FloatVector.zero(ROW);
            FloatVector s2 = s1;
            FloatVector s3 = s1;
            int factor = start;
            int row = unit;
            for (int term = 0; term < terms; term += 4) {
                s0 = FloatVector.fromArray(ROW, rows, row).fma(FloatVector.broadcast(ROW, factors[factor]), s0);
                s1 = FloatVector.fromArray(ROW, rows, row + stride)
                        .fma(FloatVector.broadcast(ROW, factors[factor + step]), s1);
                s2 = FloatVector.fromArray(ROW, rows, row + 2 * stride)
                        .fma(FloatVector.broadcast(ROW, factors[factor + 2 * step]), s2);
                s3 = FloatVector.fromArray(ROW, rows, row + 3 * stride)
                        .fma(FloatVector.broadcast(ROW, factors[factor + 3 * step]), s3);
                factor += 4 * step;
                row += 4 * stride;
            }
            s0.add(s1).add(s2.add(s3)).intoArray(to, target + unit);
        }
    }

    /**
     * Returns the sum of the products of two rows, of which the stride from their start on counts.
     *
     * @param lanes room for a vector
     */
    static float dot(float[] one, int start, float[] other, int otherStart, int stride, float[] lanes) {
        FloatVector sum = FloatVector.zero(ROW);
        for (int unit = 0; unit < stride; unit += ROW_WIDTH) {
            sum = FloatVector.fromArray(ROW, one, start + unit)
                    .fma(FloatVector.fromArray(ROW, other, otherStart + unit), sum);
        }
        sum.intoArray(lanes, TileLayout.FIRST);
        return TileLayout.sum(lanes, TileLayout.FIRST, TileLayout.FIRST + ROW_WIDTH);
    }
}
