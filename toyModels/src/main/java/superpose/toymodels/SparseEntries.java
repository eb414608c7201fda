package superpose.toymodels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * The entries of some features in a tile that are not zero, dealt with one by one because they are few.
 *
 * <p>They are found feature by feature, as a tile is laid out, and dealt with sample by sample: what a sample gives or takes
 * then stays in registers, and neighbouring entries belong to different features, so that none waits for the one before it.
 */
final class SparseEntries {

    private static final int TILE = SampleStream.TILE;
    private static final VectorSpecies<Float> LANES = TileLayout.LANES;
    private static final VectorSpecies<Integer> BITS = LANES.withLanes(int.class);
    private static final int WIDTH = LANES.length();
    private static final VectorSpecies<Float> ROW = TileLayout.ROW;
    private static final int ROW_WIDTH = ROW.length();

    /** Features in a group: as many as a number has bits. */
    private static final int GROUP = Integer.SIZE;

    /** There is room for one in so many entries at the start: most lists never have more. */
    private static final int START = 8;

    /** Which features of a group are not zero in a sample, one bit each: [groups, TILE]. */
    private final int[] bits;

    /** The features of the entries, sample by sample; grows when a tile has more than any before. */
    private int[] entries;

    /** Where the entries of a sample start, and the end: [TILE + 1]. */
    private final int[] starts = new int[TILE + 1];

    /** Makes room for so many features. */
    SparseEntries(int features) {
        bits = new int[Math.ceilDiv(features, GROUP) * TILE];
        entries = new int[features * TILE / START + GROUP + WIDTH];
    }

    /**
     * Finds the entries.
     *
     * @param features which features to look at; not copied
     * @param values lanes
     */
    void find(FeatureList features, float[] values) {
        int groups = Math.ceilDiv(features.size(), GROUP);
        for (int group = 0; group < groups; group++) {
            int first = group * GROUP;
            int end = Math.min(features.size(), first + GROUP);
            for (int at = 0; at < TILE; at += WIDTH) {
                IntVector found = IntVector.zero(BITS);
                IntVector bit = IntVector.broadcast(BITS, 1);
                for (int i = first; i < end; i++) {
                    IntVector with = found.or(bit);
                    found = found.blend(
                            with,
                            FloatVector.fromArray(LANES, values, TileLayout.lanesOf(features.rows()[i]) + at)
                                    .compare(VectorOperators.NE, 0)
                                    .cast(BITS));
                    bit = bit.add(bit);
                }
                found.intoArray(bits, group * TILE + at);
            }
        }
        int size = 0;
        for (int sample = 0; sample < TILE; sample++) {
            starts[sample] = size;
            for (int group = 0; group < groups; group++) {
                int found = bits[group * TILE + sample];
                if (size + GROUP + WIDTH > entries.length) {
                    entries = Arrays.copyOf(entries, 2 * entries.length);
                }
                if (TileLayout.MANY_REGISTERS) {
                    compress(features, group * GROUP, found, size);
                } else {
                    listOneByOne(features.rows(), group * GROUP, found, size);
                }
                size += Integer.bitCount(found);
            }
        }
        starts[TILE] = size;
    }

    /** Returns how many entries were found. */
    int size() {
        return starts[TILE];
    }

    /** Returns where the entries of a sample begin, or end those of the one before. */
    int start(int sample) {
        return starts[sample];
    }

    /** Returns the feature of an entry. */
    int entry(int at) {
        return entries[at];
    }

    /** Lists all features of a group and lets those that are not zero move together: no branch depends on their number. */
    private void compress(FeatureList features, int first, int found, int at) {
        IntVector.fromArray(BITS, features.rows(), first)
                .compress(VectorMask.fromLong(BITS, found & 0xFFFF))
                .intoArray(entries, at);
        if (first + WIDTH < features.size()) {
            IntVector.fromArray(BITS, features.rows(), first + WIDTH)
                    .compress(VectorMask.fromLong(BITS, found >>> WIDTH))
                    .intoArray(entries, at + Integer.bitCount(found & 0xFFFF));
        }
    }

    private void listOneByOne(int[] features, int first, int found, int at) {
        int to = at;
        for (int left = found; left != 0; left &= left - 1) {
            entries[to++] = features[first + Integer.numberOfTrailingZeros(left)];
        }
    }

    /** Returns how many vectors of a row are dealt with at once: up to four, and rather three than one left over. */
    private static int vectorsAt(int unit, int stride) {
        int left = (stride - unit) / ROW_WIDTH;
        return left % 4 == 0 ? 4 : Math.min(3, left);
    }

    /**
     * Adds features to samples: {@code to[s] = start[s] + sum_i values[i, s] weights[i]}.
     *
     * @param values lanes
     * @param weights [rows, stride]
     * @param start [TILE, stride]
     * @param to [TILE, stride]. Overwritten; may be {@code start}.
     */
    void scatter(float[] values, float[] weights, float[] start, float[] to, int stride) {
        for (int unit = 0, vectors; unit < stride; unit += vectors * ROW_WIDTH) {
            vectors = vectorsAt(unit, stride);
            switch (vectors) {
                case 4 -> scatterFour(values, weights, start, to, stride, unit);
                case 3 -> scatterThree(values, weights, start, to, stride, unit);
                case 2 -> scatterTwo(values, weights, start, to, stride, unit);
                default -> scatterOne(values, weights, start, to, stride, unit);
            }
        }
    }

    /**
     * Adds samples to features: {@code sums[i] += sum_s values[i, s] samples[s]}.
     *
     * @param values lanes
     * @param samples [TILE, stride]
     * @param sums [rows, stride]. Modified.
     */
    void collect(float[] values, float[] samples, float[] sums, int stride) {
        for (int unit = 0, vectors; unit < stride; unit += vectors * ROW_WIDTH) {
            vectors = vectorsAt(unit, stride);
            switch (vectors) {
                case 4 -> collectFour(values, samples, sums, stride, unit);
                case 3 -> collectThree(values, samples, sums, stride, unit);
                case 2 -> collectTwo(values, samples, sums, stride, unit);
                default -> collectOne(values, samples, sums, stride, unit);
            }
        }
    }

    /**
     * Does both at once: {@code to[s] += sum_i values[i, s] weights[i]} and {@code sums[i] += sum_s values[i, s] samples[s]}.
     */
    void exchange(float[] values, float[] weights, float[] to, float[] samples, float[] sums, int stride) {
        for (int unit = 0, vectors; unit < stride; unit += vectors * ROW_WIDTH) {
            vectors = vectorsAt(unit, stride);
            switch (vectors) {
                case 4 -> exchangeFour(values, weights, to, samples, sums, stride, unit);
                case 3 -> exchangeThree(values, weights, to, samples, sums, stride, unit);
                case 2 -> exchangeTwo(values, weights, to, samples, sums, stride, unit);
                default -> exchangeOne(values, weights, to, samples, sums, stride, unit);
            }
        }
    }

    private void scatterFour(float[] values, float[] weights, float[] start, float[] to, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector s0 = FloatVector.fromArray(ROW, start, at);
            FloatVector s1 = FloatVector.fromArray(ROW, start, at + ROW_WIDTH);
            FloatVector s2 = FloatVector.fromArray(ROW, start, at + 2 * ROW_WIDTH);
            FloatVector s3 = FloatVector.fromArray(ROW, start, at + 3 * ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                s1 = value.fma(FloatVector.fromArray(ROW, weights, row + ROW_WIDTH), s1);
                s2 = value.fma(FloatVector.fromArray(ROW, weights, row + 2 * ROW_WIDTH), s2);
                s3 = value.fma(FloatVector.fromArray(ROW, weights, row + 3 * ROW_WIDTH), s3);
            }
            s0.intoArray(to, at);
            s1.intoArray(to, at + ROW_WIDTH);
            s2.intoArray(to, at + 2 * ROW_WIDTH);
            s3.intoArray(to, at + 3 * ROW_WIDTH);
        }
    }

    private void scatterThree(float[] values, float[] weights, float[] start, float[] to, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector s0 = FloatVector.fromArray(ROW, start, at);
            FloatVector s1 = FloatVector.fromArray(ROW, start, at + ROW_WIDTH);
            FloatVector s2 = FloatVector.fromArray(ROW, start, at + 2 * ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                s1 = value.fma(FloatVector.fromArray(ROW, weights, row + ROW_WIDTH), s1);
                s2 = value.fma(FloatVector.fromArray(ROW, weights, row + 2 * ROW_WIDTH), s2);
            }
            s0.intoArray(to, at);
            s1.intoArray(to, at + ROW_WIDTH);
            s2.intoArray(to, at + 2 * ROW_WIDTH);
        }
    }

    private void scatterTwo(float[] values, float[] weights, float[] start, float[] to, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector s0 = FloatVector.fromArray(ROW, start, at);
            FloatVector s1 = FloatVector.fromArray(ROW, start, at + ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                s1 = value.fma(FloatVector.fromArray(ROW, weights, row + ROW_WIDTH), s1);
            }
            s0.intoArray(to, at);
            s1.intoArray(to, at + ROW_WIDTH);
        }
    }

    private void scatterOne(float[] values, float[] weights, float[] start, float[] to, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector s0 = FloatVector.fromArray(ROW, start, at);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
            }
            s0.intoArray(to, at);
        }
    }

    private void collectFour(float[] values, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector h1 = FloatVector.fromArray(ROW, samples, at + ROW_WIDTH);
            FloatVector h2 = FloatVector.fromArray(ROW, samples, at + 2 * ROW_WIDTH);
            FloatVector h3 = FloatVector.fromArray(ROW, samples, at + 3 * ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
                value.fma(h1, FloatVector.fromArray(ROW, sums, row + ROW_WIDTH)).intoArray(sums, row + ROW_WIDTH);
                value.fma(h2, FloatVector.fromArray(ROW, sums, row + 2 * ROW_WIDTH))
                        .intoArray(sums, row + 2 * ROW_WIDTH);
                value.fma(h3, FloatVector.fromArray(ROW, sums, row + 3 * ROW_WIDTH))
                        .intoArray(sums, row + 3 * ROW_WIDTH);
            }
        }
    }

    private void collectThree(float[] values, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector h1 = FloatVector.fromArray(ROW, samples, at + ROW_WIDTH);
            FloatVector h2 = FloatVector.fromArray(ROW, samples, at + 2 * ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
                value.fma(h1, FloatVector.fromArray(ROW, sums, row + ROW_WIDTH)).intoArray(sums, row + ROW_WIDTH);
                value.fma(h2, FloatVector.fromArray(ROW, sums, row + 2 * ROW_WIDTH))
                        .intoArray(sums, row + 2 * ROW_WIDTH);
            }
        }
    }

    private void collectTwo(float[] values, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector h1 = FloatVector.fromArray(ROW, samples, at + ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
                value.fma(h1, FloatVector.fromArray(ROW, sums, row + ROW_WIDTH)).intoArray(sums, row + ROW_WIDTH);
            }
        }
    }

    private void collectOne(float[] values, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
            }
        }
    }

    private void exchangeFour(
            float[] values, float[] weights, float[] to, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector h1 = FloatVector.fromArray(ROW, samples, at + ROW_WIDTH);
            FloatVector h2 = FloatVector.fromArray(ROW, samples, at + 2 * ROW_WIDTH);
            FloatVector h3 = FloatVector.fromArray(ROW, samples, at + 3 * ROW_WIDTH);
            FloatVector s0 = FloatVector.fromArray(ROW, to, at);
            FloatVector s1 = FloatVector.fromArray(ROW, to, at + ROW_WIDTH);
            FloatVector s2 = FloatVector.fromArray(ROW, to, at + 2 * ROW_WIDTH);
            FloatVector s3 = FloatVector.fromArray(ROW, to, at + 3 * ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                s1 = value.fma(FloatVector.fromArray(ROW, weights, row + ROW_WIDTH), s1);
                s2 = value.fma(FloatVector.fromArray(ROW, weights, row + 2 * ROW_WIDTH), s2);
                s3 = value.fma(FloatVector.fromArray(ROW, weights, row + 3 * ROW_WIDTH), s3);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
                value.fma(h1, FloatVector.fromArray(ROW, sums, row + ROW_WIDTH)).intoArray(sums, row + ROW_WIDTH);
                value.fma(h2, FloatVector.fromArray(ROW, sums, row + 2 * ROW_WIDTH))
                        .intoArray(sums, row + 2 * ROW_WIDTH);
                value.fma(h3, FloatVector.fromArray(ROW, sums, row + 3 * ROW_WIDTH))
                        .intoArray(sums, row + 3 * ROW_WIDTH);
            }
            s0.intoArray(to, at);
            s1.intoArray(to, at + ROW_WIDTH);
            s2.intoArray(to, at + 2 * ROW_WIDTH);
            s3.intoArray(to, at + 3 * ROW_WIDTH);
        }
    }

    private void exchangeThree(
            float[] values, float[] weights, float[] to, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector h1 = FloatVector.fromArray(ROW, samples, at + ROW_WIDTH);
            FloatVector h2 = FloatVector.fromArray(ROW, samples, at + 2 * ROW_WIDTH);
            FloatVector s0 = FloatVector.fromArray(ROW, to, at);
            FloatVector s1 = FloatVector.fromArray(ROW, to, at + ROW_WIDTH);
            FloatVector s2 = FloatVector.fromArray(ROW, to, at + 2 * ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                s1 = value.fma(FloatVector.fromArray(ROW, weights, row + ROW_WIDTH), s1);
                s2 = value.fma(FloatVector.fromArray(ROW, weights, row + 2 * ROW_WIDTH), s2);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
                value.fma(h1, FloatVector.fromArray(ROW, sums, row + ROW_WIDTH)).intoArray(sums, row + ROW_WIDTH);
                value.fma(h2, FloatVector.fromArray(ROW, sums, row + 2 * ROW_WIDTH))
                        .intoArray(sums, row + 2 * ROW_WIDTH);
            }
            s0.intoArray(to, at);
            s1.intoArray(to, at + ROW_WIDTH);
            s2.intoArray(to, at + 2 * ROW_WIDTH);
        }
    }

    private void exchangeTwo(
            float[] values, float[] weights, float[] to, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector h1 = FloatVector.fromArray(ROW, samples, at + ROW_WIDTH);
            FloatVector s0 = FloatVector.fromArray(ROW, to, at);
            FloatVector s1 = FloatVector.fromArray(ROW, to, at + ROW_WIDTH);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                s1 = value.fma(FloatVector.fromArray(ROW, weights, row + ROW_WIDTH), s1);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
                value.fma(h1, FloatVector.fromArray(ROW, sums, row + ROW_WIDTH)).intoArray(sums, row + ROW_WIDTH);
            }
            s0.intoArray(to, at);
            s1.intoArray(to, at + ROW_WIDTH);
        }
    }

    private void exchangeOne(
            float[] values, float[] weights, float[] to, float[] samples, float[] sums, int stride, int unit) {
        for (int sample = 0, at = unit; sample < TILE; sample++, at += stride) {
            int end = starts[sample + 1];
            FloatVector h0 = FloatVector.fromArray(ROW, samples, at);
            FloatVector s0 = FloatVector.fromArray(ROW, to, at);
            for (int i = starts[sample]; i < end; i++) {
                int feature = entries[i];
                int row = feature * stride + unit;
                FloatVector value = FloatVector.broadcast(ROW, values[TileLayout.lanesOf(feature) + sample]);
                s0 = value.fma(FloatVector.fromArray(ROW, weights, row), s0);
                value.fma(h0, FloatVector.fromArray(ROW, sums, row)).intoArray(sums, row);
            }
            s0.intoArray(to, at);
        }
    }
}
