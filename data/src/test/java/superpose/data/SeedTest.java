package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedTest {

    @Test
    void equalNamesGiveEqualStreams() {
        assertEquals(
                new Seed(5).child("init").child(3).generator().nextLong(),
                new Seed(5).child("init").child(3).generator().nextLong());
    }

    @Test
    void childrenDoNotMeet() {
        Set<Seed> seen = new HashSet<>();
        for (long root = 0; root < 20; root++) {
            Seed parent = new Seed(root);
            assertTrue(seen.add(parent));
            for (int child = 0; child < 500; child++) {
                assertTrue(seen.add(parent.child(child)), "numbered child " + child);
                assertTrue(seen.add(parent.child("part " + child)), "named child " + child);
            }
        }
        assertNotEquals(
                new Seed(0).child("ab").child("c"), new Seed(0).child("a").child("bc"));
    }

    @Test
    void aPermutationHoldsEveryNumberOnce() {
        for (int count : new int[] {0, 1, 2, 17, 1000}) {
            int[] order = new Seed(3).permutation(count);
            assertArrayEquals(
                    IntStream.range(0, count).toArray(),
                    IntStream.of(order).sorted().toArray());
        }
    }

    @Test
    void everyPlaceOfAPermutationIsEquallyLikely() {
        int[] firsts = new int[5];
        for (int draw = 0; draw < 20_000; draw++) {
            firsts[new Seed(draw).permutation(5)[0]]++;
        }
        for (int count : firsts) {
            // Four standard deviations of a binomial with n = 20,000 and p = 1/5.
            assertEquals(4000, count, 4 * Math.sqrt(20_000 * 0.2 * 0.8));
        }
    }
}
