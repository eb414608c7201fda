package superpose.probes.linear;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * A concept on activations that are split into what a probe may see and what it is tested on.
 *
 * <p>Nothing is copied. The test rows cannot be had: all that leaves them is the {@link #score} of a fitted probe, or of what
 * is known without the activations. Nothing may be chosen by that score; see {@link ChoiceTask}.
 */
public final class ProbeTask {

    private final TrainingActivations training;
    private final Matrix test;
    private final ProbeSplit split;
    private final Concept concept;

    private ProbeTask(TrainingActivations training, Matrix test, ProbeSplit split, Concept concept) {
        this.training = training;
        this.test = test;
        this.split = split;
        this.concept = concept;
    }

    /**
     * Splits activations and labels.
     *
     * @param activations finite
     * @param concept [samples], with both classes in the training rows and in the test rows
     * @throws superpose.data.BadInputException if an activation is not finite, a class is missing or the sizes differ
     */
    public static ProbeTask of(Activations activations, Concept concept, ProbeSplit split) {
        return ofFinite(activations.requireFinite(), concept, split);
    }

    /** Splits activations that are known to be finite. */
    static ProbeTask ofFinite(Activations activations, Concept concept, ProbeSplit split) {
        Require.same(activations.samples(), split.rows(), "rows in the split of " + activations.name());
        Matrix values = activations.values();
        TrainingActivations training = TrainingActivations.of(values.viewRows(split.train()));
        return checked(training, values.viewRows(split.test()), split, concept);
    }

    /** Returns the task of another concept on the same activations and the same split; what was computed is shared. */
    public ProbeTask withConcept(Concept other) {
        return checked(training, test, split, other);
    }

    /**
     * Returns the task of the same concept and the same split on other activations of the same rows.
     *
     * @param other finite
     */
    public ProbeTask withActivations(Activations other) {
        return of(other, concept, split);
    }

    /** Says whether another concept has both classes among the training rows and among the test rows. */
    public boolean canAsk(Concept other) {
        return hasBothClasses(other.select(split.train())) && hasBothClasses(other.select(split.test()));
    }

    private static boolean hasBothClasses(Concept concept) {
        return concept.positives() > 0 && concept.negatives() > 0;
    }

    private static ProbeTask checked(TrainingActivations training, Matrix test, ProbeSplit split, Concept concept) {
        Require.same(split.rows(), concept.samples(), "labels of " + concept.name() + " for the activations");
        concept.select(split.train()).requireBothClasses("training rows");
        concept.select(split.test()).requireBothClasses(split.testWords());
        return new ProbeTask(training, test, split, concept);
    }

    /** Returns the activations of the training rows. */
    public TrainingActivations training() {
        return training;
    }

    /** Returns the concept on the training rows. */
    public Concept trainingConcept() {
        return concept.select(split.train());
    }

    /** Returns which training rows belong together, [training rows]. */
    public Groups trainingGroups() {
        return split.trainGroups();
    }

    /** Returns which of all rows the training rows are, ascending; a copy. */
    public int[] trainingRows() {
        return split.train().clone();
    }

    /** Returns the number of rows that were split, used or not. */
    public int rows() {
        return split.rows();
    }

    /**
     * Scores the test rows by what is known of them without their activations, such as their tokens.
     *
     * @param scoreOfRow a score for each of all rows, by index; higher where the concept is more likely
     */
    public HeldOutScores scoreRows(IntToDoubleFunction scoreOfRow) {
        double[] scores = Arrays.stream(split.test()).mapToDouble(scoreOfRow).toArray();
        return HeldOutScores.of(scores, concept.select(split.test()), split.testGroups());
    }

    /** Scores a fitted probe on the test rows. */
    public HeldOutScores score(LinearProbe probe) {
        return scoreAll(List.of(probe)).getFirst();
    }

    /**
     * Scores several fitted probes of this concept on the test rows, in one pass over them.
     *
     * @return the scores of each probe, in the given order
     */
    public List<HeldOutScores> scoreAll(List<LinearProbe> probes) {
        Concept truth = concept.select(split.test());
        return LinearProbes.score(test, probes).stream()
                .map(scores -> HeldOutScores.of(scores, truth, split.testGroups()))
                .toList();
    }
}
