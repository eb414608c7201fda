package superpose.data;

import java.util.random.RandomGenerator;

/** A concept that is there or not in each sample: what a probe is asked to read. */
public final class Concept {

    /** Draws that may leave a class empty before dealing labels is given up. */
    private static final int ATTEMPTS = 100;

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
        String sample = "sample labelled " + name;
        for (int i = 0; i < samples.length; i++) {
            chosen[i] = present[Require.index(samples[i], present.length, sample)];
        }
        return new Concept(name, chosen);
    }

    /** Returns the same labels dealt to the samples at random: a concept that is nowhere in the activations. */
    public Concept shuffled(Seed seed) {
        return select(seed.permutation(present.length));
    }

    /**
     * Returns the labels dealt to whole groups at random: each group gets the sequence of labels of another one, begun at a
     * random place and repeated or cut to its own length.
     *
     * <p>Labels of one group stay as alike as they were, and neighbours too, so a fit to them has as few independent
     * witnesses as a fit to the true ones. Labels that are constant in each group are permuted over the groups; samples that
     * stand for themselves are permuted one by one. The number of positives stays where the groups are equally large and
     * changes a little otherwise.
     *
     * @param groups [samples]
     * @throws BadInputException if no draw has both classes, as with two very unlike groups
     */
    public Concept shuffledBetween(Groups groups, Seed seed) {
        Require.same(present.length, groups.samples(), "grouped samples for " + name);
        int[][] members = groups.members();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Concept dealt = new Concept(name, dealt(members, seed.child(attempt)));
            if (dealt.positives > 0 && dealt.negatives() > 0) {
                return dealt;
            }
        }
        throw new BadInputException(
                "groups between which the labels of " + name + " can be dealt",
                groups.count() + " groups, which gave one class alone " + ATTEMPTS + " times",
                "give more groups");
    }

    private boolean[] dealt(int[][] members, Seed seed) {
        int[] donors = seed.permutation(members.length);
        RandomGenerator generator = seed.child("place").generator();
        boolean[] dealt = new boolean[present.length];
        for (int group = 0; group < members.length; group++) {
            int[] from = members[donors[group]];
            int start = generator.nextInt(from.length);
            for (int i = 0; i < members[group].length; i++) {
                dealt[members[group][i]] = present[from[(start + i) % from.length]];
            }
        }
        return dealt;
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
