package superpose.probes.linear;

import superpose.data.Concept;
import superpose.data.Matrix;

/** A way to fit a direction to a concept. */
public sealed interface ProbeTrainer permits LogisticTrainer, MeanDifferenceTrainer, RidgeTrainer, SparseTrainer {

    /**
     * Fits a probe.
     *
     * @param training what the probe may see
     * @param concept [samples], with and without the concept
     * @throws superpose.data.BadInputException if the concept is in all samples or in none
     */
    LinearProbe fit(TrainingActivations training, Concept concept);

    /** Returns what the fit is called in tables, with its settings. */
    String name();

    /**
     * Fits a probe to activations that no other fit will share.
     *
     * @param training [samples, neurons], finite
     * @param concept [samples]
     */
    default LinearProbe fit(Matrix training, Concept concept) {
        return fit(TrainingActivations.of(training), concept);
    }
}
