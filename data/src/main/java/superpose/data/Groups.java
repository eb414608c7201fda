package superpose.data;

import java.util.List;
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
            Require.that(used[group], "a sample in every group", "none in group " + group, "leave empty groups out");
        }
        return new Groups(List.copyOf(names), ids.clone());
    }

    /** Makes every sample a group of its own, named by its number. */
    public static Groups each(int samples) {
        int[] ids = IntStream.range(0, samples).toArray();
        return new Groups(IntStream.of(ids).mapToObj(Integer::toString).toList(), ids);
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

    /** Returns the group of every sample, [samples]; a copy. */
    public int[] ids() {
        return ids.clone();
    }
}
