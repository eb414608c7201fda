package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import smile.linalg.blas.cblas_h;
import superpose.data.Matrix;
import superpose.data.Require;

/** Standardised activations as one float32 block, [neurons, samples] column by column: a sample lies in one piece. */
final class SampleColumns {

    /** Samples whose part of a gradient is summed in float32 before it is added up in double. */
    private static final int CHUNK = 1024;

    private final int neurons;
    private final int samples;
    private final MemorySegment block;

    private SampleColumns(int neurons, int samples, float[] block) {
        this.neurons = neurons;
        this.samples = samples;
        this.block = MemorySegment.ofArray(block);
    }

    static SampleColumns of(Matrix values, Standardization standardization) {
        long size = (long) values.rows() * values.columns();
        Require.that(
                size <= Integer.MAX_VALUE - 8,
                "at most " + Integer.MAX_VALUE + " training values for an iterative probe",
                size,
                "train on fewer rows, or fit a ridge probe, which streams them");
        float[] block = new float[(int) size];
        int neurons = values.columns();
        for (int sample = 0; sample < values.rows(); sample++) {
            int start = sample * neurons;
            values.copyRow(sample, block, start);
            for (int neuron = 0; neuron < neurons; neuron++) {
                double centred = block[start + neuron] - standardization.mean(neuron);
                block[start + neuron] = (float) (centred * standardization.scale(neuron));
            }
        }
        return new SampleColumns(neurons, values.rows(), block);
    }

    int neurons() {
        return neurons;
    }

    int samples() {
        return samples;
    }

    /**
     * Projects every sample on a direction.
     *
     * @param direction [neurons]
     * @param into [samples]. Modified.
     */
    void project(float[] direction, float[] into) {
        cblas_h.cblas_sgemv(
                COL_MAJOR.blas(),
                TRANSPOSE.blas(),
                neurons,
                samples,
                1f,
                block,
                neurons,
                MemorySegment.ofArray(direction),
                1,
                0f,
                MemorySegment.ofArray(into),
                1);
    }

    /**
     * Sums the samples, each times its weight.
     *
     * @param weights [samples]
     * @param into [neurons], overwritten. Modified.
     */
    void weightedSum(float[] weights, double[] into) {
        Arrays.fill(into, 0);
        float[] partial = new float[neurons];
        for (int from = 0; from < samples; from += CHUNK) {
            int count = Math.min(CHUNK, samples - from);
            cblas_h.cblas_sgemv(
                    COL_MAJOR.blas(),
                    NO_TRANSPOSE.blas(),
                    neurons,
                    count,
                    1f,
                    block.asSlice((long) from * neurons * Float.BYTES),
                    neurons,
                    MemorySegment.ofArray(weights).asSlice((long) from * Float.BYTES),
                    1,
                    0f,
                    MemorySegment.ofArray(partial),
                    1);
            for (int neuron = 0; neuron < neurons; neuron++) {
                into[neuron] += partial[neuron];
            }
        }
    }
}
