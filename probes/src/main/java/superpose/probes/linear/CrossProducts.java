package superpose.probes.linear;

import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;

import java.lang.foreign.MemorySegment;
import smile.linalg.blas.cblas_h;
import smile.tensor.DenseMatrix;
import smile.tensor.ScalarType;

/**
 * Sums over the training rows of products of standardised neurons with other columns, in double precision and one pass:
 * a block of rows is read by all threads, then each works out some of the neurons.
 */
final class CrossProducts {

    /** Neurons whose products one thread works out at a time. */
    private static final int PANEL = 128;

    private final TrainingActivations training;
    private final SampleBlock block;
    private final DenseMatrix sums;

    private CrossProducts(TrainingActivations training, int columns) {
        this.training = training;
        this.block = SampleBlock.large(training.neurons(), training.samples());
        this.sums = DenseMatrix.zeros(ScalarType.Float64, training.neurons(), columns);
    }

    /** Fills a block with the columns that neurons are multiplied with. */
    @FunctionalInterface
    interface Columns {
        void read(int from, int count, SampleBlock into);
    }

    /** Returns {@code X^T X}, [neurons, neurons]; only the lower triangle is right. */
    static DenseMatrix withNeurons(TrainingActivations training) {
        int neurons = training.neurons();
        CrossProducts products = new CrossProducts(training, neurons);
        products.overRows((from, count, workers) -> workers.each(Math.ceilDiv(neurons, PANEL), part -> {
            // A panel of columns, from the diagonal down: later ones are shorter.
            int first = part * PANEL;
            int columns = Math.min(PANEL, neurons - first);
            long start = first + (long) first * products.sums.ld();
            products.add(first, neurons - first, count, products.block, first, columns, start);
        }));
        return products.sums;
    }

    /**
     * Returns {@code X^T Y}, [neurons, columns].
     *
     * @param count number of columns
     */
    static DenseMatrix with(TrainingActivations training, int count, Columns columns) {
        CrossProducts products = new CrossProducts(training, count);
        SampleBlock others = SampleBlock.forRows(count, products.block.rows());
        products.overRows((from, rows, workers) -> {
            columns.read(from, rows, others);
            workers.each(Math.ceilDiv(training.neurons(), PANEL), part -> {
                int first = part * PANEL;
                int neurons = Math.min(PANEL, training.neurons() - first);
                products.add(first, neurons, rows, others, 0, count, first);
            });
        });
        return products.sums;
    }

    @FunctionalInterface
    private interface Block {
        void at(int from, int count, Workers workers);
    }

    private void overRows(Block work) {
        try (Workers workers = Workers.open()) {
            for (int from = 0; from < training.samples(); from += block.rows()) {
                int count = Math.min(block.rows(), training.samples() - from);
                block.readStandardized(training, from, count, workers);
                work.at(from, count, workers);
            }
        }
    }

    /** Adds neurons [height, count] times the transpose of other columns [width, count] from an element of the sums on. */
    private void add(int neuron, int height, int count, SampleBlock others, int column, int width, long start) {
        cblas_h.cblas_dgemm(
                COL_MAJOR.blas(),
                NO_TRANSPOSE.blas(),
                TRANSPOSE.blas(),
                height,
                width,
                count,
                1,
                from(block.memory(), neuron),
                block.columns(),
                from(others.memory(), column),
                others.columns(),
                1,
                from(sums.memory(), start),
                sums.ld());
    }

    private static MemorySegment from(MemorySegment memory, long element) {
        return memory.asSlice(element * Double.BYTES);
    }
}
