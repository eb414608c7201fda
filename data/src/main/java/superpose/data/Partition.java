package superpose.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which samples a probe is fitted on, which its settings are chosen on, and which it is tested on once; samples of one group
 * are never in two parts.
 *
 * <p>The indices of each part are ascending, every sample is in exactly one part, and every class is in every part.
 */
public final class Partition {

    private static final int TRAINING = 0;
    private static final int VALIDATION = 1;
    private static final int TEST = 2;

    private static final String[] WORDS = {"training", "validation", "test"};
    private static final double[] SHARES = {0.6, 0.2, 0.2};

    /** What is left beside named test groups is divided so. */
    private static final double[] SHARES_WITHOUT_TEST = {0.75, 0.25};

    private final Groups groups;
    private final int[] partOf;

    private Partition(Groups groups, int[] partOf) {
        this.groups = groups;
        this.partOf = partOf;
    }

    /**
     * Deals whole groups to training, validation and test so that each gets nearly 60, 20 and 20 % of every class.
     *
     * @param groups which samples belong together
     * @param strata the class of each sample; samples without a label count as a class of their own
     * @param seed decides among the many partitions that are about equally good
     * @throws BadInputException if a class has fewer groups than there are parts, if a part would lack a class, or if the
     *     groups are too large for these shares
     */
    public static Partition of(Groups groups, Labels strata, Seed seed) {
        requireGroupsOfEachClass(groups, strata, SHARES.length, "training, validation and test");
        int[] partOf = allocated(groups, strata, SHARES, seed);
        return new Partition(groups, partOf).requireShares(SHARES).requireEveryClassEverywhere(strata);
    }

    /**
     * Tests on the named groups, and deals the others to training and validation at 75 to 25 %.
     *
     * @param testGroups ids of groups, at least one; at least two others must be left
     * @throws BadInputException as {@link #of}, and if a test group is unknown
     */
    public static Partition byTestGroups(Groups groups, Labels strata, Set<Integer> testGroups, Seed seed) {
        testGroups.forEach(group -> Require.index(group, groups.count(), "a test group"));
        Require.that(
                !testGroups.isEmpty() && testGroups.size() + 2 <= groups.count(),
                "test groups that leave two groups to train and to choose on",
                testGroups.size() + " of " + groups.count(),
                "name at least one group and leave at least two");
        int[] others = samples(groups, group -> !testGroups.contains(group));
        Groups otherGroups = groups.select(others);
        Labels otherStrata = strata.select(others);
        requireGroupsOfEachClass(otherGroups, otherStrata, 2, "training and validation beside the test groups");
        int[] dealt = allocated(otherGroups, otherStrata, SHARES_WITHOUT_TEST, seed);
        int[] partOf = new int[groups.count()];
        testGroups.forEach(group -> partOf[group] = TEST);
        for (int i = 0; i < others.length; i++) {
            partOf[groups.of(others[i])] = dealt[otherGroups.of(i)];
        }
        return new Partition(groups, partOf).requireEveryClassEverywhere(strata);
    }

    private static int[] allocated(Groups groups, Labels strata, double[] shares, Seed seed) {
        int[] partOf = GroupAllocation.allocate(groups, strata, shares, seed);
        new ClassGaps(groups, strata, partOf, shares.length).fill();
        return partOf;
    }

    private static void requireGroupsOfEachClass(Groups groups, Labels strata, int parts, String words) {
        Require.same(groups.samples(), strata.samples(), "class labels to stratify by, one for each grouped sample");
        for (int index = 0; index < strata.classes().size(); index++) {
            int wanted = index;
            int[] samples = IntStream.range(0, strata.samples())
                    .filter(sample -> strata.of(sample) == wanted)
                    .toArray();
            long having = IntStream.of(samples).map(groups::of).distinct().count();
            Require.that(
                    having >= parts,
                    "at least " + parts + " groups with " + called(strata, index) + ", for " + words,
                    having + " (" + samples.length + " samples of " + strata.samples() + ")",
                    "label more samples, group by a finer column, or leave this class out");
        }
    }

    private static String called(Labels strata, int index) {
        return "class '" + strata.classes().get(index) + "' of " + strata.name();
    }

    private Partition requireEveryClassEverywhere(Labels strata) {
        int[][] counts = counts(strata);
        for (int part = 0; part < counts.length; part++) {
            for (int index = 0; index < counts[part].length; index++) {
                Require.that(
                        counts[part][index] > 0,
                        "samples of " + called(strata, index) + " in the " + WORDS[part] + " part",
                        "none of " + strata.count(index),
                        "name other test groups, label more samples, or leave this class out");
            }
        }
        return this;
    }

    /** Returns how many samples of each class each part has, [parts][classes]. */
    private int[][] counts(Labels strata) {
        int[][] counts = new int[WORDS.length][strata.classes().size()];
        for (int sample = 0; sample < strata.samples(); sample++) {
            if (strata.of(sample) != Labels.MISSING) {
                counts[partOf[groups.of(sample)]][strata.of(sample)]++;
            }
        }
        return counts;
    }

    private Partition requireShares(double[] shares) {
        for (int part = 0; part < shares.length; part++) {
            double share = (double) samples(part).length / groups.samples();
            Require.that(
                    share >= shares[part] / 2 && share < 2 * shares[part],
                    String.format(
                            Locale.ROOT,
                            "groups small enough to put about %.0f %% of the samples into the %s part",
                            100 * shares[part],
                            WORDS[part]),
                    String.format(Locale.ROOT, "%d groups, with which it is %.0f %%", groups.count(), 100 * share),
                    "group by a finer column or name the test groups");
        }
        return this;
    }

    private static int[] samples(Groups groups, IntPredicate chosen) {
        return IntStream.range(0, groups.samples())
                .filter(sample -> chosen.test(groups.of(sample)))
                .toArray();
    }

    private int[] samples(int part) {
        return samples(groups, group -> partOf[group] == part);
    }

    /**
     * Draws from each part, whole groups at random, so that the parts keep their shares; see {@link GroupSample}.
     *
     * @param concepts each [samples]; both classes of each shall be in every part of the sample
     * @param most how many samples in all, at least one for each part; more are taken only where the rarest classes need them
     * @return samples, ascending; all of them where there are not more than asked for
     */
    public int[] sample(List<Concept> concepts, int most, Seed seed) {
        Require.that(most >= WORDS.length, "at least " + WORDS.length + " samples to draw", most, "draw more");
        if (groups.samples() <= most) {
            return IntStream.range(0, groups.samples()).toArray();
        }
        IntStream drawn = IntStream.empty();
        for (int part = 0; part < WORDS.length; part++) {
            int[] samples = samples(part);
            int share = Math.max(1, (int) ((long) most * samples.length / groups.samples()));
            List<Concept> here =
                    concepts.stream().map(concept -> concept.select(samples)).toList();
            int[] chosen = GroupSample.of(groups.select(samples), here, share, seed.child(WORDS[part]));
            drawn = IntStream.concat(drawn, Arrays.stream(chosen).map(place -> samples[place]));
        }
        return drawn.sorted().toArray();
    }

    /**
     * Returns the partition of chosen samples, each of them in the part that it is in.
     *
     * @param samples ascending, some of each part
     */
    public Partition select(int[] samples) {
        Groups chosen = groups.select(samples);
        int[] parts = new int[chosen.count()];
        for (int i = 0; i < samples.length; i++) {
            parts[chosen.of(i)] = partOf[groups.of(samples[i])];
        }
        return new Partition(chosen, parts);
    }

    /** Returns which samples belong together. */
    public Groups groups() {
        return groups;
    }

    /** Returns the samples to fit on, ascending; a copy. */
    public int[] training() {
        return samples(TRAINING);
    }

    /** Returns the samples to choose settings on, ascending; a copy. */
    public int[] validation() {
        return samples(VALIDATION);
    }

    /** Returns the samples to fit on once the settings are chosen: training and validation, ascending; a copy. */
    public int[] trainingAndValidation() {
        return samples(groups, group -> partOf[group] != TEST);
    }

    /** Returns the samples to test on, ascending; a copy. */
    public int[] test() {
        return samples(TEST);
    }
}
