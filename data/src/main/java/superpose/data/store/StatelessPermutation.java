package superpose.data.store;

import superpose.data.Seed;

/**
 * An order of the numbers 0 .. size - 1 in which any place is computed on its own, without a table.
 *
 * <p>A Feistel network on the smallest even number of bits that holds them all; a result outside is put through again until it
 * is inside ("cycle walking", Black and Rogaway 2002, "Ciphers with arbitrary finite domains").
 */
final class StatelessPermutation {

    private static final int ROUNDS = 6;

    /** Fewer bits in each half mix badly. */
    private static final int LEAST_BITS = 3;

    private final long size;
    private final int halfBits;
    private final Seed[] keys;

    /**
     * Makes an order.
     *
     * @param size at least 1
     * @param seed decides which order
     */
    StatelessPermutation(long size, Seed seed) {
        this.size = size;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
        this.halfBits = Math.max(LEAST_BITS, (bits + 1) / 2);
        this.keys = new Seed[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = seed.child(round);
        }
    }

    /**
     * Returns the number that stands at a place.
     *
     * @param place in [0, size)
     */
    long at(long place) {
        long number = place;
        do {
            number = mixed(number);
        } while (number >= size);
        return number;
    }

    private long mixed(long number) {
        long mask = (1L << halfBits) - 1;
        long left = number >>> halfBits;
        long right = number & mask;
        for (Seed key : keys) {
            long next = left ^ (key.child(right).value() & mask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
