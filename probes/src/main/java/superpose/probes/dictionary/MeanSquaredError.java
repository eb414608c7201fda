package superpose.probes.dictionary;

/**
 * The squared error of reconstructions in both scales that are in use; they differ by the number of hidden units.
 *
 * @param perSample mean over samples of {@code |x - x^|^2}, summed over hidden units
 * @param perValue mean over samples and hidden units
 */
public record MeanSquaredError(double perSample, double perValue) {}
