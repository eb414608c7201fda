package superpose.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Distributes groups over bins so that every class fills each bin in proportion to the bin's share.
 *
 * <p>The misfit is chi-squared: {@code sum (n - t)^2 / t} over bins and classes, with {@code n} the samples of a class in a
 * bin and {@code t} the number that the share asks for; all samples together count as one more class. Groups are placed
 * greedily, the largest first, equal ones in random order; then single groups move and pairs swap while that lowers the
 * misfit. No bin is left empty.
 */
final class GroupAllocation {

    /** Above this many groups the greedy placement is already fine-grained, and trying all pairs would be slow. */
    private static final int SWAPPED_GROUPS = 400;

    private static final int ROUNDS = 20;
    private static final double LEAST_GAIN = 1e-9;

    /** Samples by group and class, [groups][classes + 2]: then the unlabelled ones, then all of them. */
    private final int[][] samples;

    /** What each bin should hold, [bins][classes + 2], and what it holds. */
    private final double[][] target;

    private final double[][] filled;
    private final int[] groupsIn;
    private final int[] binOf;

    private GroupAllocation(int[][] samples, double[] shares) {
        int classes = samples[0].length;
        this.samples = samples;
        this.target = new double[shares.length][classes];
        this.filled = new double[shares.length][classes];
        this.groupsIn = new int[shares.length];
        this.binOf = new int[samples.length];
        for (int[] group : samples) {
            for (int bin = 0; bin < shares.length; bin++) {
                for (int c = 0; c < classes; c++) {
                    target[bin][c] += shares[bin] * group[c];
                }
            }
        }
    }

    /**
     * Returns the bin of each group, [groups].
     *
     * @param shares [bins], share of the samples that each bin should get, adding up to 1
     */
    static int[] allocate(Groups groups, Labels strata, double[] shares, Seed seed) {
        Require.same(groups.samples(), strata.samples(), "class labels to stratify by, one for each grouped sample");
        int all = strata.classes().size() + 1;
        int[][] samples = new int[groups.count()][all + 1];
        for (int sample = 0; sample < groups.samples(); sample++) {
            int label = strata.of(sample);
            int[] counts = samples[groups.of(sample)];
            counts[label == Labels.MISSING ? all - 1 : label]++;
            counts[all]++;
        }
        var allocation = new GroupAllocation(samples, shares);
        int[] order = allocation.largestFirst(seed.child("split").generator());
        allocation.place(order);
        allocation.improve(order);
        return allocation.binOf;
    }

    private int[] largestFirst(RandomGenerator generator) {
        Integer[] order = IntStream.range(0, samples.length).boxed().toArray(Integer[]::new);
        for (int last = order.length - 1; last > 0; last--) {
            int other = generator.nextInt(last + 1);
            Integer held = order[last];
            order[last] = order[other];
            order[other] = held;
        }
        int all = samples[0].length - 1;
        // The sort is stable: groups of one size stay in their random order.
        Arrays.sort(order, Comparator.comparingInt(group -> -samples[group][all]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private void place(int[] order) {
        for (int placed = 0; placed < order.length; placed++) {
            int group = order[placed];
            long empty = Arrays.stream(groupsIn).filter(count -> count == 0).count();
            boolean onlyEmptyOnes = empty >= order.length - placed;
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int bin = 0; bin < filled.length; bin++) {
                double change = misfitOfAdding(group, bin, +1);
                if (change < least && (groupsIn[bin] == 0 || !onlyEmptyOnes)) {
                    least = change;
                    best = bin;
                }
            }
            change(group, best, +1);
            binOf[group] = best;
        }
    }

    private void improve(int[] order) {
        boolean better = true;
        for (int round = 0; round < ROUNDS && better; round++) {
            better = false;
            for (int group : order) {
                better |= moveWhereItHelps(group);
                better |= order.length <= SWAPPED_GROUPS && swapWhereItHelps(group, order);
            }
        }
    }

    private boolean moveWhereItHelps(int group) {
        int from = binOf[group];
        if (groupsIn[from] == 1) {
            return false;
        }
        double gone = misfitOfAdding(group, from, -1);
        for (int to = 0; to < filled.length; to++) {
            if (to != from && gone + misfitOfAdding(group, to, +1) < -LEAST_GAIN) {
                move(group, to);
                return true;
            }
        }
        return false;
    }

    private boolean swapWhereItHelps(int group, int[] others) {
        int here = binOf[group];
        for (int other : others) {
            int there = binOf[other];
            if (there != here && misfitOfSwapping(group, other) < -LEAST_GAIN) {
                move(group, there);
                move(other, here);
                return true;
            }
        }
        return false;
    }

    private void move(int group, int to) {
        change(group, binOf[group], -1);
        change(group, to, +1);
        binOf[group] = to;
    }

    private void change(int group, int bin, int sign) {
        for (int c = 0; c < samples[group].length; c++) {
            filled[bin][c] += sign * samples[group][c];
        }
        groupsIn[bin] += sign;
    }

    private double misfitOfAdding(int group, int bin, int sign) {
        double change = 0;
        for (int c = 0; c < samples[group].length; c++) {
            change += misfitChange(bin, c, sign * samples[group][c]);
        }
        return change;
    }

    private double misfitOfSwapping(int group, int other) {
        double change = 0;
        for (int c = 0; c < samples[group].length; c++) {
            int moved = samples[group][c] - samples[other][c];
            change += misfitChange(binOf[group], c, -moved) + misfitChange(binOf[other], c, moved);
        }
        return change;
    }

    private double misfitChange(int bin, int c, int added) {
        return added == 0 ? 0 : added * (2 * (filled[bin][c] - target[bin][c]) + added) / target[bin][c];
    }
}
