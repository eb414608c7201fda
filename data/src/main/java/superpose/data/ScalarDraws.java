package superpose.data;

/** Draws one number after the other; the plain statement of what {@link VectorDraws} does. */
final class ScalarDraws implements UniformDraws {

    private final int[] states;

    /** Takes the states, four numbers of every generator, one behind the other: [4, GENERATORS]. */
    ScalarDraws(int[] states) {
        this.states = states;
    }

    @Override
    public void uniforms(float[] into, int rows) {
        for (int i = 0; i < rows * SampleStream.TILE; i++) {
            into[i] = draw(i % GENERATORS);
        }
    }

    @Override
    public void sparse(float[] into, int start, float[] chance, float[] scale, float shift) {
        for (int i = 0; i < chance.length * SampleStream.TILE; i++) {
            int row = i / SampleStream.TILE;
            float uniform = draw(i % GENERATORS);
            into[start + i] = uniform < chance[row] ? Math.fma(uniform, scale[row], shift) : 0;
        }
    }

    private float draw(int generator) {
        int second = generator + GENERATORS;
        int third = second + GENERATORS;
        int fourth = third + GENERATORS;
        int sum = states[generator] + states[fourth];
        int shifted = states[second] << 9;
        states[third] ^= states[generator];
        states[fourth] ^= states[second];
        states[second] ^= states[third];
        states[generator] ^= states[fourth];
        states[third] ^= shifted;
        states[fourth] = Integer.rotateLeft(states[fourth], 11);
        return (sum >>> 8) * UNIT;
    }
}
