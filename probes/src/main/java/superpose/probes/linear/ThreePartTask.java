package superpose.probes.linear;

import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Partition;
import superpose.data.Require;

/**
 * A concept on activations that are split in three: settings are chosen in {@link #choice}, and what was chosen is fitted to
 * all rows but the test rows and scored in {@link #test}.
 */
public final class ThreePartTask {

    private final ChoiceTask choice;
    private final ProbeTask test;

    private ThreePartTask(ProbeTask choice, ProbeTask test) {
        this.choice = new ChoiceTask(choice);
        this.test = test;
    }

    /**
     * Splits activations and labels.
     *
     * @param activations finite
     * @param concept [samples], with both classes in each part
     * @param partition of the samples; at least 2 groups to validate on and 2 to test on, as intervals are over groups
     * @throws superpose.data.BadInputException if an activation is not finite, a class is missing or the sizes differ
     */
    public static ThreePartTask of(Activations activations, Concept concept, Partition partition) {
        requireTwoGroups(partition.groups(), partition.validation(), "validate");
        requireTwoGroups(partition.groups(), partition.test(), "test");
        Activations finite = activations.requireFinite();
        return new ThreePartTask(
                ProbeTask.ofFinite(finite, concept, ProbeSplit.toChoose(partition)),
                ProbeTask.ofFinite(finite, concept, ProbeSplit.toTest(partition)));
    }

    private static void requireTwoGroups(Groups groups, int[] rows, String verb) {
        int count = groups.select(rows).count();
        Require.that(
                count >= 2,
                "at least 2 groups to " + verb + " on, for an interval over groups",
                count,
                "give more groups or group by a finer column");
    }

    /** Returns the task of another concept on the same activations and the same split; what was computed is shared. */
    public ThreePartTask withConcept(Concept other) {
        return new ThreePartTask(choice.withConcept(other), test.withConcept(other));
    }

    /** Returns the rows to choose settings on. */
    public ChoiceTask choice() {
        return choice;
    }

    /** Returns the rows to fit what was chosen, training and validation together, and the test rows behind their score. */
    public ProbeTask test() {
        return test;
    }
}
