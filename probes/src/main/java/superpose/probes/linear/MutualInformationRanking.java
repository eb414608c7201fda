package superpose.probes.linear;

import java.util.Arrays;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * Orders neurons by the information in bits that each alone gives about the label, which also finds neurons that are as high
 * below as above the middle where the concept is.
 *
 * <p>Each neuron is cut into bins of nearly equal counts, equal values in one bin. The estimate is that of the counts less
 * the bias that they have on average, (filled cells - filled bins - 1) / (2 n) nats, where a cell is a bin of one class
 * (Miller 1955, "Note on the bias of information estimates"; we count what is filled, not what could be).
 *
 * @param bins how many bins, at least 2
 */
public record MutualInformationRanking(int bins) implements NeuronRanking {

    /** About how many values are held at a time. */
    private static final int VALUES = 1 << 24;

    /** Checks the range. */
    public MutualInformationRanking {
        Require.that(bins >= 2, "at least 2 bins", bins, "give 16");
    }

    /** Takes 16 bins. */
    public MutualInformationRanking() {
        this(16);
    }

    @Override
    public NeuronOrder rank(TrainingActivations training, Concept concept) {
        return NeuronOrder.descending(bits(training, training.requireLabels(concept)));
    }

    @Override
    public String name() {
        return "mutual information (" + bins + " bins)";
    }

    /** Returns the information of each neuron about the label in bits, [neurons]; slightly below 0 where there is none. */
    double[] bits(TrainingActivations training, Concept concept) {
        double[] bits = new double[training.neurons()];
        int together = Math.max(1, VALUES / training.samples());
        float[] row = new float[training.neurons()];
        for (int from = 0; from < bits.length; from += together) {
            float[][] columns = new float[Math.min(together, bits.length - from)][training.samples()];
            for (int sample = 0; sample < training.samples(); sample++) {
                training.values().copyRow(sample, row, 0);
                for (int i = 0; i < columns.length; i++) {
                    columns[i][sample] = row[from + i];
                }
            }
            for (int i = 0; i < columns.length; i++) {
                bits[from + i] = bits(columns[i], concept);
            }
        }
        return bits;
    }

    private double bits(float[] values, Concept concept) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float[] starts = new float[bins - 1];
        for (int bin = 1; bin < bins; bin++) {
            starts[bin - 1] = sorted[(int) ((long) bin * sorted.length / bins)];
        }
        int[][] counts = new int[bins][2];
        for (int sample = 0; sample < values.length; sample++) {
            counts[bin(starts, values[sample])][concept.in(sample) ? 1 : 0]++;
        }
        return information(counts, concept) / Math.log(2);
    }

    /** Returns the last bin that starts at or below a value; -0 counts as 0. */
    private static int bin(float[] starts, float value) {
        int bin = starts.length;
        while (bin > 0 && starts[bin - 1] > value) {
            bin--;
        }
        return bin;
    }

    /** Returns the information between bins and classes in nats, less its bias. */
    private static double information(int[][] counts, Concept concept) {
        double samples = concept.samples();
        int[] classes = {concept.negatives(), concept.positives()};
        double sum = 0;
        int filledBins = 0;
        int filledCells = 0;
        for (int[] bin : counts) {
            int inBin = bin[0] + bin[1];
            filledBins += inBin > 0 ? 1 : 0;
            for (int label = 0; label < 2; label++) {
                if (bin[label] > 0) {
                    filledCells++;
                    sum += bin[label] / samples * Math.log(bin[label] * samples / ((double) inBin * classes[label]));
                }
            }
        }
        return sum - (filledCells - filledBins - 1) / (2 * samples);
    }
}
