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

    private TileLayout() {}

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
