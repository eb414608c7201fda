package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import smile.linalg.blas.cblas_h;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.probes.NativeAlgebra;

/** Many probes on the same samples: one product for each block of rows, which are streamed from where they lie. */
public final class LinearProbes {

    private final Matrix activations;
    private final List<LinearProbe> probes;

    /** [probes, neurons]. */
    private final double[] weights;

    private final Receiver receiver;

    private LinearProbes(Matrix activations, List<LinearProbe> probes, Receiver receiver) {
        int neurons = activations.columns();
        this.activations = activations;
        this.probes = probes;
        this.weights = new double[Math.multiplyExact(probes.size(), neurons)];
        this.receiver = receiver;
        for (int probe = 0; probe < probes.size(); probe++) {
            LinearProbe one = probes.get(probe);
            Require.same(one.neurons(), neurons, "neurons, as in the rows the probe was fitted to");
            System.arraycopy(one.weights(), 0, weights, probe * neurons, neurons);
        }
    }

    /** Takes a score; called by several threads at once, each with other samples. */
    @FunctionalInterface
    interface Receiver {
        void take(int sample, int probe, double score);
    }

    /**
     * Scores samples by several probes; a sample's scores do not depend on the other samples.
     *
     * @param activations [samples, neurons], not standardised
     * @return for each probe the scores of the samples, [samples], above 0 where the concept is said to be there
     */
    public static List<double[]> score(Matrix activations, List<LinearProbe> probes) {
        List<double[]> scores = new ArrayList<>();
        probes.forEach(any -> scores.add(new double[activations.rows()]));
        forEach(activations, probes, (sample, probe, score) -> scores.get(probe)[sample] = score);
        return scores;
    }

    static void forEach(Matrix activations, List<LinearProbe> probes, Receiver receiver) {
        if (probes.isEmpty() || activations.rows() == 0) {
            return;
        }
        NativeAlgebra.load();
        LinearProbes together = new LinearProbes(activations, probes, receiver);
        int rows = SampleBlock.small(activations.columns()).rows();
        try (Workers workers = Workers.open()) {
            workers.run(Math.ceilDiv(activations.rows(), rows), () -> together.new Blocks());
        }
    }

    /** Scores blocks of rows. */
    private final class Blocks implements Workers.Worker {

        private final SampleBlock block = SampleBlock.small(activations.columns());
        private final double[] scores = new double[Math.multiplyExact(block.rows(), probes.size())];

        @Override
        public void compute(int part) {
            int from = part * block.rows();
            int count = Math.min(block.rows(), activations.rows() - from);
            block.read(activations, from, count);
            // [neurons, rows] transposed times [neurons, probes]; rows left from the block before are scored in vain,
            // so
            // that every sample lies at a place where the sums are taken in the same order.
            cblas_h.cblas_dgemm(
                    COL_MAJOR.blas(),
                    TRANSPOSE.blas(),
                    NO_TRANSPOSE.blas(),
                    block.rows(),
                    probes.size(),
                    block.columns(),
                    1,
                    block.memory(),
                    block.columns(),
                    MemorySegment.ofArray(weights),
                    block.columns(),
                    0,
                    MemorySegment.ofArray(scores),
                    block.rows());
            for (int probe = 0; probe < probes.size(); probe++) {
                double intercept = probes.get(probe).intercept();
                for (int i = 0; i < count; i++) {
                    receiver.take(from + i, probe, scores[probe * block.rows() + i] + intercept);
                }
            }
        }
    }
}
