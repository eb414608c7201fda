package superpose.probes.linear;

import smile.linalg.UPLO;
import smile.tensor.DenseMatrix;
import smile.tensor.EVD;
import smile.tensor.ScalarType;
import superpose.data.Concept;

/**
 * Linear discriminant analysis: the difference of the class means times the inverse of the covariance within the classes,
 * {@code w = S^-1 (mean with - mean without)} over standardised neurons. Without shrinkage and with the threshold half way
 * it is the whitened difference of means, also called mass-mean probing for independent samples.
 *
 * <p>Source: Fisher (1936), "The use of multiple measurements in taxonomic problems"; Marks and Tegmark (2023), "The Geometry
 * of Truth" (mass-mean probing for independent samples); shrinkage as in scikit-learn's LinearDiscriminantAnalysis, on the
 * pooled covariance.
 *
 * <p>Where S is singular, as with more neurons than rows or with a neuron that tells the classes apart without fail, the
 * direction is that of the pseudo-inverse of the covariance of all rows. It is the same direction where S is regular, and
 * unlike the pseudo-inverse of S it keeps the neurons that do not vary within a class. The scores of classes that are so
 * far apart that their log odds have no bound are scaled as if a share of 1 / rows of the variance were left within them.
 *
 * @param shrinkage how far the covariance is drawn towards a multiple of the identity
 * @param threshold where the score is 0
 */
public record LdaTrainer(Shrinkage shrinkage, Threshold threshold) implements ProbeTrainer {

    /** The largest eigenvalue times this is what the rounding of float32 activations may leave of a smaller one. */
    private static final double NEGLIGIBLE = 1e-12;

    /** Where the score is 0. */
    public enum Threshold {
        /** Where both classes are equally likely at their shares of the training rows: scores are log odds. */
        SHARES_OF_CLASSES,
        /** Half way between the class means, whatever their shares. */
        HALF_WAY
    }

    /** Linear discriminant analysis with the shrinkage of Ledoit and Wolf; scores are log odds. */
    public LdaTrainer() {
        this(new Shrinkage.LedoitWolf(), Threshold.SHARES_OF_CLASSES);
    }

    /** The whitened difference of means of Marks and Tegmark (2023): no shrinkage, the threshold half way. */
    public static LdaTrainer whitenedMeanDifference() {
        return new LdaTrainer(new Shrinkage.Given(0), Threshold.HALF_WAY);
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        WithinClasses within = WithinClasses.of(training, training.requireLabels(concept));
        double variance = within.meanVariance();
        // Without any variance within the classes there is nothing to shrink towards.
        double share = variance > NEGLIGIBLE ? shrinkage.of(within, training, concept) : 0;
        double[] difference = within.difference();
        double[] weights = solve(training, (1 - share) / training.samples(), share * variance, difference);

        // S = A - c d d', so S^-1 d = A^-1 d / (1 - c d' A^-1 d) (Sherman and Morrison).
        double explained = (1 - share) * within.between() * product(difference, weights);
        double scale = 1 / Math.max(1 - explained, 1.0 / training.samples());
        for (int neuron = 0; neuron < weights.length; neuron++) {
            weights[neuron] *= scale;
        }
        return LinearProbe.of(
                training.standardization(), weights, atMean(concept, product(difference, weights), threshold));
    }

    @Override
    public String name() {
        if (equals(whitenedMeanDifference())) {
            return "whitened difference of means";
        }
        String half = threshold == Threshold.HALF_WAY ? ", threshold half way" : "";
        return "linear discriminant (" + shrinkage.name() + half + ")";
    }

    /** Returns the score at the mean of all rows; the class means lie at (1 - p) d and at -p d from it. */
    private static double atMean(Concept concept, double distance, Threshold threshold) {
        double odds = (double) concept.positives() / concept.negatives();
        double balance = (double) (concept.negatives() - concept.positives()) / concept.samples();
        double halfWay = -balance * distance / 2;
        return threshold == Threshold.HALF_WAY ? halfWay : halfWay + Math.log(odds);
    }

    /** Solves {@code (scale G + ridge I) w = d}, in the sense of least squares where that is singular. */
    private static double[] solve(TrainingActivations training, double scale, double ridge, double[] difference) {
        try {
            return training.gram().factor(scale, ridge).solve(difference).toArray(new double[0]);
        } catch (ArithmeticException singular) {
            return pseudoInverse(training, scale, ridge, difference);
        }
    }

    private static double[] pseudoInverse(TrainingActivations training, double scale, double ridge, double[] vector) {
        int[] varying = training.standardization().varying();
        DenseMatrix matrix = DenseMatrix.zeros(ScalarType.Float64, varying.length, varying.length)
                .withUplo(UPLO.LOWER);
        for (int column = 0; column < varying.length; column++) {
            for (int row = column; row < varying.length; row++) {
                matrix.set(row, column, scale * training.gram().get(varying[row], varying[column]));
            }
            matrix.add(column, column, ridge);
        }
        EVD eigen = matrix.eigen();
        double largest = 0;
        for (int i = 0; i < varying.length; i++) {
            largest = Math.max(largest, eigen.wr().get(i));
        }
        double[] solution = new double[vector.length];
        for (int i = 0; i < varying.length; i++) {
            double value = eigen.wr().get(i);
            if (value > NEGLIGIBLE * largest) {
                double along = 0;
                for (int j = 0; j < varying.length; j++) {
                    along += eigen.Vr().get(j, i) * vector[varying[j]];
                }
                for (int j = 0; j < varying.length; j++) {
                    solution[varying[j]] += along / value * eigen.Vr().get(j, i);
                }
            }
        }
        return solution;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
