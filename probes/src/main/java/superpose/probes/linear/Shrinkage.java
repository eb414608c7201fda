package superpose.probes.linear;

import java.util.Locale;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * How far a covariance is drawn towards a multiple of the identity, {@code (1 - s) S + s mean(diag S) I}, over standardised
 * neurons; constant ones are left out of the mean.
 */
public sealed interface Shrinkage {

    /** Returns s for the covariance within the classes of a concept, in [0, 1]. */
    double of(WithinClasses within, TrainingActivations training, Concept concept);

    /** Returns the setting as it is put in tables. */
    String name();

    /**
     * A share that was chosen beforehand.
     *
     * @param share s, in [0, 1]; 0 leaves the covariance as it is, 1 weighs each neuron by its difference of means alone
     */
    record Given(double share) implements Shrinkage {

        /** Checks the range. */
        public Given {
            Require.that(share >= 0 && share <= 1, "a shrinkage in [0, 1]", share, "0 shrinks nothing, 1 everything");
        }

        @Override
        public double of(WithinClasses within, TrainingActivations training, Concept concept) {
            return share;
        }

        @Override
        public String name() {
            return String.format(Locale.ROOT, "shrinkage = %s", share);
        }
    }

    /**
     * The share that is nearest to the true covariance in squared error, as far as the rows can tell; reads them once more.
     *
     * <p>Source: Ledoit and Wolf (2004), "A well-conditioned estimator for large-dimensional covariance matrices"; on the
     * rows less the mean of their class it is scikit-learn's {@code ledoit_wolf_shrinkage} with {@code assume_centered}.
     */
    record LedoitWolf() implements Shrinkage {

        @Override
        public double of(WithinClasses within, TrainingActivations training, Concept concept) {
            int neurons = within.neurons();
            double squares = within.sumOfSquares();
            double mean = within.meanVariance();
            double spread = squares - neurons * mean * mean;
            double error = within.fourthMoment(training, concept) / training.samples() - squares;
            double share = Math.min(1, error / training.samples() / spread);
            // One neuron alone is the multiple of the identity already: nothing to shrink.
            return spread > 0 && share > 0 ? share : 0;
        }

        @Override
        public String name() {
            return "Ledoit-Wolf shrinkage";
        }
    }
}
