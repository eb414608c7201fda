package superpose.toymodels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * The products of a tile of samples, in blocks that fit into the registers of a processor.
 *
 * <p>A tile stands either in lanes, [units, TILE] with samples side by side, or in rows, [TILE, stride] with units side by
 * side. Products over all entries read lanes; products over the few entries that are on read and write rows.
 *
 * <p>Methods add to their result where they do not say that they overwrite it.
 */
final class TileProducts {

    /** Samples side by side. */
    static final VectorSpecies<Float> LANES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    /** Units side by side: rows are short, so wider vectors would only be padded with more zeros. */
    static final VectorSpecies<Float> ROW =
            LANES.length() > InstanceParameters.ROW_LANES ? FloatVector.SPECIES_256 : LANES;

    private static final int TILE = SampleStream.TILE;
    private static final int WIDTH = LANES.length();
    private static final int ROW_WIDTH = ROW.length();

    /** Features whose lanes fit into the first cache beside the units. */
    private static final int CACHED = 100;

    /** Processors with vectors of 512 bits have 32 registers for them, others 16: blocks are larger there. */
    static final boolean MANY_REGISTERS = LANES.vectorBitSize() == 512;

    private TileProducts() {}

    /**
     * Adds the weighted sum of features to every unit: {@code units[k] += sum_j weights[j, k] features[j]}.
     *
     * @param features lanes
     * @param list which features
     * @param weights [rows, stride]
     * @param units lanes of a multiple of four units. Modified.
     * @param count how many units
     */
    static void gather(float[] features, FeatureList list, float[] weights, int stride, float[] units, int count) {
        int[] chosen = list.rows();
        for (int from = 0; from < list.size(); from += CACHED) {
            int to = Math.min(list.size(), from + CACHED);
            for (int out = 0; out < count * TILE; out += InstanceParameters.BLOCK * TILE) {
                if (MANY_REGISTERS) {
                    for (int at = out; at < out + TILE; at += 4 * WIDTH) {
                        gatherFour(features, chosen, from, to, weights, stride, units, at);
                    }
                } else {
                    for (int at = out; at < out + TILE; at += 2 * WIDTH) {
                        gatherTwo(features, chosen, from, to, weights, stride, units, at);
                    }
                }
            }
        }
    }

    private static void gatherFour(
            float[] features, int[] chosen, int from, int to, float[] weights, int stride, float[] units, int out) {
        int at = out % TILE;
        int unit = out / TILE;
        FloatVector a0 = FloatVector.fromArray(LANES, units, out);
        FloatVector a1 = FloatVector.fromArray(LANES, units, out + WIDTH);
        FloatVector a2 = FloatVector.fromArray(LANES, units, out + 2 * WIDTH);
        FloatVector a3 = FloatVector.fromArray(LANES, units, out + 3 * WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, units, out + TILE);
        FloatVector b1 = FloatVector.fromArray(LANES, units, out + TILE + WIDTH);
        FloatVector b2 = FloatVector.fromArray(LANES, units, out + TILE + 2 * WIDTH);
        FloatVector b3 = FloatVector.fromArray(LANES, units, out + TILE + 3 * WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, units, out + 2 * TILE);
        FloatVector c1 = FloatVector.fromArray(LANES, units, out + 2 * TILE + WIDTH);
        FloatVector c2 = FloatVector.fromArray(LANES, units, out + 2 * TILE + 2 * WIDTH);
        FloatVector c3 = FloatVector.fromArray(LANES, units, out + 2 * TILE + 3 * WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, units, out + 3 * TILE);
        FloatVector d1 = FloatVector.fromArray(LANES, units, out + 3 * TILE + WIDTH);
        FloatVector d2 = FloatVector.fromArray(LANES, units, out + 3 * TILE + 2 * WIDTH);
        FloatVector d3 = FloatVector.fromArray(LANES, units, out + 3 * TILE + 3 * WIDTH);
        for (int i = from; i < to; i++) {
            int in = chosen[i] * TILE + at;
            int weight = chosen[i] * stride + unit;
            FloatVector x0 = FloatVector.fromArray(LANES, features, in);
            FloatVector x1 = FloatVector.fromArray(LANES, features, in + WIDTH);
            FloatVector x2 = FloatVector.fromArray(LANES, features, in + 2 * WIDTH);
            FloatVector x3 = FloatVector.fromArray(LANES, features, in + 3 * WIDTH);
            FloatVector w = FloatVector.broadcast(LANES, weights[weight]);
            a0 = x0.fma(w, a0);
            a1 = x1.fma(w, a1);
            a2 = x2.fma(w, a2);
            a3 = x3.fma(w, a3);
            w = FloatVector.broadcast(LANES, weights[weight + 1]);
            b0 = x0.fma(w, b0);
            b1 = x1.fma(w, b1);
            b2 = x2.fma(w, b2);
            b3 = x3.fma(w, b3);
            w = FloatVector.broadcast(LANES, weights[weight + 2]);
            c0 = x0.fma(w, c0);
            c1 = x1.fma(w, c1);
            c2 = x2.fma(w, c2);
            c3 = x3.fma(w, c3);
            w = FloatVector.broadcast(LANES, weights[weight + 3]);
            d0 = x0.fma(w, d0);
            d1 = x1.fma(w, d1);
            d2 = x2.fma(w, d2);
            d3 = x3.fma(w, d3);
        }
        a0.intoArray(units, out);
        a1.intoArray(units, out + WIDTH);
        a2.intoArray(units, out + 2 * WIDTH);
        a3.intoArray(units, out + 3 * WIDTH);
        b0.intoArray(units, out + TILE);
        b1.intoArray(units, out + TILE + WIDTH);
        b2.intoArray(units, out + TILE + 2 * WIDTH);
        b3.intoArray(units, out + TILE + 3 * WIDTH);
        c0.intoArray(units, out + 2 * TILE);
        c1.intoArray(units, out + 2 * TILE + WIDTH);
        c2.intoArray(units, out + 2 * TILE + 2 * WIDTH);
        c3.intoArray(units, out + 2 * TILE + 3 * WIDTH);
        d0.intoArray(units, out + 3 * TILE);
        d1.intoArray(units, out + 3 * TILE + WIDTH);
        d2.intoArray(units, out + 3 * TILE + 2 * WIDTH);
        d3.intoArray(units, out + 3 * TILE + 3 * WIDTH);
    }

    private static void gatherTwo(
            float[] features, int[] chosen, int from, int to, float[] weights, int stride, float[] units, int out) {
        int at = out % TILE;
        int unit = out / TILE;
        FloatVector a0 = FloatVector.fromArray(LANES, units, out);
        FloatVector a1 = FloatVector.fromArray(LANES, units, out + WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, units, out + TILE);
        FloatVector b1 = FloatVector.fromArray(LANES, units, out + TILE + WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, units, out + 2 * TILE);
        FloatVector c1 = FloatVector.fromArray(LANES, units, out + 2 * TILE + WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, units, out + 3 * TILE);
        FloatVector d1 = FloatVector.fromArray(LANES, units, out + 3 * TILE + WIDTH);
        for (int i = from; i < to; i++) {
            int in = chosen[i] * TILE + at;
            int weight = chosen[i] * stride + unit;
            FloatVector x0 = FloatVector.fromArray(LANES, features, in);
            FloatVector x1 = FloatVector.fromArray(LANES, features, in + WIDTH);
            FloatVector w = FloatVector.broadcast(LANES, weights[weight]);
            a0 = x0.fma(w, a0);
            a1 = x1.fma(w, a1);
            w = FloatVector.broadcast(LANES, weights[weight + 1]);
            b0 = x0.fma(w, b0);
            b1 = x1.fma(w, b1);
            w = FloatVector.broadcast(LANES, weights[weight + 2]);
            c0 = x0.fma(w, c0);
            c1 = x1.fma(w, c1);
            w = FloatVector.broadcast(LANES, weights[weight + 3]);
            d0 = x0.fma(w, d0);
            d1 = x1.fma(w, d1);
        }
        a0.intoArray(units, out);
        a1.intoArray(units, out + WIDTH);
        b0.intoArray(units, out + TILE);
        b1.intoArray(units, out + TILE + WIDTH);
        c0.intoArray(units, out + 2 * TILE);
        c1.intoArray(units, out + 2 * TILE + WIDTH);
        d0.intoArray(units, out + 3 * TILE);
        d1.intoArray(units, out + 3 * TILE + WIDTH);
    }

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
        products(features, TILE, TILE, list, units, stride, sums);
    }

    /**
     * Adds the products of two matrices: {@code sums[j, k] += sum_t left[j, t] right[t, k]}.
     *
     * @param left [rows, length], of which the first {@code terms} columns count, an even number
     * @param list which rows
     * @param right [terms, stride]
     * @param sums [rows, stride]. Modified.
     */
    static void products(
            float[] left, int length, int terms, FeatureList list, float[] right, int stride, float[] sums) {
        int[] chosen = list.rows();
        int end = list.filledUp();
        int vectors = stride / ROW_WIDTH;
        int start = 0;
        if (MANY_REGISTERS && (vectors == 3 || vectors % 4 == 0)) {
            for (; start + 2 * InstanceParameters.BLOCK <= end; start += 2 * InstanceParameters.BLOCK) {
                if (vectors == 3) {
                    eightByThree(left, length, terms, chosen, start, right, stride, sums, 0);
                }
                for (int unit = 0; vectors != 3 && unit < stride; unit += 2 * WIDTH) {
                    eightByTwo(left, length, terms, chosen, start, right, stride, sums, unit);
                }
            }
        }
        for (int i = start; i < end; i += InstanceParameters.BLOCK) {
            int unit = 0;
            if (vectors == 1) {
                fourByOne(left, length, terms, chosen, i, right, stride, sums, unit);
            } else if (vectors % 2 != 0) {
                fourByThree(left, length, terms, chosen, i, right, stride, sums, unit);
                unit = 3 * ROW_WIDTH;
            }
            for (; unit + 2 * ROW_WIDTH <= stride; unit += 2 * ROW_WIDTH) {
                fourByTwo(left, length, terms, chosen, i, right, stride, sums, unit);
            }
        }
    }

    private static void fourByTwo(
            float[] left,
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
            FloatVector x = FloatVector.broadcast(ROW, left[a * length + sample]);
            a0 = x.fma(h0, a0);
            a1 = x.fma(h1, a1);
            x = FloatVector.broadcast(ROW, left[b * length + sample]);
            b0 = x.fma(h0, b0);
            b1 = x.fma(h1, b1);
            x = FloatVector.broadcast(ROW, left[c * length + sample]);
            c0 = x.fma(h0, c0);
            c1 = x.fma(h1, c1);
            x = FloatVector.broadcast(ROW, left[d * length + sample]);
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
            FloatVector x = FloatVector.broadcast(ROW, left[a * length + sample]);
            a0 = x.fma(h0, a0);
            a1 = x.fma(h1, a1);
            a2 = x.fma(h2, a2);
            x = FloatVector.broadcast(ROW, left[b * length + sample]);
            b0 = x.fma(h0, b0);
            b1 = x.fma(h1, b1);
            b2 = x.fma(h2, b2);
            x = FloatVector.broadcast(ROW, left[c * length + sample]);
            c0 = x.fma(h0, c0);
            c1 = x.fma(h1, c1);
            c2 = x.fma(h2, c2);
            x = FloatVector.broadcast(ROW, left[d * length + sample]);
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
            FloatVector x = FloatVector.broadcast(ROW, left[a * length + sample]);
            a0 = x.fma(u0, a0);
            a1 = x.fma(u1, a1);
            a2 = x.fma(u2, a2);
            x = FloatVector.broadcast(ROW, left[b * length + sample]);
            b0 = x.fma(u0, b0);
            b1 = x.fma(u1, b1);
            b2 = x.fma(u2, b2);
            x = FloatVector.broadcast(ROW, left[c * length + sample]);
            c0 = x.fma(u0, c0);
            c1 = x.fma(u1, c1);
            c2 = x.fma(u2, c2);
            x = FloatVector.broadcast(ROW, left[d * length + sample]);
            d0 = x.fma(u0, d0);
            d1 = x.fma(u1, d1);
            d2 = x.fma(u2, d2);
            x = FloatVector.broadcast(ROW, left[e * length + sample]);
            e0 = x.fma(u0, e0);
            e1 = x.fma(u1, e1);
            e2 = x.fma(u2, e2);
            x = FloatVector.broadcast(ROW, left[f * length + sample]);
            f0 = x.fma(u0, f0);
            f1 = x.fma(u1, f1);
            f2 = x.fma(u2, f2);
            x = FloatVector.broadcast(ROW, left[g * length + sample]);
            g0 = x.fma(u0, g0);
            g1 = x.fma(u1, g1);
            g2 = x.fma(u2, g2);
            x = FloatVector.broadcast(ROW, left[h * length + sample]);
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
            FloatVector x = FloatVector.broadcast(LANES, left[a * length + sample]);
            a0 = x.fma(u0, a0);
            a1 = x.fma(u1, a1);
            x = FloatVector.broadcast(LANES, left[b * length + sample]);
            b0 = x.fma(u0, b0);
            b1 = x.fma(u1, b1);
            x = FloatVector.broadcast(LANES, left[c * length + sample]);
            c0 = x.fma(u0, c0);
            c1 = x.fma(u1, c1);
            x = FloatVector.broadcast(LANES, left[d * length + sample]);
            d0 = x.fma(u0, d0);
            d1 = x.fma(u1, d1);
            x = FloatVector.broadcast(LANES, left[e * length + sample]);
            e0 = x.fma(u0, e0);
            e1 = x.fma(u1, e1);
            x = FloatVector.broadcast(LANES, left[f * length + sample]);
            f0 = x.fma(u0, f0);
            f1 = x.fma(u1, f1);
            x = FloatVector.broadcast(LANES, left[g * length + sample]);
            g0 = x.fma(u0, g0);
            g1 = x.fma(u1, g1);
            x = FloatVector.broadcast(LANES, left[h * length + sample]);
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
            a0 = FloatVector.broadcast(ROW, left[a * length + sample]).fma(h0, a0);
            a1 = FloatVector.broadcast(ROW, left[a * length + sample + 1]).fma(h1, a1);
            b0 = FloatVector.broadcast(ROW, left[b * length + sample]).fma(h0, b0);
            b1 = FloatVector.broadcast(ROW, left[b * length + sample + 1]).fma(h1, b1);
            c0 = FloatVector.broadcast(ROW, left[c * length + sample]).fma(h0, c0);
            c1 = FloatVector.broadcast(ROW, left[c * length + sample + 1]).fma(h1, c1);
            d0 = FloatVector.broadcast(ROW, left[d * length + sample]).fma(h0, d0);
            d1 = FloatVector.broadcast(ROW, left[d * length + sample + 1]).fma(h1, d1);
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
        sum.intoArray(lanes, 0);
        return sum(lanes, 0, ROW_WIDTH);
    }

    /**
     * Computes the outputs of four features before their activation: {@code outputs[i] = bias[i] + sum_k decoder[i, k]
     * hidden[k]}.
     *
     * @param hidden lanes of {@code length} samples each, [units, length]
     * @param chosen rows of features, of which the four from {@code i} on count
     * @param outputs lanes of four features, [4, length]. Overwritten.
     */
    static void decode(
            float[] hidden,
            int length,
            int units,
            float[] decoder,
            int stride,
            float[] bias,
            int[] chosen,
            int i,
            float[] outputs) {
        int at = 0;
        if (MANY_REGISTERS) {
            for (; at + 4 * WIDTH <= length; at += 4 * WIDTH) {
                decodeFour(hidden, length, units, decoder, stride, bias, chosen, i, outputs, at);
            }
        } else {
            for (; at + 2 * WIDTH <= length; at += 2 * WIDTH) {
                decodeTwo(hidden, length, units, decoder, stride, bias, chosen, i, outputs, at);
            }
        }
        for (; at < length; at += WIDTH) {
            decodeOne(hidden, length, units, decoder, stride, bias, chosen, i, outputs, at);
        }
    }

    private static void decodeFour(
            float[] hidden,
            int length,
            int units,
            float[] decoder,
            int stride,
            float[] bias,
            int[] chosen,
            int i,
            float[] outputs,
            int at) {
        FloatVector a0 = FloatVector.broadcast(LANES, bias[chosen[i]]);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = FloatVector.broadcast(LANES, bias[chosen[i + 1]]);
        FloatVector b1 = b0;
        FloatVector b2 = b0;
        FloatVector b3 = b0;
        FloatVector c0 = FloatVector.broadcast(LANES, bias[chosen[i + 2]]);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector d0 = FloatVector.broadcast(LANES, bias[chosen[i + 3]]);
        FloatVector d1 = d0;
        FloatVector d2 = d0;
        FloatVector d3 = d0;
        int in = at;
        int a = chosen[i] * stride;
        int b = chosen[i + 1] * stride;
        int c = chosen[i + 2] * stride;
        int d = chosen[i + 3] * stride;
        for (int unit = 0; unit < units; unit++, in += length) {
            FloatVector h0 = FloatVector.fromArray(LANES, hidden, in);
            FloatVector h1 = FloatVector.fromArray(LANES, hidden, in + WIDTH);
            FloatVector h2 = FloatVector.fromArray(LANES, hidden, in + 2 * WIDTH);
            FloatVector h3 = FloatVector.fromArray(LANES, hidden, in + 3 * WIDTH);
            FloatVector w = FloatVector.broadcast(LANES, decoder[a + unit]);
            a0 = h0.fma(w, a0);
            a1 = h1.fma(w, a1);
            a2 = h2.fma(w, a2);
            a3 = h3.fma(w, a3);
            w = FloatVector.broadcast(LANES, decoder[b + unit]);
            b0 = h0.fma(w, b0);
            b1 = h1.fma(w, b1);
            b2 = h2.fma(w, b2);
            b3 = h3.fma(w, b3);
            w = FloatVector.broadcast(LANES, decoder[c + unit]);
            c0 = h0.fma(w, c0);
            c1 = h1.fma(w, c1);
            c2 = h2.fma(w, c2);
            c3 = h3.fma(w, c3);
            w = FloatVector.broadcast(LANES, decoder[d + unit]);
            d0 = h0.fma(w, d0);
            d1 = h1.fma(w, d1);
            d2 = h2.fma(w, d2);
            d3 = h3.fma(w, d3);
        }
        a0.intoArray(outputs, at);
        a1.intoArray(outputs, at + WIDTH);
        a2.intoArray(outputs, at + 2 * WIDTH);
        a3.intoArray(outputs, at + 3 * WIDTH);
        b0.intoArray(outputs, at + length);
        b1.intoArray(outputs, at + length + WIDTH);
        b2.intoArray(outputs, at + length + 2 * WIDTH);
        b3.intoArray(outputs, at + length + 3 * WIDTH);
        c0.intoArray(outputs, at + 2 * length);
        c1.intoArray(outputs, at + 2 * length + WIDTH);
        c2.intoArray(outputs, at + 2 * length + 2 * WIDTH);
        c3.intoArray(outputs, at + 2 * length + 3 * WIDTH);
        d0.intoArray(outputs, at + 3 * length);
        d1.intoArray(outputs, at + 3 * length + WIDTH);
        d2.intoArray(outputs, at + 3 * length + 2 * WIDTH);
        d3.intoArray(outputs, at + 3 * length + 3 * WIDTH);
    }

    private static void decodeTwo(
            float[] hidden,
            int length,
            int units,
            float[] decoder,
            int stride,
            float[] bias,
            int[] chosen,
            int i,
            float[] outputs,
            int at) {
        FloatVector a0 = FloatVector.broadcast(LANES, bias[chosen[i]]);
        FloatVector a1 = a0;
        FloatVector b0 = FloatVector.broadcast(LANES, bias[chosen[i + 1]]);
        FloatVector b1 = b0;
        FloatVector c0 = FloatVector.broadcast(LANES, bias[chosen[i + 2]]);
        FloatVector c1 = c0;
        FloatVector d0 = FloatVector.broadcast(LANES, bias[chosen[i + 3]]);
        FloatVector d1 = d0;
        int in = at;
        int a = chosen[i] * stride;
        int b = chosen[i + 1] * stride;
        int c = chosen[i + 2] * stride;
        int d = chosen[i + 3] * stride;
        for (int unit = 0; unit < units; unit++, in += length) {
            FloatVector h0 = FloatVector.fromArray(LANES, hidden, in);
            FloatVector h1 = FloatVector.fromArray(LANES, hidden, in + WIDTH);
            FloatVector w = FloatVector.broadcast(LANES, decoder[a + unit]);
            a0 = h0.fma(w, a0);
            a1 = h1.fma(w, a1);
            w = FloatVector.broadcast(LANES, decoder[b + unit]);
            b0 = h0.fma(w, b0);
            b1 = h1.fma(w, b1);
            w = FloatVector.broadcast(LANES, decoder[c + unit]);
            c0 = h0.fma(w, c0);
            c1 = h1.fma(w, c1);
            w = FloatVector.broadcast(LANES, decoder[d + unit]);
            d0 = h0.fma(w, d0);
            d1 = h1.fma(w, d1);
        }
        a0.intoArray(outputs, at);
        a1.intoArray(outputs, at + WIDTH);
        b0.intoArray(outputs, at + length);
        b1.intoArray(outputs, at + length + WIDTH);
        c0.intoArray(outputs, at + 2 * length);
        c1.intoArray(outputs, at + 2 * length + WIDTH);
        d0.intoArray(outputs, at + 3 * length);
        d1.intoArray(outputs, at + 3 * length + WIDTH);
    }

    private static void decodeOne(
            float[] hidden,
            int length,
            int units,
            float[] decoder,
            int stride,
            float[] bias,
            int[] chosen,
            int i,
            float[] outputs,
            int at) {
        FloatVector a0 = FloatVector.broadcast(LANES, bias[chosen[i]]);
        FloatVector b0 = FloatVector.broadcast(LANES, bias[chosen[i + 1]]);
        FloatVector c0 = FloatVector.broadcast(LANES, bias[chosen[i + 2]]);
        FloatVector d0 = FloatVector.broadcast(LANES, bias[chosen[i + 3]]);
        int in = at;
        int a = chosen[i] * stride;
        int b = chosen[i + 1] * stride;
        int c = chosen[i + 2] * stride;
        int d = chosen[i + 3] * stride;
        for (int unit = 0; unit < units; unit++, in += length) {
            FloatVector h0 = FloatVector.fromArray(LANES, hidden, in);
            a0 = h0.fma(FloatVector.broadcast(LANES, decoder[a + unit]), a0);
            b0 = h0.fma(FloatVector.broadcast(LANES, decoder[b + unit]), b0);
            c0 = h0.fma(FloatVector.broadcast(LANES, decoder[c + unit]), c0);
            d0 = h0.fma(FloatVector.broadcast(LANES, decoder[d + unit]), d0);
        }
        a0.intoArray(outputs, at);
        b0.intoArray(outputs, at + length);
        c0.intoArray(outputs, at + 2 * length);
        d0.intoArray(outputs, at + 3 * length);
    }

    /** Overwrites rows, [TILE, stride], with lanes, [units, TILE]; what pads the rows stays. */
    static void toRows(float[] lanes, int units, float[] rows, int stride) {
        for (int sample = 0; sample < TILE; sample++) {
            for (int unit = 0; unit < units; unit++) {
                rows[sample * stride + unit] = lanes[unit * TILE + sample];
            }
        }
    }

    /** Adds rows, [TILE, stride], to lanes, [units, TILE]. */
    static void addToLanes(float[] rows, int stride, float[] lanes, int units) {
        for (int sample = 0; sample < TILE; sample++) {
            for (int unit = 0; unit < units; unit++) {
                lanes[unit * TILE + sample] += rows[sample * stride + unit];
            }
        }
    }

    /** Returns the samples in which a feature is not zero, one bit each. */
    static long nonZero(float[] values, int lane) {
        long bits = 0;
        for (int at = 0; at < TILE; at += WIDTH) {
            bits |= FloatVector.fromArray(LANES, values, lane + at)
                            .compare(VectorOperators.NE, 0)
                            .toLong()
                    << at;
        }
        return bits;
    }

    /**
     * Returns the sum over the samples of one feature or unit.
     *
     * @param lanes room for a vector
     */
    static float sumOfTile(float[] values, int row, float[] lanes) {
        FloatVector sum = FloatVector.zero(LANES);
        for (int at = row * TILE; at < (row + 1) * TILE; at += WIDTH) {
            sum = sum.add(FloatVector.fromArray(LANES, values, at));
        }
        sum.intoArray(lanes, 0);
        return sumOfLanes(lanes, 0);
    }

    /** Returns the sum of the lanes of one of many vectors of sums. */
    static float sumOfLanes(float[] sums, int vector) {
        return sum(sums, vector * WIDTH, (vector + 1) * WIDTH);
    }

    /** Adds in a fixed order, which a vector's own sum of its lanes does not promise: compiled code may sum otherwise. */
    static float sum(float[] values, int from, int to) {
        float sum = 0;
        for (int at = from; at < to; at++) {
            sum += values[at];
        }
        return sum;
    }
}
