package superpose.data;

import java.util.SplittableRandom;

/**
 * Draws uniform numbers in rows of {@link SampleStream#TILE}, from sixteen generators side by side.
 *
 * <p>Number {@code i} of a row comes from generator {@code i mod 16}, whatever the width of the processor's vectors, so
 * that a seed gives the same numbers on every machine. Each generator is an xoshiro128+, of which the upper 24 bits are
 * used; their states are drawn from the seed.
 *
 * <p>Source: Blackman and Vigna (2021), "Scrambled Linear Pseudorandom Number Generators".
 */
interface UniformDraws {

    /** Generators side by side: as many as the widest vector has 32-bit lanes. */
    int GENERATORS = 16;

    /** From the upper 24 bits of a draw to [0, 1). */
    float UNIT = 0x1p-24f;

    /** Fills whole rows, [rows, TILE] from the start, with numbers in [0, 1). */
    void uniforms(float[] into, int rows);

    /**
     * Fills whole rows, [rows, TILE], with sparse values: one uniform u answers whether a feature is on and, given {@code u
     * < p}, {@code u / p} is again uniform on [0, 1) and serves as its value.
     *
     * @param start where the rows begin in the array
     * @param chance p of each row
     * @param scale what u is multiplied by where a feature is on
     * @param shift what is added to it there
     */
    void sparse(float[] into, int start, float[] chance, float[] scale, float shift);

    /** Starts at a seed, with vectors where they can be had. */
    static UniformDraws from(Seed seed) {
        SplittableRandom random = new SplittableRandom(seed.value());
        int[] states = new int[4 * GENERATORS];
        for (int i = 0; i < states.length; i++) {
            states[i] = random.nextInt();
        }
        return VectorApi.isPresent() ? new VectorDraws(states) : new ScalarDraws(states);
    }
}
