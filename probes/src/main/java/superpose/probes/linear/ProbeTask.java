package superpose.probes.linear;

import java.util.List;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * A concept on activations that are split into what a probe may see and what it is tested on.
 *
 * <p>Nothing is copied. The test rows cannot be had: all that leaves them is the {@link #score} of a fitted probe.
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
        Require.same(activations.samples(), split.rows(), "rows in the split of " + activations.name());
        Matrix values = activations.requireFinite().values();
        TrainingActivations training = TrainingActivations.of(values.viewRows(split.train()));
        return checked(training, values.viewRows(split.test()), split, concept);
    }

    /** Returns the task of another concept on the same activations and the same split; what was computed is shared. */
    public ProbeTask withConcept(Concept other) {
        return checked(training, test, split, other);
    }

    private static ProbeTask checked(TrainingActivations training, Matrix test, ProbeSplit split, Concept concept) {
        Require.same(split.rows(), concept.samples(), "labels of " + concept.name() + " for the activations");
        concept.select(split.train()).requireBothClasses("training rows");
        concept.select(split.test()).requireBothClasses("test rows");
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
