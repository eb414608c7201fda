package superpose.probes.dictionary;

import superpose.data.Matrix;
import superpose.data.Require;

/** Running sums over blocks of samples, in float64, from which a score is made. */
final class Tally {

    /** Subtracted from every sample before squaring, so that a mean far from zero does not swallow the variance. */
    private final float[] shift;

    private final double[] sums;
    private final long[] uses;
    private double squares;
    private double squaredError;
    private long samples;
    private long active;

    Tally(float[] shift, int atoms) {
        this.shift = shift.clone();
        this.sums = new double[shift.length];
        this.uses = new long[atoms];
    }

    void add(Matrix activations, Matrix rebuilt) {
        Require.same(activations.rows(), rebuilt.rows(), "rebuilt samples");
        Require.same(shift.length, rebuilt.columns(), "hidden units in the reconstruction");
        float[] sample = new float[shift.length];
        float[] copy = new float[shift.length];
        for (int row = 0; row < activations.rows(); row++) {
            activations.copyRow(row, sample, 0);
            rebuilt.copyRow(row, copy, 0);
            for (int j = 0; j < sample.length; j++) {
                double value = (double) sample[j] - shift[j];
                double error = (double) sample[j] - copy[j];
                sums[j] += value;
                squares += value * value;
                squaredError += error * error;
            }
        }
        samples += activations.rows();
    }

    void add(Codes codes) {
        long[] counts = codes.counts();
        for (int atom = 0; atom < uses.length; atom++) {
            uses[atom] += counts[atom];
        }
        active += codes.size();
    }

    /** Returns {@code sum |x - mean|^2}. */
    private double variation() {
        double aroundShift = 0;
        for (double sum : sums) {
            aroundShift += sum * sum / samples;
        }
        return squares - aroundShift;
    }

    double explainedVariance() {
        double variation = variation();
        Require.that(variation > 0, "samples that differ", "equal ones", "score on other activations");
        return 1 - squaredError / variation;
    }

    DictionaryScore score() {
        int dead = 0;
        for (long count : uses) {
            dead += count == 0 ? 1 : 0;
        }
        return new DictionaryScore(
                samples,
                explainedVariance(),
                (double) active / samples,
                (double) dead / uses.length,
                new MeanSquaredError(squaredError / samples, squaredError / samples / shift.length));
    }
}
