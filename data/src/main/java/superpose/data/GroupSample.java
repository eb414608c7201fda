package superpose.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A random part of some samples, in whole groups, for what need not be computed on all of them.
 *
 * <p>Groups come in random order, every order equally likely, and are taken as long as there is room. Two things are kept
 * from going wrong. Where groups are so large that hardly any would fit, they are cut into runs of consecutive samples, and
 * those are taken instead: twenty runs of twenty groups tell more than one whole group. And where a class is so rare that
 * chance may leave it out, the first few groups that have it are taken before all others, even if there is no room for them.
 */
public final class GroupSample {

    /** So many groups, or runs of them, fit in at least. */
    private static final int FEWEST = 20;

    /** So many groups with each class, and as many without, are taken if there are as many. */
    private static final int WITNESSES = 5;

    private final Groups groups;

    /** The samples, group by group, and ascending in each. */
    private final int[] ordered;

    /** Where in {@link #ordered} each run begins, and where the last one ends, [runs + 1]. */
    private final int[] starts;

    private final BitSet taken = new BitSet();
    private int room;

    private GroupSample(Groups groups, int most) {
        this.groups = groups;
        this.ordered = ordered(groups);
        this.starts = starts(groups, ordered, Math.max(1, most / FEWEST));
        this.room = most;
    }

    /**
     * Draws.
     *
     * @param groups which samples belong together
     * @param concepts each [samples]; both classes of each shall be in the sample
     * @param most how many samples, at least 1; more are taken only where the rarest classes need them
     * @param seed the same groups, concepts and seed give the same sample
     * @return samples, ascending; all of them where there are not more than asked for
     */
    public static int[] of(Groups groups, List<Concept> concepts, int most, Seed seed) {
        Require.positive(most, "samples to draw");
        for (Concept concept : concepts) {
            Require.same(groups.samples(), concept.samples(), "grouped samples of " + concept.name());
        }
        if (groups.samples() <= most) {
            return IntStream.range(0, groups.samples()).toArray();
        }
        GroupSample sample = new GroupSample(groups, most);
        int[] order = seed.permutation(sample.starts.length - 1);
        for (Concept concept : concepts) {
            sample.takeWitnesses(order, concept, true);
            sample.takeWitnesses(order, concept, false);
        }
        sample.fill(order);
        return sample.chosen();
    }

    private static int[] ordered(Groups groups) {
        int[] places = new int[groups.count() + 1];
        for (int sample = 0; sample < groups.samples(); sample++) {
            places[groups.of(sample) + 1]++;
        }
        for (int group = 0; group < groups.count(); group++) {
            places[group + 1] += places[group];
        }
        int[] ordered = new int[groups.samples()];
        for (int sample = 0; sample < ordered.length; sample++) {
            ordered[places[groups.of(sample)]++] = sample;
        }
        return ordered;
    }

    private static int[] starts(Groups groups, int[] ordered, int longest) {
        int[] starts = new int[ordered.length + 1];
        int runs = 1;
        for (int place = 1; place < ordered.length; place++) {
            boolean otherGroup = groups.of(ordered[place]) != groups.of(ordered[place - 1]);
            if (otherGroup || place - starts[runs - 1] == longest) {
                starts[runs++] = place;
            }
        }
        starts[runs] = ordered.length;
        return Arrays.copyOf(starts, runs + 1);
    }

    /** Takes the first runs with a class until they are of enough different groups. */
    private void takeWitnesses(int[] order, Concept concept, boolean present) {
        Set<Integer> witnesses = new HashSet<>();
        for (int i = 0; i < order.length && witnesses.size() < WITNESSES; i++) {
            int run = order[i];
            int group = groups.of(ordered[starts[run]]);
            if (!witnesses.contains(group) && has(run, concept, present)) {
                witnesses.add(group);
                take(run);
            }
        }
    }

    private boolean has(int run, Concept concept, boolean present) {
        for (int place = starts[run]; place < starts[run + 1]; place++) {
            if (concept.in(ordered[place]) == present) {
                return true;
            }
        }
        return false;
    }

    /** Takes runs as they come, up to the first that does not fit: to pass it over would favour small groups. */
    private void fill(int[] order) {
        for (int run : order) {
            if (!taken.get(run)) {
                if (size(run) > room) {
                    return;
                }
                take(run);
            }
        }
    }

    private void take(int run) {
        if (!taken.get(run)) {
            taken.set(run);
            room -= size(run);
        }
    }

    private int size(int run) {
        return starts[run + 1] - starts[run];
    }

    private int[] chosen() {
        return taken.stream()
                .flatMap(run -> IntStream.range(starts[run], starts[run + 1]))
                .map(place -> ordered[place])
                .sorted()
                .toArray();
    }
}
