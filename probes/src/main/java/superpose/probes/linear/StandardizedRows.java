package superpose.probes.linear;

import java.util.concurrent.atomic.AtomicReferenceArray;
import superpose.data.Matrix;

/**
 * Standardised activations in float32, a block of rows at a time: kept on the heap where they all fit into what may be
 * kept, else read again from the matrix in every pass.
 */
final class StandardizedRows {

    /** A block stays in the cache of one core between the two products that read it. */
    private static final int BLOCK_VALUES = 1 << 17;

    private static final int FEWEST_ROWS = 128;
    private static final int MOST_ROWS = 512;

    private final Matrix values;
    private final Standardization standardization;
    private final int rowsInBlock;

    /** Blocks that were read, filled by the first pass; empty where nothing is kept. */
    private final AtomicReferenceArray<float[]> kept;

    /**
     * Reads nothing yet.
     *
     * @param mostBytes how much may be kept
     */
    StandardizedRows(Matrix values, Standardization standardization, long mostBytes) {
        this.values = values;
        this.standardization = standardization;
        this.rowsInBlock = Math.clamp(BLOCK_VALUES / values.columns(), FEWEST_ROWS, MOST_ROWS);
        long bytes = (long) values.rows() * values.columns() * Float.BYTES;
        this.kept = new AtomicReferenceArray<>(bytes <= mostBytes ? blocks() : 0);
    }

    int neurons() {
        return values.columns();
    }

    /** Returns the number of blocks. */
    int blocks() {
        return Math.ceilDiv(values.rows(), rowsInBlock);
    }

    /** Returns the number of rows of every block but the last, which may be shorter. */
    int rowsInBlock() {
        return rowsInBlock;
    }

    /** Returns the first row of a block. */
    int from(int block) {
        return block * rowsInBlock;
    }

    /** Returns the number of rows of a block. */
    int count(int block) {
        return Math.min(rowsInBlock, values.rows() - from(block));
    }

    /** Returns room for a block of rows that are not kept. */
    float[] room() {
        return new float[isKept() ? 0 : rowsInBlock * neurons()];
    }

    /**
     * Returns the rows of a block, one after the other.
     *
     * @param room from {@link #room}; holds the rows where they are not kept. Modified.
     */
    float[] block(int block, float[] room) {
        if (!isKept()) {
            return read(block, room);
        }
        float[] known = kept.get(block);
        if (known == null) {
            known = read(block, new float[count(block) * neurons()]);
            kept.set(block, known);
        }
        return known;
    }

    private boolean isKept() {
        return kept.length() > 0;
    }

    private float[] read(int block, float[] into) {
        int from = from(block);
        for (int i = 0; i < count(block); i++) {
            values.copyRow(from + i, into, i * neurons());
            standardization.apply(into, i * neurons());
        }
        return into;
    }
}
