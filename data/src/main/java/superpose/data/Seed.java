package superpose.data;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where all randomness comes from: a number that is split by name, so that adding a draw in one place changes none in
 * another.
 *
 * @param value any number
 */
public record Seed(long value) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Returns the seed of a named part, such as {@code seed.child("init")}. */
    public Seed child(String name) {
        long hash = value;
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ letter);
        }
        return new Seed(mix(hash + name.length()));
    }

    /** Returns the seed of a numbered part. */
    public Seed child(long number) {
        return new Seed(mix(mix(value) ^ mix(number + GOLDEN_GAMMA)));
    }

    /** Returns a fresh generator that always starts at the same point. */
    public RandomGenerator generator() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(value);
    }

    /** Draws an order of the numbers 0 .. count - 1, every order equally likely (Fisher and Yates). */
    public int[] permutation(int count) {
        RandomGenerator generator = generator();
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = generator.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"). */
    private static long mix(long bits) {
        long mixed = bits + GOLDEN_GAMMA;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
