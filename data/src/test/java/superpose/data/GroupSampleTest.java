package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSampleTest {

    /** Two thousand groups of 1 to 9 samples, shuffled among each other. */
    private static Groups small(Seed seed) {
        RandomGenerator generator = seed.generator();
        int[] ids = IntStream.range(0, 2000)
                .flatMap(group -> IntStream.range(0, generator.nextInt(1, 10)).map(i -> group))
                .toArray();
        int[] order = seed.child("order").permutation(ids.length);
        return Groups.byNumber(IntStream.of(order).map(i -> ids[i]).toArray());
    }

    private static Groups equal(int groups, int size) {
        return Groups.byNumber(
                IntStream.range(0, groups * size).map(i -> i / size).toArray());
    }

    private static Concept concept(Groups groups, IntPredicate present) {
        boolean[] flags = new boolean[groups.samples()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = present.test(i);
        }
        return Concept.of("concept", flags);
    }

    private static void requireAscending(int[] sample) {
        assertArrayEquals(IntStream.of(sample).sorted().distinct().toArray(), sample);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void smallGroupsAreInWithAllTheirSamplesOrNotAtAll(long seed) {
        Groups groups = small(new Seed(seed));
        Concept common = concept(groups, i -> i % 3 == 0);
        int most = 1000;
        int[] sample = GroupSample.of(groups, List.of(common), most, new Seed(seed).child("draw"));
        requireAscending(sample);
        assertTrue(sample.length <= most && sample.length > most - 9, sample.length + " samples");
        int[][] members = groups.members();
        int[] chosen = IntStream.of(sample).map(groups::of).distinct().toArray();
        assertEquals(
                sample.length,
                IntStream.of(chosen).map(group -> members[group].length).sum());
    }

    @Test
    void notMoreSamplesThanAskedForAreAllTaken() {
        Groups groups = small(new Seed(1));
        int[] all = IntStream.range(0, groups.samples()).toArray();
        assertArrayEquals(all, GroupSample.of(groups, List.of(), groups.samples(), new Seed(2)));
        assertArrayEquals(all, GroupSample.of(groups, List.of(), Integer.MAX_VALUE, new Seed(2)));
    }

    @Test
    void theSeedAloneDecides() {
        Groups groups = small(new Seed(1));
        int[] once = GroupSample.of(groups, List.of(), 500, new Seed(2));
        assertArrayEquals(once, GroupSample.of(groups, List.of(), 500, new Seed(2)));
        assertFalse(Arrays.equals(once, GroupSample.of(groups, List.of(), 500, new Seed(3))));
    }

    @Test
    void everySampleIsAboutAsLikelyToBeDrawn() {
        Groups groups = equal(300, 4);
        int[] drawn = new int[groups.samples()];
        int draws = 400;
        for (int draw = 0; draw < draws; draw++) {
            for (int one : GroupSample.of(groups, List.of(), 300, new Seed(draw))) {
                drawn[one]++;
            }
        }
        // A quarter of 400 draws: 100, with a deviation of 8.7.
        for (int count : drawn) {
            assertEquals(100, count, 45);
        }
        assertEquals(100, Arrays.stream(drawn).average().orElseThrow(), 1e-9);
    }

    @Test
    void ofLargeGroupsRunsOfNeighboursAreTaken() {
        Groups groups = equal(40, 5000);
        int[] sample = GroupSample.of(groups, List.of(), 2000, new Seed(4));
        assertEquals(2000, sample.length);
        long seen = IntStream.of(sample).map(groups::of).distinct().count();
        assertTrue(seen >= 10, seen + " groups");
        long breaks = IntStream.range(1, sample.length)
                .filter(i -> sample[i] != sample[i - 1] + 1)
                .count();
        assertTrue(breaks < 20, breaks + " breaks between 20 runs");
    }

    @Test
    void aRareClassIsInTheSample() {
        Groups groups = equal(5000, 4);
        Concept rare = concept(groups, i -> groups.of(i) % 1000 == 7 && i % 4 == 2);
        Concept common = concept(groups, i -> groups.of(i) % 1000 != 9);
        for (long seed = 0; seed < 20; seed++) {
            int[] sample = GroupSample.of(groups, List.of(rare, common), 200, new Seed(seed));
            assertEquals(5, rare.select(sample).positives());
            assertEquals(20, common.select(sample).negatives());
            assertTrue(sample.length <= 200);
        }
        // Witnesses come first, even where there is no room for them.
        assertEquals(
                5,
                rare.select(GroupSample.of(groups, List.of(rare), 4, new Seed(1)))
                        .positives());
    }

    @Test
    void asksForSomething() {
        assertThrows(BadInputException.class, () -> GroupSample.of(equal(3, 3), List.of(), 0, new Seed(1)));
        assertThrows(
                BadInputException.class,
                () -> GroupSample.of(equal(3, 3), List.of(Concept.of("other", true)), 4, new Seed(1)));
    }
}
