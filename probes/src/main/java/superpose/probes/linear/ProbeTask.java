package superpose.probes.linear;

import superpose.data.Activations;
import superpose.data.Matrix;
import superpose.data.Require;

/** A concept on activations that are split into what a probe may see and what it is tested on. */
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
        TrainingActivations training = TrainingActivations.of(values.selectRows(split.train()));
        return checked(training, values.selectRows(split.test()), split, concept);
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

    /** Returns the activations of the test rows, [samples, neurons]. */
    public Matrix test() {
        return test;
    }

    /** Returns the concept on the training rows. */
    public Concept trainingConcept() {
        return concept.select(split.train());
    }

    /** Returns the concept on the test rows. */
    public Concept testConcept() {
        return concept.select(split.test());
    }

    /** Returns which test rows belong together. */
    public RowGroups testGroups() {
        return split.testGroups();
    }
}
