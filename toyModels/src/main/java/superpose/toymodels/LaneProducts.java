package superpose.toymodels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * Products of a tile that stands in lanes, [features or units, samples], in blocks that fit into the registers of a
 * processor.
 *
 * <p>Blocks are written out because Java has no array of registers; four features or units at a time, and with vectors of
 * 512 bits, of which there are 32, four vectors of samples, else two.
 */
final class LaneProducts {

    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final int TILE = SampleStream.TILE;
    private static final int WIDTH = LANES.length();

    /** Features whose lanes fit into the first cache beside the units. */
    private static final int CACHED = 100;

    private LaneProducts() {}

    /**
     * Adds the weighted sum of features to every unit: {@code units[k] += sum_j weights[j, k] features[j]}.
     *
     * @param features lanes
     * @param panel which features, and their weights
     * @param units lanes of as many units as the panel has. Modified.
     */
    static void gather(float[] features, WeightPanel panel, float[] units) {
        int[] chosen = panel.list().rows();
        int size = panel.list().size();
        for (int from = 0; from < size; from += CACHED) {
            int to = Math.min(size, from + CACHED);
            for (int unit = 0; unit < panel.units(); unit += InstanceParameters.BLOCK) {
                int out = TileLayout.lanesOf(unit);
                int weight = unit * size;
                if (TileLayout.MANY_REGISTERS) {
                    for (int at = 0; at < TILE; at += 4 * WIDTH) {
                        gatherFour(features, chosen, from, to, panel.weights(), weight, units, out, at);
                    }
                } else {
                    for (int at = 0; at < TILE; at += 2 * WIDTH) {
                        gatherTwo(features, chosen, from, to, panel.weights(), weight, units, out, at);
                    }
                }
            }
        }
    }

    private static void gatherFour(
            float[] features,
            int[] chosen,
            int from,
            int to,
            float[] weights,
            int first,
            float[] units,
            int unit,
            int at) {
        int out = unit + at;
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
            int in = TileLayout.lanesOf(chosen[i]) + at;
            int weight = first + i * InstanceParameters.BLOCK;
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
            float[] features,
            int[] chosen,
            int from,
            int to,
            float[] weights,
            int first,
            float[] units,
            int unit,
            int at) {
        int out = unit + at;
        FloatVector a0 = FloatVector.fromArray(LANES, units, out);
        FloatVector a1 = FloatVector.fromArray(LANES, units, out + WIDTH);
        FloatVector b0 = FloatVector.fromArray(LANES, units, out + TILE);
        FloatVector b1 = FloatVector.fromArray(LANES, units, out + TILE + WIDTH);
        FloatVector c0 = FloatVector.fromArray(LANES, units, out + 2 * TILE);
        FloatVector c1 = FloatVector.fromArray(LANES, units, out + 2 * TILE + WIDTH);
        FloatVector d0 = FloatVector.fromArray(LANES, units, out + 3 * TILE);
        FloatVector d1 = FloatVector.fromArray(LANES, units, out + 3 * TILE + WIDTH);
        for (int i = from; i < to; i++) {
            int in = TileLayout.lanesOf(chosen[i]) + at;
            int weight = first + i * InstanceParameters.BLOCK;
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
        if (TileLayout.MANY_REGISTERS) {
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
        int in = TileLayout.FIRST + at;
        int out = in;
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
        a0.intoArray(outputs, out);
        a1.intoArray(outputs, out + WIDTH);
        a2.intoArray(outputs, out + 2 * WIDTH);
        a3.intoArray(outputs, out + 3 * WIDTH);
        b0.intoArray(outputs, out + length);
        b1.intoArray(outputs, out + length + WIDTH);
        b2.intoArray(outputs, out + length + 2 * WIDTH);
        b3.intoArray(outputs, out + length + 3 * WIDTH);
        c0.intoArray(outputs, out + 2 * length);
        c1.intoArray(outputs, out + 2 * length + WIDTH);
        c2.intoArray(outputs, out + 2 * length + 2 * WIDTH);
        c3.intoArray(outputs, out + 2 * length + 3 * WIDTH);
        d0.intoArray(outputs, out + 3 * length);
        d1.intoArray(outputs, out + 3 * length + WIDTH);
        d2.intoArray(outputs, out + 3 * length + 2 * WIDTH);
        d3.intoArray(outputs, out + 3 * length + 3 * WIDTH);
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
        int in = TileLayout.FIRST + at;
        int out = in;
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
        a0.intoArray(outputs, out);
        a1.intoArray(outputs, out + WIDTH);
        b0.intoArray(outputs, out + length);
        b1.intoArray(outputs, out + length + WIDTH);
        c0.intoArray(outputs, out + 2 * length);
        c1.intoArray(outputs, out + 2 * length + WIDTH);
        d0.intoArray(outputs, out + 3 * length);
        d1.intoArray(outputs, out + 3 * length + WIDTH);
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
        int in = TileLayout.FIRST + at;
        int out = in;
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
        a0.intoArray(outputs, out);
        b0.intoArray(outputs, out + length);
        c0.intoArray(outputs, out + 2 * length);
        d0.intoArray(outputs, out + 3 * length);
    }
}
