package superpose.reports.sources;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import superpose.data.Activations;

/**
 * Lets only as many probings run side by side as the heap has room for: each holds the products of all pairs of neurons and
 * copies of its rows.
 */
public final class MemoryShare {

    private static final long MIB = 1 << 20;

    /** Share of the heap that probings may fill together. */
    private static final double SHARE = 0.8;

    /** The products of all pairs, once as they are and once as factors, and both again for half of the neurons. */
    private static final double GRAMS = 2.5;

    /** The labelled rows, the training and test rows among them, and the standardised ones. */
    private static final double COPIES = 3.5;

    private final int permits;
    private final Semaphore free;

    /**
     * Shares a heap.
     *
     * @param heap bytes
     */
    public MemoryShare(long heap) {
        permits = Math.clamp((long) (SHARE * heap / MIB), 1, Integer.MAX_VALUE);
        free = new Semaphore(permits, true);
    }

    /** Runs a probing when there is room; one that needs more than there is runs alone. */
    public <T> T during(Activations activations, Supplier<T> probing) {
        int needed = (int) Math.min(permits, 1 + needed(activations) / MIB);
        free.acquireUninterruptibly(needed);
        try {
            return probing.get();
        } finally {
            free.release(needed);
        }
    }

    private static long needed(Activations activations) {
        double neurons = activations.neurons();
        return (long)
                (GRAMS * Double.BYTES * neurons * neurons + COPIES * Float.BYTES * neurons * activations.samples());
    }
}
