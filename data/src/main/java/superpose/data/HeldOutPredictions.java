package superpose.data;

import java.util.Arrays;

/** What a fitted regression predicted for samples that it has not seen, and what is true of them. */
public final class HeldOutPredictions {

    private final double[] predictions;
    private final Quantity truth;
    private final Groups groups;

    private HeldOutPredictions(double[] predictions, Quantity truth, Groups groups) {
        this.predictions = predictions;
        this.truth = truth;
        this.groups = groups;
    }

    /**
     * Puts predictions beside the truth.
     *
     * @param predictions [samples], finite, in units of the truth
     * @param truth [samples], not all equal
     * @param groups [samples], which of them belong together and are no independent witnesses
     * @throws BadInputException if a prediction is not finite, the truth does not vary or the sizes differ
     */
    public static HeldOutPredictions of(double[] predictions, Quantity truth, Groups groups) {
        Require.same(truth.samples(), predictions.length, "predictions of " + truth.name());
        Require.same(truth.samples(), groups.samples(), "grouped samples with a " + truth.name());
        truth.requireVarying("held-out rows");
        Require.that(
                Arrays.stream(predictions).allMatch(Double::isFinite),
                "finite predictions",
                "a NaN or an infinity for " + truth.name(),
                "look at what made the predictions");
        return new HeldOutPredictions(predictions.clone(), truth, groups);
    }

    /** Puts predictions for independent samples beside the truth; see {@link #of(double[], Quantity, Groups)}. */
    public static HeldOutPredictions of(double[] predictions, Quantity truth) {
        return of(predictions, truth, Groups.each(truth.samples()));
    }

    /** Returns the number of samples. */
    public int samples() {
        return predictions.length;
    }

    /** Returns all predictions, [samples]; a copy. */
    public double[] predictions() {
        return predictions.clone();
    }

    /** Returns how much of the quantity each sample has. */
    public Quantity truth() {
        return truth;
    }

    /** Returns which samples belong together. */
    public Groups groups() {
        return groups;
    }
}
