package superpose.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/** Which samples belong together, such as the tokens of one text; a {@link Split} keeps each group whole. */
public final class Groups {

    private final List<String> names;
    private final int[] ids;

    private Groups(List<String> names, int[] ids) {
        this.names = names;
        this.ids = ids;
    }

    /**
     * Groups samples.
     *
     * @param names the names of the groups
     * @param ids [samples], an index into the names; every group has at least one sample
     */
    public static Groups of(List<String> names, int[] ids) {
        boolean[] used = new boolean[names.size()];
        for (int id : ids) {
            used[Require.index(id, used.length, "a group id")] = true;
        }
        for (int group = 0; group < used.length; group++) {
            if (!used[group]) {
                throw new BadInputException(
                        "a sample in every group", "none in group " + group, "leave empty groups out");
            }
        }
        return new Groups(List.copyOf(names), ids.clone());
    }

    /** Makes every sample a group of its own, named by its number. */
    public static Groups each(int samples) {
        return new Groups(new Numbers(samples), IntStream.range(0, samples).toArray());
    }

    /**
     * Puts samples with the same number together, such as the tokens with one id, and names each group by its number.
     *
     * @param numbers [samples]; the groups are in the order in which their numbers first come
     */
    public static Groups byNumber(int[] numbers) {
        Map<Integer, Integer> known = new LinkedHashMap<>();
        int[] ids = new int[numbers.length];
        for (int sample = 0; sample < ids.length; sample++) {
            Integer seen = known.putIfAbsent(numbers[sample], known.size());
            ids[sample] = seen == null ? known.size() - 1 : seen;
        }
        return new Groups(known.keySet().stream().map(String::valueOf).toList(), ids);
    }

    /** Returns the groups of chosen samples, in the given order; groups without any of them are left out. */
    public Groups select(int[] samples) {
        int[] renumbered = new int[names.size()];
        List<String> kept = new ArrayList<>();
        int[] chosen = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            int group = ids[Require.index(samples[i], ids.length, "sample")];
            if (renumbered[group] == 0) {
                kept.add(names.get(group));
                renumbered[group] = kept.size();
            }
            chosen[i] = renumbered[group] - 1;
        }
        return new Groups(Collections.unmodifiableList(kept), chosen);
    }

    /** Says whether every sample is a group of its own. */
    public boolean areSingle() {
        return names.size() == ids.length;
    }

    /** Returns the number of samples. */
    public int samples() {
        return ids.length;
    }

    /** Returns the number of groups. */
    public int count() {
        return names.size();
    }

    /** Returns the group of a sample, in [0, count). */
    public int of(int sample) {
        return ids[sample];
    }

    /** Returns the names of the groups. */
    public List<String> names() {
        return names;
    }

    /** Returns the samples of each group, ascending, [groups][samples of the group]. */
    public int[][] members() {
        int[] sizes = new int[names.size()];
        for (int id : ids) {
            sizes[id]++;
        }
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        for (int sample = ids.length - 1; sample >= 0; sample--) {
            members[ids[sample]][--sizes[ids[sample]]] = sample;
        }
        return members;
    }

    /** Returns the group of every sample, [samples]; a copy. */
    public int[] ids() {
        return ids.clone();
    }

    /** The numbers from 0 on in words, made when they are asked for: there may be one for each of many million samples. */
    private static final class Numbers extends AbstractList<String> implements RandomAccess {

        private final int count;

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public String get(int index) {
            return Integer.toString(Objects.checkIndex(index, count));
        }

        @Override
        public int size() {
            return count;
        }
    }
}
