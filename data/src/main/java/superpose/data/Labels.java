package superpose.data;

import java.util.List;

/**
 * One class per sample, with samples that have none marked as missing.
 */
public final class Labels {

    /** Stands where a sample has no label. */
    public static final int MISSING = -1;

    private final String name;
    private final List<String> classes;
    private final int[] indices;

    private Labels(String name, List<String> classes, int[] indices) {
        this.name = name;
        this.classes = classes;
        this.indices = indices;
    }

    /**
     * Labels samples with named classes.
     *
     * @param name what is labelled, such as {@code number_word}
     * @param classes the names of the classes
     * @param indices [samples], an index into the classes or {@link #MISSING}
     */
    public static Labels of(String name, List<String> classes, int[] indices) {
        for (int sample = 0; sample < indices.length; sample++) {
            int index = indices[sample];
            // There may be many million samples, so the message is made only where it is needed.
            if (index < MISSING || index >= classes.size()) {
                throw new BadInputException(
                        "a class index in [-1, " + classes.size() + ")",
                        index + " for sample " + sample,
                        "give an index into the class names");
            }
        }
        return new Labels(name, List.copyOf(classes), indices.clone());
    }

    /** Labels samples with yes (1) and no (0). */
    public static Labels binary(String name, boolean[] positive) {
        int[] indices = new int[positive.length];
        for (int sample = 0; sample < positive.length; sample++) {
            indices[sample] = positive[sample] ? 1 : 0;
        }
        return new Labels(name, List.of("0", "1"), indices);
    }

    /** Returns the labels of chosen samples, in the given order. */
    public Labels select(int[] samples) {
        int[] chosen = new int[samples.length];
        String sample = "sample labelled " + name;
        for (int i = 0; i < samples.length; i++) {
            chosen[i] = indices[Require.index(samples[i], indices.length, sample)];
        }
        return new Labels(name, classes, chosen);
    }

    /** Returns what is labelled. */
    public String name() {
        return name;
    }

    /** Returns the names of the classes. */
    public List<String> classes() {
        return classes;
    }

    /** Returns the number of samples. */
    public int samples() {
        return indices.length;
    }

    /** Returns the class index of a sample, or {@link #MISSING}. */
    public int of(int sample) {
        return indices[sample];
    }

    /** Returns how many samples have the class with this index. */
    public int count(int classIndex) {
        int count = 0;
        for (int index : indices) {
            if (index == classIndex) {
                count++;
            }
        }
        return count;
    }
}
