package superpose.data;

import java.util.stream.IntStream;

/**
 * Parts that lack a class. Where a class has hardly more groups than there are parts, the right shares alone may leave a part
 * without it: then the smallest group of the class that can be spared elsewhere moves there.
 */
final class ClassGaps {

    private final int[] partOf;
    private final int[] sizes;

    /** Which classes each group has, [groups][classes]. */
    private final boolean[][] has;

    /** How many groups of each part have each class, [parts][classes]. */
    private final int[][] having;

    /**
     * Counts.
     *
     * @param partOf the part of each group. Modified by {@link #fill}.
     */
    ClassGaps(Groups groups, Labels strata, int[] partOf, int parts) {
        int classes = strata.classes().size();
        this.partOf = partOf;
        this.sizes = new int[groups.count()];
        this.has = new boolean[groups.count()][classes];
        this.having = new int[parts][classes];
        for (int sample = 0; sample < groups.samples(); sample++) {
            sizes[groups.of(sample)]++;
            if (strata.of(sample) != Labels.MISSING) {
                has[groups.of(sample)][strata.of(sample)] = true;
            }
        }
        for (int group = 0; group < partOf.length; group++) {
            count(group, partOf[group], 1);
        }
    }

    private void count(int group, int part, int sign) {
        for (int index = 0; index < has[group].length; index++) {
            having[part][index] += has[group][index] ? sign : 0;
        }
    }

    /** Moves groups to where their class is missing, as far as others can be spared. */
    void fill() {
        for (int part = 0; part < having.length; part++) {
            for (int index = 0; index < having[part].length; index++) {
                if (having[part][index] == 0) {
                    fill(part, index);
                }
            }
        }
    }

    private void fill(int part, int index) {
        int smallest = -1;
        for (int group = 0; group < partOf.length; group++) {
            if (has[group][index] && isSpared(group) && (smallest < 0 || sizes[group] < sizes[smallest])) {
                smallest = group;
            }
        }
        if (smallest >= 0) {
            count(smallest, partOf[smallest], -1);
            count(smallest, part, 1);
            partOf[smallest] = part;
        }
    }

    /** Says whether a group's part keeps a group of each of its classes when it leaves. */
    private boolean isSpared(int group) {
        int[] here = having[partOf[group]];
        return IntStream.range(0, here.length).allMatch(index -> !has[group][index] || here[index] > 1);
    }
}
