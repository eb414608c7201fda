package superpose.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which samples a probe is fitted on and which it is tested on; samples of one group are never on both sides.
 *
 * <p>The indices on each side are ascending, and every sample is on exactly one side.
 */
public final class Split {

    private final int[] train;
    private final int[] test;

    private Split(Groups groups, IntPredicate tested) {
        this.train = IntStream.range(0, groups.samples())
                .filter(sample -> !tested.test(groups.of(sample)))
                .toArray();
        this.test = IntStream.range(0, groups.samples())
                .filter(sample -> tested.test(groups.of(sample)))
                .toArray();
    }

    /**
     * Holds out whole groups so that each class has nearly the same share of samples in the test as asked for.
     *
     * @param groups which samples belong together
     * @param strata the class of each sample; samples without a label count as a class of their own
     * @param testShare share of the samples to hold out, in (0, 1)
     * @param seed decides among the many splits that are about equally good
     * @throws BadInputException if the groups are so few or so large that a side would be better left empty
     */
    public static Split holdOut(Groups groups, Labels strata, double testShare, Seed seed) {
        Require.that(testShare > 0 && testShare < 1, "a test share in (0, 1)", testShare, "give 0.3 to hold out 30 %");
        requireGroups(groups, 2);
        int[] sideOf = GroupAllocation.allocate(groups, strata, new double[] {1 - testShare, testShare}, seed);
        Split split = new Split(groups, group -> sideOf[group] == 1);
        double held = (double) split.test.length / groups.samples();
        Require.that(
                held < 2 * testShare && 1 - held < 2 * (1 - testShare),
                "groups small enough to hold out a share of " + testShare,
                groups.count() + " groups, with which the nearest share is " + (held < 2 * testShare ? 1 : 0),
                "choose a share nearer to one half or name the test groups");
        return split;
    }

    /**
     * Tests on the named groups and trains on all others.
     *
     * @param testGroups ids of groups, at least one and not all
     */
    public static Split byGroup(Groups groups, Set<Integer> testGroups) {
        testGroups.forEach(group -> Require.index(group, groups.count(), "a test group"));
        Require.that(
                !testGroups.isEmpty() && testGroups.size() < groups.count(),
                "test groups that leave some to train on",
                testGroups.size() + " of " + groups.count(),
                "name at least one group and not all");
        return new Split(groups, testGroups::contains);
    }

    /**
     * Cuts the groups into folds of nearly equal size and class shares; each fold is the test of one split.
     *
     * @param count number of folds, at least 2 and at most the number of groups
     */
    public static List<Split> folds(Groups groups, Labels strata, int count, Seed seed) {
        Require.that(count >= 2, "at least 2 folds", count, "one fold leaves nothing to train on");
        requireGroups(groups, count);
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        int[] foldOf = GroupAllocation.allocate(groups, strata, shares, seed);
        List<Split> splits = new ArrayList<>(count);
        for (int fold = 0; fold < count; fold++) {
            int tested = fold;
            splits.add(new Split(groups, group -> foldOf[group] == tested));
        }
        return List.copyOf(splits);
    }

    private static void requireGroups(Groups groups, int needed) {
        Require.that(
                groups.count() >= needed,
                "at least " + needed + " groups, one for each side or fold",
                groups.count(),
                "group by a finer column or ask for fewer folds");
    }

    /** Returns the samples to fit on, ascending; a copy. */
    public int[] train() {
        return train.clone();
    }

    /** Returns the samples to test on, ascending; a copy. */
    public int[] test() {
        return test.clone();
    }
}
