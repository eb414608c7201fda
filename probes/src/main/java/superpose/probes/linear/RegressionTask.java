package superpose.probes.linear;

import superpose.data.Activations;
import superpose.data.HeldOutPredictions;
import superpose.data.Matrix;
import superpose.data.Quantity;
import superpose.data.Require;

/**
 * A quantity on activations that are split into what a regression may see and what it is tested on.
 *
 * <p>Nothing is copied. The test rows cannot be had: all that leaves them is what a fitted probe {@linkplain #predict
 * predicts}. A task on the training and the validation rows serves to choose the penalty, as in {@link ProbeTask}.
 */
public final class RegressionTask {

    private final TrainingActivations training;
    private final Matrix test;
    private final ProbeSplit split;
    private final Quantity quantity;

    private RegressionTask(TrainingActivations training, Matrix test, ProbeSplit split, Quantity quantity) {
        this.training = training;
        this.test = test;
        this.split = split;
        this.quantity = quantity;
    }

    /**
     * Splits activations and values.
     *
     * @param activations finite
     * @param quantity [samples], not constant over the training rows nor over the test rows
     * @throws superpose.data.BadInputException if an activation is not finite, the quantity is constant or the sizes differ
     */
    public static RegressionTask of(Activations activations, Quantity quantity, ProbeSplit split) {
        Require.same(activations.samples(), split.rows(), "rows in the split of " + activations.name());
        Matrix values = activations.requireFinite().values();
        TrainingActivations training = TrainingActivations.of(values.viewRows(split.train()));
        return checked(training, values.viewRows(split.test()), split, quantity);
    }

    /** Returns the task of another quantity on the same activations and the same split; what was computed is shared. */
    public RegressionTask withQuantity(Quantity other) {
        return checked(training, test, split, other);
    }

    private static RegressionTask checked(
            TrainingActivations training, Matrix test, ProbeSplit split, Quantity quantity) {
        Require.same(split.rows(), quantity.samples(), "values of " + quantity.name() + " for the activations");
        quantity.select(split.train()).requireVarying("training rows");
        quantity.select(split.test()).requireVarying("test rows");
        return new RegressionTask(training, test, split, quantity);
    }

    /** Returns the activations of the training rows. */
    public TrainingActivations training() {
        return training;
    }

    /** Returns the quantity of the training rows. */
    public Quantity trainingQuantity() {
        return quantity.select(split.train());
    }

    /** Fits a ridge regression to the training rows; the score of the probe is the predicted value. */
    public LinearProbe fit(RidgeTrainer ridge) {
        return ridge.fit(training, trainingQuantity().asColumn()).target(0);
    }

    /** Predicts the test rows by a probe whose score is the predicted value. */
    public HeldOutPredictions predict(LinearProbe probe) {
        return HeldOutPredictions.of(probe.score(test), quantity.select(split.test()), split.testGroups());
    }
}
