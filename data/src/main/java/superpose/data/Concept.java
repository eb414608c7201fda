package superpose.data;

/** A concept that is there or not in each sample: what a probe is asked to read. */
public final class Concept {

    private final String name;
    private final boolean[] present;
    private final int positives;

    private Concept(String name, boolean[] present) {
        this.name = name;
        this.present = present;
        int count = 0;
        for (boolean one : present) {
            if (one) {
                count++;
            }
        }
        this.positives = count;
    }

    /**
     * Names a concept and says in which samples it is.
     *
     * @param name for tables and messages, such as {@code number_word}
     * @param present [samples]; rows without a label are to be left out beforehand
     */
    public static Concept of(String name, boolean... present) {
        return new Concept(name, present.clone());
    }

    /**
     * Asks whether samples have one of the classes.
     *
     * @param labels without missing ones
     * @param classIndex the class that counts as present
     */
    public static Concept of(Labels labels, int classIndex) {
        Require.index(classIndex, labels.classes().size(), "class of " + labels.name());
        int missing = labels.count(Labels.MISSING);
        Require.that(missing == 0, "a label for every row of " + labels.name(), missing + " without", "remove them");
        boolean[] present = new boolean[labels.samples()];
        for (int sample = 0; sample < present.length; sample++) {
            present[sample] = labels.of(sample) == classIndex;
        }
        return new Concept(labels.name(), present);
    }

    /** Returns the name of the concept. */
    public String name() {
        return name;
    }

    /** Returns the number of samples. */
    public int samples() {
        return present.length;
    }

    /** Says whether the concept is in a sample. */
    public boolean in(int sample) {
        return present[sample];
    }

    /** Returns in how many samples the concept is. */
    public int positives() {
        return positives;
    }

    /** Returns in how many samples the concept is not. */
    public int negatives() {
        return present.length - positives;
    }

    /** Returns the concept on chosen samples, in the given order. */
    public Concept select(int[] samples) {
        boolean[] chosen = new boolean[samples.length];
        for (int i = 0; i < samples.length; i++) {
            chosen[i] = present[Require.index(samples[i], present.length, "sample labelled " + name)];
        }
        return new Concept(name, chosen);
    }

    /** Returns the same labels dealt to the samples at random: a concept that is nowhere in the activations. */
    public Concept shuffled(Seed seed) {
        return select(seed.permutation(present.length));
    }

    /**
     * Checks that some samples have the concept and some do not.
     *
     * @param rows which rows these are, for the message, such as "training rows"
     * @return this concept
     */
    public Concept requireBothClasses(String rows) {
        Require.that(
                positives > 0 && positives < present.length,
                rows + " with and without " + name,
                positives + " with and " + negatives() + " without",
                "split the samples otherwise or leave this concept out");
        return this;
    }
}
