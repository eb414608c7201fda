package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import smile.linalg.Transpose;
import smile.linalg.blas.cblas_h;

/**
 * One pass over the training rows that measures the log losses of many searches at their trials, and the slopes: the
 * margins of all of them by one product for each block of rows, the slopes by another.
 */
final class LogisticPass {

    /** A product of two matrices first copies them in another order, which pays only where many columns share the copy. */
    private static final int FEWEST_FOR_MATRICES = 32;

    private final StandardizedRows rows;
    private final List<LogisticSearch> searches;

    /** The weights of the trials in the precision of the products, [searches, neurons]. */
    private final float[] weights;

    private final double[] losses;
    private final double[] residuals;
    private final double[] curvatures;
    private final double[][] slopes;

    private LogisticPass(StandardizedRows rows, List<LogisticSearch> searches) {
        int count = searches.size();
        this.rows = rows;
        this.searches = searches;
        this.weights = new float[Math.multiplyExact(count, rows.neurons())];
        this.losses = new double[count];
        this.residuals = new double[count];
        this.curvatures = new double[count];
        this.slopes = new double[count][rows.neurons()];
        for (int search = 0; search < count; search++) {
            double[] trial = searches.get(search).trial();
            for (int neuron = 0; neuron < rows.neurons(); neuron++) {
                weights[search * rows.neurons() + neuron] = (float) trial[neuron];
            }
        }
    }

    static LogisticPass over(StandardizedRows rows, List<LogisticSearch> searches, Workers workers) {
        LogisticPass pass = new LogisticPass(rows, searches);
        workers.run(rows.blocks(), () -> pass.new Blocks());
        return pass;
    }

    /** Returns what the samples add up to for one of the searches. */
    LogLoss.Sums sums(int search) {
        return new LogLoss.Sums(losses[search], residuals[search], curvatures[search]);
    }

    /** Returns the sums of residual times activation for one of the searches, [neurons]. */
    double[] slopes(int search) {
        return slopes[search];
    }

    /** Measures blocks of rows. Sums over a block are in float32, sums over blocks in double precision. */
    private final class Blocks implements Workers.Worker {

        private final float[] room = rows.room();
        private final float[] margins = new float[Math.multiplyExact(searches.size(), rows.rowsInBlock())];
        private final float[] sums = new float[weights.length];
        private final LogLoss loss = new LogLoss(rows.rowsInBlock());
        private final LogLoss.Sums[] blockSums = new LogLoss.Sums[searches.size()];

        @Override
        public void compute(int block) {
            MemorySegment activations = MemorySegment.ofArray(rows.block(block, room));
            int count = rows.count(block);
            // [neurons, count] transposed times [neurons, searches].
            product(TRANSPOSE, count, activations, MemorySegment.ofArray(weights), MemorySegment.ofArray(margins));
            for (int search = 0; search < blockSums.length; search++) {
                LogisticSearch one = searches.get(search);
                double intercept = one.trial()[rows.neurons()];
                blockSums[search] = loss.of(one.concept(), rows.from(block), count, margins, search * count, intercept);
            }
            // [neurons, count] times [count, searches].
            product(NO_TRANSPOSE, count, activations, MemorySegment.ofArray(margins), MemorySegment.ofArray(sums));
        }

        private void product(
                Transpose transpose, int count, MemorySegment activations, MemorySegment right, MemorySegment into) {
            int neurons = rows.neurons();
            int height = transpose == TRANSPOSE ? count : neurons;
            int inner = transpose == TRANSPOSE ? neurons : count;
            if (searches.size() < FEWEST_FOR_MATRICES) {
                for (int search = 0; search < searches.size(); search++) {
                    cblas_h.cblas_sgemv(
                            COL_MAJOR.blas(),
                            transpose.blas(),
                            neurons,
                            count,
                            1,
                            activations,
                            neurons,
                            right.asSlice((long) search * inner * Float.BYTES),
                            1,
                            0,
                            into.asSlice((long) search * height * Float.BYTES),
                            1);
                }
                return;
            }
            cblas_h.cblas_sgemm(
                    COL_MAJOR.blas(),
                    transpose.blas(),
                    NO_TRANSPOSE.blas(),
                    height,
                    searches.size(),
                    inner,
                    1,
                    activations,
                    neurons,
                    right,
                    inner,
                    0,
                    into,
                    height);
        }

        @Override
        public void add() {
            for (int search = 0; search < blockSums.length; search++) {
                losses[search] += blockSums[search].loss();
                residuals[search] += blockSums[search].residual();
                curvatures[search] += blockSums[search].curvature();
                double[] slope = slopes[search];
                int start = search * slope.length;
                for (int neuron = 0; neuron < slope.length; neuron++) {
                    slope[neuron] += sums[start + neuron];
                }
            }
        }
    }
}
