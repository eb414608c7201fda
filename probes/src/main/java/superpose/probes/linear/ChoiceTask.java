package superpose.probes.linear;

import superpose.data.Concept;
import superpose.data.HeldOutScores;

/**
 * A concept on the rows that settings may be chosen on: probes are fitted to the training rows and scored on the validation
 * rows, as often as one likes.
 *
 * <p>The test rows are not in here, so no choice can look at them. Whatever chooses asks for this type.
 */
public final class ChoiceTask {

    private final ProbeTask rows;

    ChoiceTask(ProbeTask rows) {
        this.rows = rows;
    }

    ProbeTask withConcept(Concept other) {
        return rows.withConcept(other);
    }

    /** Returns the activations of the training rows, without the validation rows. */
    public TrainingActivations training() {
        return rows.training();
    }

    /** Returns the concept on the training rows. */
    public Concept trainingConcept() {
        return rows.trainingConcept();
    }

    /** Scores a fitted probe on the validation rows. */
    public HeldOutScores validate(LinearProbe probe) {
        return rows.score(probe);
    }
}
