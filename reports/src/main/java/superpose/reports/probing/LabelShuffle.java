package superpose.reports.probing;

import superpose.data.Concept;
import superpose.data.Seed;
import superpose.probes.linear.ProbeTask;

/** How the training labels are dealt out again so that they say nothing of the activations. */
public enum LabelShuffle {

    /** Row by row, as if each row were an independent witness. */
    OVER_ROWS {
        @Override
        Concept of(ProbeTask task, Seed seed) {
            return task.trainingConcept().shuffled(seed);
        }
    },

    /**
     * Group by group: each group gets the sequence of labels of another one, begun at a random place. The labels of a text
     * stay as alike as they were; where each row is its own group this is {@link #OVER_ROWS}.
     */
    OVER_GROUPS {
        @Override
        Concept of(ProbeTask task, Seed seed) {
            return task.trainingConcept().shuffledBetween(task.trainingGroups(), seed);
        }
    };

    /** Returns the training labels dealt out anew. */
    abstract Concept of(ProbeTask task, Seed seed);
}
