package superpose.data;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Draws as many numbers at a time as a vector has lanes, at most one for each generator.
 *
 * <p>The states stay in local variables of one method: vectors in fields, or handed to a method that is not inlined, are
 * boxed, which costs more than all the arithmetic.
 */
final class VectorDraws implements UniformDraws {

    private static final VectorSpecies<Integer> INTS =
            IntVector.SPECIES_PREFERRED.length() > GENERATORS ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class);
    private static final int LANES = INTS.length();

    private final int[] states;

    /** Takes the states, four numbers of every generator, one behind the other: [4, GENERATORS]. */
    VectorDraws(int[] states) {
        this.states = states;
    }

    @Override
    public void uniforms(float[] into, int rows) {
        for (int lane = 0; lane < GENERATORS; lane += LANES) {
            IntVector first = IntVector.fromArray(INTS, states, lane);
            IntVector second = IntVector.fromArray(INTS, states, lane + GENERATORS);
            IntVector third = IntVector.fromArray(INTS, states, lane + 2 * GENERATORS);
            IntVector fourth = IntVector.fromArray(INTS, states, lane + 3 * GENERATORS);
            for (int at = lane; at < rows * SampleStream.TILE; at += GENERATORS) {
                ((FloatVector) first.add(fourth)
                                .lanewise(VectorOperators.LSHR, 8)
                                .convert(VectorOperators.I2F, 0))
                        .mul(UNIT)
                        .intoArray(into, at);
                IntVector shifted = second.lanewise(VectorOperators.LSHL, 9);
                third = third.lanewise(VectorOperators.XOR, first);
                fourth = fourth.lanewise(VectorOperators.XOR, second);
                second = second.lanewise(VectorOperators.XOR, third);
                first = first.lanewise(VectorOperators.XOR, fourth);
                third = third.lanewise(VectorOperators.XOR, shifted);
                fourth = fourth.lanewise(VectorOperators.ROL, 11);
            }
            first.intoArray(states, lane);
            second.intoArray(states, lane + GENERATORS);
            third.intoArray(states, lane + 2 * GENERATORS);
            fourth.intoArray(states, lane + 3 * GENERATORS);
        }
    }

    @Override
    public void sparse(float[] into, int start, float[] chance, float[] scale, float shift) {
        for (int lane = 0; lane < GENERATORS; lane += LANES) {
            IntVector first = IntVector.fromArray(INTS, states, lane);
            IntVector second = IntVector.fromArray(INTS, states, lane + GENERATORS);
            IntVector third = IntVector.fromArray(INTS, states, lane + 2 * GENERATORS);
            IntVector fourth = IntVector.fromArray(INTS, states, lane + 3 * GENERATORS);
            FloatVector off = FloatVector.zero(FLOATS);
            FloatVector added = FloatVector.broadcast(FLOATS, shift);
            for (int row = 0; row < chance.length; row++) {
                FloatVector factor = FloatVector.broadcast(FLOATS, scale[row]);
                float limit = chance[row];
                int end = start + (row + 1) * SampleStream.TILE;
                for (int at = start + row * SampleStream.TILE + lane; at < end; at += GENERATORS) {
                    FloatVector uniform = ((FloatVector) first.add(fourth)
                                    .lanewise(VectorOperators.LSHR, 8)
                                    .convert(VectorOperators.I2F, 0))
                            .mul(UNIT);
                    VectorMask<Float> on = uniform.lt(limit);
                    off.blend(uniform.fma(factor, added), on).intoArray(into, at);
                    IntVector shifted = second.lanewise(VectorOperators.LSHL, 9);
                    third = third.lanewise(VectorOperators.XOR, first);
                    fourth = fourth.lanewise(VectorOperators.XOR, second);
                    second = second.lanewise(VectorOperators.XOR, third);
                    first = first.lanewise(VectorOperators.XOR, fourth);
                    third = third.lanewise(VectorOperators.XOR, shifted);
                    fourth = fourth.lanewise(VectorOperators.ROL, 11);
                }
            }
            first.intoArray(states, lane);
            second.intoArray(states, lane + GENERATORS);
            third.intoArray(states, lane + 2 * GENERATORS);
            fourth.intoArray(states, lane + 3 * GENERATORS);
        }
    }
}
