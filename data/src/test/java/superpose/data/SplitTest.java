package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    private static final Seed SEED = new Seed(11);

    /** Random groups of 1 to 9 samples, shuffled, with classes that depend on the group; some labels are missing. */
    private record World(Groups groups, Labels labels) {

        static World of(int groups, int classes, Seed seed) {
            RandomGenerator generator = seed.generator();
            List<Integer> ids = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                for (int i = generator.nextInt(1, 10); i > 0; i--) {
                    ids.add(group);
                }
            }
            for (int last = ids.size() - 1; last > 0; last--) {
                ids.set(last, ids.set(generator.nextInt(last + 1), ids.get(last)));
            }
            int[] strata = ids.stream()
                    .mapToInt(group ->
                            generator.nextInt(8) == 0 ? Labels.MISSING : generator.nextInt(1 + group % classes))
                    .toArray();
            List<String> groupNames =
                    IntStream.range(0, groups).mapToObj(g -> "g" + g).toList();
            List<String> classNames =
                    IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
            return new World(
                    Groups.of(groupNames, ids.stream().mapToInt(i -> i).toArray()),
                    Labels.of("world", classNames, strata));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void sidesAreDisjointCompleteAndShareNoGroup(long number) {
        World world = World.of(30, 3, new Seed(number));
        assertPartition(world.groups, Split.holdOut(world.groups, world.labels, 0.3, SEED));
        Split.folds(world.groups, world.labels, 4, SEED).forEach(split -> assertPartition(world.groups, split));
    }

    private static void assertPartition(Groups groups, Split split) {
        int[] all = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, groups.samples()).toArray(), all);
        Set<Integer> tested = groupsOf(groups, split.test());
        tested.retainAll(groupsOf(groups, split.train()));
        assertTrue(tested.isEmpty(), () -> "groups on both sides: " + tested);
        assertTrue(split.test().length > 0 && split.train().length > 0);
    }

    private static Set<Integer> groupsOf(Groups groups, int[] samples) {
        return new HashSet<>(Arrays.stream(samples).map(groups::of).boxed().toList());
    }

    @Test
    void everySampleIsTestedInExactlyOneFold() {
        World world = World.of(41, 2, SEED);
        int[] tested = Split.folds(world.groups, world.labels, 7, SEED).stream()
                .flatMapToInt(split -> Arrays.stream(split.test()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, world.groups.samples()).toArray(), tested);
    }

    @Test
    void sameSeedGivesTheSameSplitAndAnotherSeedAnother() {
        World world = World.of(60, 2, SEED);
        int[] once = Split.holdOut(world.groups, world.labels, 0.25, SEED).test();
        assertArrayEquals(
                once, Split.holdOut(world.groups, world.labels, 0.25, SEED).test());
        assertFalse(Arrays.equals(
                once,
                Split.holdOut(world.groups, world.labels, 0.25, new Seed(12)).test()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2, 0.3, 0.5, 0.7})
    void classSharesAreExactWhereEverySampleIsItsOwnGroup(double share) {
        int[] strata = IntStream.range(0, 1000)
                .map(i -> i % 10 == 0 ? 1 : i % 10 == 1 ? Labels.MISSING : 0)
                .toArray();
        Labels labels = Labels.of("rare", List.of("0", "1"), strata);
        int[] test = Split.holdOut(Groups.each(1000), labels, share, SEED).test();
        assertEquals(share * 1000, test.length, 1);
        for (int rare : new int[] {1, Labels.MISSING}) {
            int tested =
                    (int) Arrays.stream(test).filter(i -> labels.of(i) == rare).count();
            assertEquals(share * 100, tested, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void misfitIsNearTheLeastOfAllSplits(long number) {
        World world = World.of(12, 2, new Seed(number));
        Split split = Split.holdOut(world.groups, world.labels, 0.4, SEED);
        Set<Integer> tested = groupsOf(world.groups, split.test());
        int chosen = tested.stream().mapToInt(group -> 1 << group).sum();
        double least = IntStream.range(1, (1 << 12) - 1)
                .mapToDouble(subset -> misfit(world, subset))
                .min()
                .orElseThrow();
        double typical = IntStream.range(1, (1 << 12) - 1)
                .mapToDouble(subset -> misfit(world, subset))
                .average()
                .orElseThrow();
        assertTrue(
                misfit(world, chosen) <= least + 0.05 * typical,
                () -> "misfit " + misfit(world, chosen) + ", least " + least + ", mean " + typical);
    }

    /** Chi-squared distance of both sides from the shares 0.6 and 0.4, over two classes, missing, and all. */
    private static double misfit(World world, int subset) {
        double[][] held = new double[2][4];
        for (int sample = 0; sample < world.groups.samples(); sample++) {
            int side = (subset >> world.groups.of(sample)) & 1;
            held[side][world.labels.of(sample) == Labels.MISSING ? 2 : world.labels.of(sample)]++;
            held[side][3]++;
        }
        double misfit = 0;
        for (int c = 0; c < 4; c++) {
            double all = held[0][c] + held[1][c];
            misfit += all == 0 ? 0 : Math.pow(held[1][c] - 0.4 * all, 2) * (1 / (0.4 * all) + 1 / (0.6 * all));
        }
        return misfit;
    }

    @Test
    void splitByGroupTestsExactlyTheNamedGroups() {
        World world = World.of(9, 2, SEED);
        Split split = Split.byGroup(world.groups, Set.of(2, 5));
        assertEquals(Set.of(2, 5), groupsOf(world.groups, split.test()));
        assertPartition(world.groups, split);
    }

    @Test
    void asManyFoldsAsGroupsLeaveOneGroupOutEach() {
        // One group outweighs the rest and one has a class of its own: still none may share a fold.
        Groups groups = Groups.of(List.of("a", "b", "c"), new int[] {0, 0, 0, 0, 0, 0, 1, 2});
        Labels labels = Labels.of("x", List.of("0", "1"), new int[] {0, 0, 0, 0, 0, 0, 0, 1});
        for (Split split : Split.folds(groups, labels, 3, SEED)) {
            assertEquals(1, groupsOf(groups, split.test()).size());
        }
    }

    @Test
    void emptySidesAreRefused() {
        Groups five = Groups.each(5);
        Labels labels = Labels.binary("x", new boolean[5]);
        assertThrows(BadInputException.class, () -> Split.folds(five, labels, 6, SEED));
        assertThrows(BadInputException.class, () -> Split.folds(five, labels, 1, SEED));
        assertThrows(BadInputException.class, () -> Split.holdOut(five, labels, 0.05, SEED));
        assertThrows(BadInputException.class, () -> Split.holdOut(five, labels, 0.95, SEED));
        assertThrows(BadInputException.class, () -> Split.holdOut(five, labels, 1, SEED));
        assertThrows(BadInputException.class, () -> Split.holdOut(five, labels, Double.NaN, SEED));
        assertThrows(BadInputException.class, () -> Split.byGroup(five, Set.of()));
        assertThrows(BadInputException.class, () -> Split.byGroup(five, Set.of(0, 1, 2, 3, 4)));
        assertThrows(BadInputException.class, () -> Split.byGroup(five, Set.of(5)));
        assertThrows(
                BadInputException.class, () -> Split.holdOut(Groups.of(List.of("all"), new int[5]), labels, 0.5, SEED));
        assertThrows(BadInputException.class, () -> Split.holdOut(five, Labels.binary("x", new boolean[4]), 0.5, SEED));
    }

    @Test
    void changingWhatASplitReturnsDoesNotChangeTheSplit() {
        Split split = Split.byGroup(Groups.each(4), Set.of(1));
        split.test()[0] = 99;
        split.train()[0] = 99;
        assertArrayEquals(new int[] {1}, split.test());
        assertArrayEquals(new int[] {0, 2, 3}, split.train());
    }

    @Test
    void groupsRefuseUnknownIdsAndEmptyGroups() {
        assertThrows(BadInputException.class, () -> Groups.of(List.of("a"), new int[] {0, 1}));
        assertThrows(BadInputException.class, () -> Groups.of(List.of("a", "b"), new int[] {0, 0}));
    }

    @Test
    void nearNamesComeNearestFirstAndFarOnesNot() {
        List<String> known = List.of("blocks.2.hook_resid_post", "blocks.2.hook_resid_pre", "logits", "zzz");
        assertEquals(
                "blocks.2.hook_resid_post",
                NearNames.of("blocks.2.hook_resid_pots", known).getFirst());
        assertFalse(NearNames.of("blocks.2.hook_resid_pots", known).contains("zzz"));
        assertEquals("nothing", NearNames.remedy("qqqqqqqqqqqqq", known, "nothing"));
    }
}
