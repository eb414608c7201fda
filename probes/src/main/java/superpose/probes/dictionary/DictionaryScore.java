package superpose.probes.dictionary;

import superpose.data.Matrix;
import superpose.data.Require;

/**
 * How well a dictionary rebuilds samples, and how sparsely.
 *
 * @param samples over how many samples all of this was measured
 * @param explainedVariance {@code 1 - sum |x - x^|^2 / sum |x - mean|^2} with one mean over all samples: 1 is perfect, 0 is
 *     what the mean alone reaches, below 0 is worse than the mean
 * @param meanActive mean number of active atoms in a sample; the field's L0
 * @param deadFraction share of the atoms that are active in none of the samples
 * @param error mean squared error, per sample and per value
 */
public record DictionaryScore(
        long samples, double explainedVariance, double meanActive, double deadFraction, MeanSquaredError error) {

    private static final int ROWS = 4096;

    /**
     * Scores a dictionary, reading the samples in blocks.
     *
     * @param dictionary what encodes and decodes
     * @param activations [samples, hidden], not all equal
     */
    public static DictionaryScore of(Dictionary dictionary, Matrix activations) {
        Require.positive(activations.rows(), "samples to score");
        Tally tally = new Tally(activations.row(0), dictionary.atoms().features());
        for (int from = 0; from < activations.rows(); from += ROWS) {
            Matrix block = activations.rows(from, Math.min(from + ROWS, activations.rows()));
            Codes codes = dictionary.encode(block);
            tally.add(block, dictionary.decode(codes));
            tally.add(codes);
        }
        return tally.score();
    }
}
