package superpose.reports.sources;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import superpose.data.Activations;

/**
 * Lets only as many probings run side by side as the heap has room for: each holds the products of all pairs of neurons and
 * copies of its rows, as far as these are kept.
 */
public final class MemoryShare {

    private static final long MIB = 1 << 20;

    /** Share of the heap that probings may fill together. */
    private static final double SHARE = 0.8;

    /** The products of all pairs, once as they are and once as factors, and both again for half of the neurons. */
    private static final double GRAMS = 2.5;

    /** The labelled rows, the training and test rows among them, and the standardised ones. */
    private static final double COPIES = 3.5;

    /**
     * What is kept of every row besides its activations: where it lies, its labels, its scores by the probe of each penalty,
     * and their order.
     */
    private static final double BYTES_OF_ROW = 64;

    /** The rows that penalties are tried on, and those of the last fit. */
    private static final double[] FITTED = {0.6, 0.8};

    /** {@link superpose.probes.linear.TrainingActivations} keep no more than such a part of the heap. */
    private static final double KEPT_SHARE = 4;

    private final long heap;
    private final int permits;
    private final Semaphore free;

    /**
     * Shares a heap.
     *
     * @param heap bytes
     */
    public MemoryShare(long heap) {
        this.heap = heap;
        permits = Math.clamp((long) (SHARE * heap / MIB), 1, Integer.MAX_VALUE);
        free = new Semaphore(permits, true);
    }

    /** Runs a probing when there is room; one that needs more than there is runs alone. */
    public <T> T during(Activations activations, Supplier<T> probing) {
        return during(needed(activations, activations.samples()), probing);
    }

    /**
     * Runs a probing that goes over all rows for a few fits and over some of them for many.
     *
     * @param rows how many rows there are
     * @param some how many of them the many fits are to
     */
    public <T> T during(Activations activations, int rows, int some, Supplier<T> probing) {
        long forMany = needed(activations, some);
        return during(some == rows ? forMany : forMany + neededForFew(activations, rows), probing);
    }

    private <T> T during(long bytes, Supplier<T> probing) {
        int needed = (int) Math.min(permits, 1 + bytes / MIB);
        free.acquireUninterruptibly(needed);
        try {
            return probing.get();
        } finally {
            free.release(needed);
        }
    }

    private static long needed(Activations activations, int rows) {
        double neurons = activations.neurons();
        return (long) (GRAMS * Double.BYTES * neurons * neurons + COPIES * Float.BYTES * neurons * rows);
    }

    /** What few fits to many rows need: standardised rows are kept where there is room, else read again in every pass. */
    private long neededForFew(Activations activations, int rows) {
        double bytes = (double) Float.BYTES * activations.neurons() * rows;
        double kept = 0;
        for (double share : FITTED) {
            kept += share * bytes <= heap / KEPT_SHARE ? share * bytes : 0;
        }
        return (long) (kept + BYTES_OF_ROW * rows);
    }
}
