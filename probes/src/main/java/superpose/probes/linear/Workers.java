package superpose.probes.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import superpose.probes.NativeAlgebra;

/**
 * The threads that go through the rows together, each with products of its own.
 *
 * <p>The work comes in parts whose number does not depend on the threads, and what the parts give is added up in their
 * order: the result is the same to the last bit, however many threads there are.
 */
final class Workers implements AutoCloseable {

    private final NativeAlgebra.Lease lease;
    private final int threads;
    private final ExecutorService others;

    private Workers(int threads) {
        this.threads = threads;
        this.lease = NativeAlgebra.sideBySide();
        // Threads start when there is work for them.
        this.others = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("rows-", 0).factory());
    }

    /** Takes as many threads as products may use. */
    static Workers open() {
        return new Workers(NativeAlgebra.threads());
    }

    /** What one thread does with its parts, in memory of its own. */
    @FunctionalInterface
    interface Worker {

        /** Works on a part, at the same time as others. */
        void compute(int part);

        /** Adds the part that was just computed to what all share; parts come in ascending order and one at a time. */
        default void add() {}
    }

    /** Works on all parts in any order. */
    void each(int parts, IntConsumer work) {
        run(parts, () -> work::accept);
    }

    /**
     * Works on all parts.
     *
     * @param worker makes what one thread needs; called once for each thread that takes part
     */
    void run(int parts, Supplier<? extends Worker> worker) {
        PartQueue queue = new PartQueue(parts);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int other = 1; other < Math.min(threads, parts); other++) {
            running.add(CompletableFuture.runAsync(() -> queue.empty(worker.get()), others));
        }
        try {
            queue.empty(worker.get());
        } finally {
            running.forEach(one -> one.exceptionally(reportedBelow -> null).join());
        }
        running.forEach(Workers::join);
    }

    private static void join(CompletableFuture<Void> one) {
        try {
            one.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        others.shutdown();
        lease.close();
    }

    /** The parts that nobody has taken yet, and whose turn it is to add. */
    private static final class PartQueue {

        private final int parts;
        private int next;
        private int turn;
        private boolean failed;

        PartQueue(int parts) {
            this.parts = parts;
        }

        void empty(Worker worker) {
            boolean done = false;
            try {
                for (int part = take(); part < parts; part = take()) {
                    worker.compute(part);
                    if (await(part)) {
                        worker.add();
                        pass();
                    }
                }
                done = true;
            } finally {
                if (!done) {
                    fail();
                }
            }
        }

        private synchronized int take() {
            return failed ? parts : next++;
        }

        private synchronized boolean await(int part) {
            boolean interrupted = false;
            while (turn != part && !failed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // The parts before this one are short: the interrupt can wait for them.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return !failed;
        }

        private synchronized void pass() {
            turn++;
            notifyAll();
        }

        private synchronized void fail() {
            failed = true;
            notifyAll();
        }
    }
}
