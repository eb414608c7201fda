package superpose.probes.linear;

import java.util.BitSet;
import superpose.data.Groups;
import superpose.data.Partition;
import superpose.data.Require;

/** Which rows a probe is fitted to, which it is tested on, and which rows belong together. */
public final class ProbeSplit {

    private final int[] train;
    private final int[] test;
    private final Groups groups;
    private final String testWords;

    private ProbeSplit(int[] train, int[] test, Groups groups, String testWords) {
        this.train = train;
        this.test = test;
        this.groups = groups;
        this.testWords = testWords;
    }

    /**
     * Splits rows that belong to groups, such as the tokens of texts.
     *
     * @param train row indices
     * @param test row indices, none of them in {@code train}
     * @param groups of all rows; no group may have rows on both sides
     * @throws superpose.data.BadInputException if a row or a group is on both sides
     */
    public static ProbeSplit of(int[] train, int[] test, Groups groups) {
        Require.positive(train.length, "training rows");
        Require.positive(test.length, "test rows");
        BitSet trainRows = new BitSet();
        BitSet trainGroups = new BitSet();
        for (int row : train) {
            trainRows.set(Require.index(row, groups.samples(), "training row"));
            trainGroups.set(groups.of(row));
        }
        for (int row : test) {
            Require.index(row, groups.samples(), "test row");
            Require.that(
                    !trainRows.get(row), "test rows apart from the training rows", "row " + row + " in both", "split");
            Require.that(
                    !trainGroups.get(groups.of(row)),
                    "every group on one side of the split",
                    "row " + row + " in the test part, others of its group in the training part",
                    "split by group");
        }
        return new ProbeSplit(train.clone(), test.clone(), groups, "test rows");
    }

    /** Splits rows that stand for themselves; see {@link #of(int[], int[], Groups)}. */
    public static ProbeSplit of(int[] train, int[] test, int rows) {
        return of(train, test, Groups.each(rows));
    }

    /** Fits on the training part and scores on the validation part; the test part is left out. */
    public static ProbeSplit toChoose(Partition partition) {
        return new ProbeSplit(partition.training(), partition.validation(), partition.groups(), "validation rows");
    }

    /** Fits on the training and the validation part and scores on the test part. */
    public static ProbeSplit toTest(Partition partition) {
        return of(partition.trainingAndValidation(), partition.test(), partition.groups());
    }

    /** Returns the number of rows that were split, used or not. */
    public int rows() {
        return groups.samples();
    }

    int[] train() {
        return train;
    }

    int[] test() {
        return test;
    }

    /** What the rows that are scored on are called in messages. */
    String testWords() {
        return testWords;
    }

    Groups trainGroups() {
        return groups.select(train);
    }

    Groups testGroups() {
        return groups.select(test);
    }
}
