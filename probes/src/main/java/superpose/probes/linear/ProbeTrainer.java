package superpose.probes.linear;

import java.util.List;
import superpose.data.Concept;
import superpose.data.Matrix;

/** A way to fit a direction to a concept. */
public sealed interface ProbeTrainer
        permits LdaTrainer,
                LogisticTrainer,
                MeanDifferenceTrainer,
                RidgeTrainer,
                SparseLogisticTrainer,
                SparseTrainer,
                SvmTrainer {

    /**
     * Fits a probe.
     *
     * @param training what the probe may see
     * @param concept [samples], with and without the concept
     * @throws superpose.data.BadInputException if the concept is in all samples or in none
     */
    LinearProbe fit(TrainingActivations training, Concept concept);

    /**
     * Fits a probe to each of several concepts; trainers that can do so share their passes over the rows.
     *
     * @param training what the probes may see
     * @param concepts [samples] each, with and without the concept
     * @return the probe of each concept, in the given order
     * @throws superpose.data.BadInputException if a concept is in all samples or in none
     */
    default List<LinearProbe> fitAll(TrainingActivations training, List<Concept> concepts) {
        return concepts.stream().map(concept -> fit(training, concept)).toList();
    }

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
