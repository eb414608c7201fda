package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartitionTest {

    private static final Seed SEED = new Seed(7);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** Groups of very unlike sizes in random order, two to four classes, some labels missing. */
    private record World(Groups groups, Labels labels) {

        static World of(Seed seed) {
            RandomGenerator generator = seed.generator();
            int count = generator.nextInt(12, 60);
            int classes = generator.nextInt(2, 5);
            int largest = generator.nextInt(1, 12);
            int[] ids = IntStream.range(0, count)
                    .flatMap(group -> IntStream.range(0, generator.nextInt(1, largest + 1))
                            .map(i -> group))
                    .toArray();
            int[] order = seed.child("order").permutation(ids.length);
            int[] shuffled = IntStream.of(order).map(i -> ids[i]).toArray();
            int[] strata = IntStream.of(shuffled)
                    .map(group -> generator.nextInt(9) == 0
                            ? Labels.MISSING
                            : generator.nextBoolean() ? group % classes : generator.nextInt(classes))
                    .toArray();
            return new World(
                    Groups.byNumber(shuffled),
                    Labels.of(
                            "world",
                            IntStream.range(0, classes).mapToObj(c -> "c" + c).toList(),
                            strata));
        }
    }

    private static Set<Integer> groupsOf(Groups groups, int[] samples) {
        return new HashSet<>(Arrays.stream(samples).map(groups::of).boxed().toList());
    }

    private static void requireLaws(World world, Partition partition) {
        List<int[]> parts = List.of(partition.training(), partition.validation(), partition.test());
        int[] all = parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
        assertArrayEquals(IntStream.range(0, world.groups.samples()).toArray(), all, "each sample in one part");
        Set<Integer> seen = new HashSet<>();
        for (int[] part : parts) {
            for (int group : groupsOf(world.groups, part)) {
                assertTrue(seen.add(group), "group " + group + " in two parts");
            }
            for (int index = 0; index < world.labels.classes().size(); index++) {
                assertTrue(world.labels.select(part).count(index) > 0, "a part without class " + index);
            }
            assertArrayEquals(IntStream.of(part).sorted().toArray(), part, "ascending");
        }
        int[] notTested = IntStream.concat(Arrays.stream(parts.get(0)), Arrays.stream(parts.get(1)))
                .sorted()
                .toArray();
        assertArrayEquals(notTested, partition.trainingAndValidation());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noGroupIsEverInTwoParts(long seed) {
        World world = World.of(new Seed(seed));
        requireLaws(world, Partition.of(world.groups, world.labels, SEED));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void namedTestGroupsAreTheTestPartAndNothingElse(long seed) {
        World world = World.of(new Seed(seed));
        Set<Integer> named = groupsOf(
                world.groups, Partition.of(world.groups, world.labels, SEED).test());
        Partition partition = Partition.byTestGroups(world.groups, world.labels, named, new Seed(seed));
        requireLaws(world, partition);
        assertEquals(named, groupsOf(world.groups, partition.test()));
        double share = (double) partition.validation().length / partition.trainingAndValidation().length;
        assertEquals(0.25, share, 0.15);
    }

    @Test
    void sharesAreExactWhereSamplesStandAlone() {
        Labels rare = Labels.binary("rare", flags(1000, i -> i % 20 == 0));
        Partition partition = Partition.of(Groups.each(1000), rare, SEED);
        assertEquals(600, partition.training().length, 1);
        assertEquals(200, partition.test().length, 1);
        assertEquals(30, rare.select(partition.training()).count(1), 1);
        assertEquals(10, rare.select(partition.validation()).count(1), 1);
        assertEquals(10, rare.select(partition.test()).count(1), 1);
    }

    private static Concept is(Labels labels, int index) {
        boolean[] present = new boolean[labels.samples()];
        for (int i = 0; i < present.length; i++) {
            present[i] = labels.of(i) == index;
        }
        return Concept.of("class " + index, present);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSampleLeavesEverythingInItsPart(long seed) {
        World world = World.of(new Seed(seed));
        Partition partition = Partition.of(world.groups, world.labels, SEED);
        List<Concept> concepts = IntStream.range(0, world.labels.classes().size())
                .mapToObj(index -> is(world.labels, index))
                .toList();
        int[] sample = partition.sample(concepts, world.groups.samples() / 2, new Seed(seed));
        Partition some = partition.select(sample);
        requireLaws(new World(world.groups.select(sample), world.labels.select(sample)), some);
        List<int[]> parts = List.of(some.training(), some.validation(), some.test());
        List<int[]> whole = List.of(partition.training(), partition.validation(), partition.test());
        for (int part = 0; part < parts.size(); part++) {
            int[] all = whole.get(part);
            int[] drawn = IntStream.of(parts.get(part)).map(i -> sample[i]).toArray();
            assertTrue(IntStream.of(drawn).allMatch(one -> Arrays.binarySearch(all, one) >= 0));
        }
    }

    @Test
    void aSampleKeepsTheShares() {
        Labels rare = Labels.binary("rare", flags(10_000, i -> i % 20 == 0));
        Partition partition = Partition.of(Groups.each(10_000), rare, SEED);
        int[] sample = partition.sample(List.of(is(rare, 1)), 1000, SEED);
        assertEquals(1000, sample.length, 2);
        assertEquals(600, partition.select(sample).training().length, 1);
        assertEquals(200, partition.select(sample).test().length, 1);
        assertEquals(50, rare.select(sample).count(1), 25);
        assertArrayEquals(IntStream.range(0, 10_000).toArray(), partition.sample(List.of(is(rare, 1)), 10_000, SEED));
    }

    @Test
    void threeGroupsOfAClassGoOneToEachPart() {
        for (long seed = 0; seed < 50; seed++) {
            Labels rare = Labels.binary("rare", flags(60, i -> i < 3));
            Partition partition = Partition.of(Groups.each(60), rare, new Seed(seed));
            assertEquals(1, rare.select(partition.validation()).count(1));
            assertEquals(1, rare.select(partition.test()).count(1));
        }
    }

    @Test
    void theSeedAloneDecides() {
        World world = World.of(SEED);
        int[] once = Partition.of(world.groups, world.labels, SEED).test();
        assertArrayEquals(once, Partition.of(world.groups, world.labels, SEED).test());
        assertTrue(LongStream.range(0, 5)
                .anyMatch(other -> !Arrays.equals(
                        once,
                        Partition.of(world.groups, world.labels, new Seed(other))
                                .test())));
    }

    @Test
    void aClassWithTooFewGroupsIsNamedAndCounted() {
        // Forty samples with the class, but all in two texts.
        int[] ids = IntStream.range(0, 200).map(i -> i / 20).toArray();
        Labels labels = Labels.of(
                "tense",
                List.of("past", "future"),
                IntStream.of(ids).map(g -> g < 2 ? 1 : 0).toArray());
        String message = refusal(() -> Partition.of(Groups.byNumber(ids), labels, SEED));
        assertTrue(message.contains("class 'future' of tense") && message.contains("2 (40 samples of 200)"), message);

        String missingInTest =
                refusal(() -> Partition.byTestGroups(Groups.byNumber(ids), thirds(ids), Set.of(3), SEED));
        assertTrue(missingInTest.contains("'0' of thirds in the test part"), missingInTest);
        String nothingLeft = refusal(
                () -> Partition.byTestGroups(Groups.byNumber(ids), thirds(ids), Set.of(0, 1, 2, 3, 4, 5, 6, 7), SEED));
        assertTrue(nothingLeft.contains("'0' of thirds") && nothingLeft.contains("1 (20 samples"), nothingLeft);
    }

    private static Labels thirds(int[] ids) {
        return Labels.binary("thirds", flags(ids.length, i -> ids[i] % 3 == 0));
    }

    @Test
    void groupsTooLargeForTheSharesAreRefused() {
        int[] ids = IntStream.range(0, 100).map(i -> i < 90 ? 0 : i).toArray();
        Labels labels = Labels.binary("x", flags(100, i -> i % 2 == 0));
        refusal(() -> Partition.of(Groups.byNumber(ids), labels, SEED));
        refusal(() -> Partition.of(Groups.each(5), Labels.binary("x", new boolean[5]), SEED));
        refusal(() -> Partition.of(Groups.each(5), Labels.binary("x", new boolean[4]), SEED));
        refusal(() -> Partition.byTestGroups(Groups.byNumber(ids), labels, Set.of(), SEED));
        refusal(() -> Partition.byTestGroups(Groups.byNumber(ids), labels, Set.of(99), SEED));
    }

    @Test
    void dealingLabelsBetweenGroupsKeepsWhatGroupsHaveInCommon() {
        int[] ids = IntStream.range(0, 120).map(i -> i / 6).toArray();
        Groups groups = Groups.byNumber(ids);
        Concept ofGroups = Concept.of("of groups", flags(120, i -> ids[i] % 4 == 0));
        Concept dealt = ofGroups.shuffledBetween(groups, SEED);
        for (int sample = 1; sample < 120; sample++) {
            assertTrue(ids[sample] != ids[sample - 1] || dealt.in(sample) == dealt.in(sample - 1));
        }
        assertEquals(ofGroups.positives(), dealt.positives());
        Concept single = ofGroups.shuffledBetween(Groups.each(120), SEED);
        assertEquals(ofGroups.positives(), single.positives());
        assertTrue(IntStream.range(1, 120).anyMatch(i -> i % 6 != 0 && single.in(i) != single.in(i - 1)));
    }

    private static boolean[] flags(int count, IntPredicate holds) {
        boolean[] flags = new boolean[count];
        for (int i = 0; i < count; i++) {
            flags[i] = holds.test(i);
        }
        return flags;
    }

    private static String refusal(Executable action) {
        BadInputException error = assertThrows(BadInputException.class, action);
        assertEquals(1, error.toString().lines().count(), error.toString());
        return error.toString();
    }
}
