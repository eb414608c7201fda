package superpose.toymodels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import superpose.data.SampleStream;

/**
 * How the samples of a tile stand in arrays.
 *
 * <p>Either in lanes, [features or units, TILE] with samples side by side, or in rows, [TILE, stride] with units side by side.
 * What is computed for all entries reads lanes; what is computed for the few that are not zero reads and writes rows.
 */
final class TileLayout {

    /** Samples side by side. */
    static final VectorSpecies<Float> LANES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    /** Units side by side: rows are short, so wider vectors would only be padded with more zeros. */
    static final VectorSpecies<Float> ROW =
            LANES.length() > InstanceParameters.ROW_LANES ? FloatVector.SPECIES_256 : LANES;

    private static final int TILE = SampleStream.TILE;
    private static final int WIDTH = LANES.length();

    /** Processors with vectors of 512 bits have 32 registers for them, others 16: blocks are larger there. */
    static final boolean MANY_REGISTERS = LANES.vectorBitSize() == 512;

    /**
     * Where lanes, and lane-wise sums, begin in their arrays: elements of a Java array start 16 bytes behind the start of its
     * object, and twelve more numbers make 64 bytes, the width of the widest vector and of a line of the cache.
     *
     * <p>Where objects start at multiples of 64 bytes ({@code -XX:ObjectAlignmentInBytes=64}), no vector then lies across two
     * lines, which saves products over lanes up to a quarter of their time. Elsewhere results are the same. Rows begin at 0:
     * their vectors are shorter, and it makes no difference to them; measured.
     */
    static final int FIRST = 12;

    private TileLayout() {}

    /** Returns an array with room for so many numbers from {@link #FIRST} on, all zero. */
    static float[] room(int numbers) {
        return new float[Math.addExact(FIRST, numbers)];
    }

    /** Returns where the lanes of a feature or unit begin. */
    static int lanesOf(int row) {
        return FIRST + row * TILE;
    }

    /** Returns where one of many vectors of sums begins. */
    static int sumsAt(int vector) {
        return FIRST + vector * WIDTH;
    }

    /** Overwrites rows, [TILE, stride], with lanes, [units, TILE]; what pads the rows stays. */
    static void toRows(float[] lanes, int units, float[] rows, int stride) {
        for (int sample = 0; sample < TILE; sample++) {
            for (int unit = 0; unit < units; unit++) {
                rows[sample * stride + unit] = lanes[lanesOf(unit) + sample];
            }
        }
    }

    /** Adds rows, [TILE, stride], to lanes, [units, TILE]. */
    static void addToLanes(float[] rows, int stride, float[] lanes, int units) {
        for (int sample = 0; sample < TILE; sample++) {
            for (int unit = 0; unit < units; unit++) {
                lanes[lanesOf(unit) + sample] += rows[sample * stride + unit];
            }
        }
    }

    /** Returns the samples in which a feature is not zero, one bit each. */
    static long nonZero(float[] values, int row) {
        long bits = 0;
        for (int at = 0; at < TILE; at += WIDTH) {
            bits |= FloatVector.fromArray(LANES, values, lanesOf(row) + at)
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
        for (int at = lanesOf(row); at < lanesOf(row + 1); at += WIDTH) {
            sum = sum.add(FloatVector.fromArray(LANES, values, at));
        }
        sum.intoArray(lanes, FIRST);
        return sumOfLanes(lanes, 0);
    }

    /** Returns the sum of the lanes of one of many vectors of sums. */
    static float sumOfLanes(float[] sums, int vector) {
        return sum(sums, sumsAt(vector), sumsAt(vector + 1));
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
