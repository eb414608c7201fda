package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;
import static smile.linalg.UPLO.LOWER;

import java.lang.foreign.MemorySegment;
import smile.linalg.Transpose;
import smile.linalg.blas.cblas_h;
import smile.tensor.DenseMatrix;
import smile.tensor.ScalarType;

/**
 * Products with the standardised training rows in double precision, streamed from where the activations lie: what Newton's
 * method asks for, which takes few steps and wants each of them exact.
 */
final class ExactRows {

    private static final int BLOCK = 512;

    private final TrainingActivations training;

    ExactRows(TrainingActivations training) {
        this.training = training;
    }

    int samples() {
        return training.samples();
    }

    int neurons() {
        return training.neurons();
    }

    Standardization standardization() {
        return training.standardization();
    }

    /**
     * Projects every row on a direction.
     *
     * @param direction [neurons]
     * @return [samples]
     */
    double[] project(double[] direction) {
        double[] into = new double[samples()];
        forEachBlock((block, from, count) -> {
            MemorySegment part = MemorySegment.ofArray(into).asSlice((long) from * Double.BYTES);
            product(TRANSPOSE, block, count, MemorySegment.ofArray(direction), part);
        });
        return into;
    }

    /**
     * Sums the rows, each times its weight.
     *
     * @param weights [samples]
     * @return [neurons]
     */
    double[] weightedSum(double[] weights) {
        double[] into = new double[neurons()];
        forEachBlock((block, from, count) -> {
            MemorySegment part = MemorySegment.ofArray(weights).asSlice((long) from * Double.BYTES);
            product(NO_TRANSPOSE, block, count, part, MemorySegment.ofArray(into));
        });
        return into;
    }

    /** Adds to the sum what the rows of a block, [neurons, count] column by column, make of a vector. */
    private void product(Transpose transpose, double[] block, int count, MemorySegment vector, MemorySegment sum) {
        cblas_h.cblas_dgemv(
                COL_MAJOR.blas(),
                transpose.blas(),
                neurons(),
                count,
                1,
                MemorySegment.ofArray(block),
                neurons(),
                vector,
                1,
                1,
                sum,
                1);
    }

    /** Receives standardised rows, one after the other, where the first of them is and how many they are. */
    @FunctionalInterface
    private interface BlockOfRows {
        void at(double[] block, int from, int count);
    }

    private void forEachBlock(BlockOfRows work) {
        double[] block = new double[BLOCK * neurons()];
        float[] row = new float[neurons()];
        for (int from = 0; from < samples(); from += BLOCK) {
            int count = Math.min(BLOCK, samples() - from);
            for (int i = 0; i < count; i++) {
                training.values().copyRow(from + i, row, 0);
                standardize(row, block, i * row.length);
            }
            work.at(block, from, count);
        }
    }

    private void standardize(float[] row, double[] into, int offset) {
        for (int neuron = 0; neuron < row.length; neuron++) {
            double centred = row[neuron] - standardization().mean(neuron);
            into[offset + neuron] = centred * standardization().scale(neuron);
        }
    }

    /** Receives a standardised row, [neurons], which the next one overwrites. */
    @FunctionalInterface
    interface Row {
        void at(int sample, double[] values);
    }

    /** Goes over the rows in their order. */
    void forEachRow(Row work) {
        float[] row = new float[neurons()];
        double[] standardized = new double[neurons()];
        for (int sample = 0; sample < samples(); sample++) {
            training.values().copyRow(sample, row, 0);
            standardize(row, standardized, 0);
            work.at(sample, standardized);
        }
    }

    /**
     * Sums the inner products of some neurons and of a last column of ones, each row times its weight.
     *
     * @param chosen the neurons
     * @param weights [samples], at least 0; rows of weight 0 are not read
     * @return [chosen + 1, chosen + 1], of which the lower triangle is kept
     */
    DenseMatrix weightedGram(int[] chosen, double[] weights) {
        int width = chosen.length + 1;
        DenseMatrix gram = DenseMatrix.zeros(ScalarType.Float64, width, width).withUplo(LOWER);
        double[] block = new double[BLOCK * width];
        float[] row = new float[neurons()];
        int held = 0;
        for (int sample = 0; sample < weights.length; sample++) {
            if (weights[sample] == 0) {
                continue;
            }
            training.values().copyRow(sample, row, 0);
            standardizeChosen(row, chosen, Math.sqrt(weights[sample]), block, held * width);
            held++;
            if (held == BLOCK) {
                addProducts(block, held, gram);
                held = 0;
            }
        }
        addProducts(block, held, gram);
        return gram;
    }

    private void standardizeChosen(float[] row, int[] chosen, double factor, double[] into, int offset) {
        for (int i = 0; i < chosen.length; i++) {
            double centred = row[chosen[i]] - standardization().mean(chosen[i]);
            into[offset + i] = factor * centred * standardization().scale(chosen[i]);
        }
        into[offset + chosen.length] = factor;
    }

    private static void addProducts(double[] block, int count, DenseMatrix gram) {
        int width = gram.nrow();
        cblas_h.cblas_dsyrk(
                COL_MAJOR.blas(),
                LOWER.blas(),
                NO_TRANSPOSE.blas(),
                width,
                count,
                1,
                MemorySegment.ofArray(block),
                width,
                1,
                gram.memory(),
                gram.ld());
    }
}
