package superpose.probes.linear;

import superpose.data.Concept;

/**
 * The covariance of standardised neurons within the two classes, pooled: {@code S = (G / n - p (1 - p) d d')}, where G is
 * their Gram matrix and d the difference of the class means. Divided by the number of rows n, as in scikit-learn.
 *
 * <p>It is never formed: what is asked of it follows from G, which all concepts share.
 */
final class WithinClasses {

    private final Gram gram;
    private final int samples;
    private final int[] varying;
    private final double[] difference;
    private final double share;

    private WithinClasses(TrainingActivations training, double[] difference, double share) {
        this.gram = training.gram();
        this.samples = training.samples();
        this.varying = training.standardization().varying();
        this.difference = difference;
        this.share = share;
    }

    static WithinClasses of(TrainingActivations training, Concept concept) {
        double share = (double) concept.positives() / concept.samples();
        return new WithinClasses(training, MeanDifferenceTrainer.difference(training, concept), share);
    }

    /** The number of neurons that vary over the rows. */
    int neurons() {
        return varying.length;
    }

    /** Mean with minus mean without the concept, [neurons], constant ones included. */
    double[] difference() {
        return difference;
    }

    /** The variance between the classes along the difference, per square of it: p (1 - p). */
    double between() {
        return share * (1 - share);
    }

    /** The mean of the variances within the classes over the neurons that vary; at most 1. */
    double meanVariance() {
        double sum = 0;
        for (int neuron : varying) {
            sum += covariance(neuron, neuron);
        }
        return Math.max(0, sum / varying.length);
    }

    /** The sum of the squares of all covariances within the classes. */
    double sumOfSquares() {
        double sum = 0;
        for (int one : varying) {
            for (int other : varying) {
                double covariance = covariance(one, other);
                sum += covariance * covariance;
            }
        }
        return sum;
    }

    private double covariance(int one, int other) {
        return gram.get(one, other) / samples - between() * difference[one] * difference[other];
    }

    /** Reads the rows once more for the sum of {@code |x - mean of its class|^4}. */
    double fourthMoment(TrainingActivations training, Concept concept) {
        double[] sum = new double[1];
        new ExactRows(training).forEachRow((sample, values) -> {
            // The class means weigh to 0, so they lie at (1 - p) d and at -p d.
            double step = concept.in(sample) ? 1 - share : -share;
            double squares = 0;
            for (int neuron : varying) {
                double centred = values[neuron] - step * difference[neuron];
                squares += centred * centred;
            }
            sum[0] += squares * squares;
        });
        return sum[0];
    }
}
