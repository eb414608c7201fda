package superpose.toymodels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lets instances train in turns on several threads, so that all are about as far, what is told holds for all, and all end
 * at about the same time.
 *
 * @param <B> what a thread works with; there are as many threads as of these
 */
final class TrainingTurns<B> {

    /** A turn is this part of the steps that are left: no thread is left alone with much when the others have ended. */
    private static final int PARTS = 4;

    /** Fewer steps than this would not be worth passing a model on. */
    private static final int SHORTEST = 100;

    private final List<B> benches;
    private final int first;
    private final int steps;
    private final Audience audience;

    /**
     * Plans the turns.
     *
     * @param first steps taken before
     * @param steps taken in all at the end
     * @param audience hears on the calling thread of the steps it asks for, at which turns end
     */
    TrainingTurns(List<B> benches, int first, int steps, Audience audience) {
        this.benches = benches;
        this.first = first;
        this.steps = steps;
        this.audience = audience;
    }

    /** A turn of one instance. */
    @FunctionalInterface
    interface Turn<B> {
        /** Trains an instance until it has taken so many steps in all, and returns where it stands. */
        Snapshot take(int instance, int until, B bench);
    }

    /**
     * Takes all turns.
     *
     * @throws CancellationException if this thread is interrupted, which it stays; no turn is running any more
     */
    void run(int instances, Turn<B> turn) {
        ExecutorService pool = Executors.newFixedThreadPool(
                benches.size(),
                Thread.ofPlatform().daemon().name("training-", 0).factory());
        try {
            CompletionService<Snapshot> running = new ExecutorCompletionService<>(pool);
            BlockingQueue<B> free = new LinkedBlockingQueue<>(benches);
            for (int instance = 0; instance < instances; instance++) {
                submit(running, free, instance, first, turn);
            }
            Map<Integer, List<Snapshot>> rounds = new HashMap<>();
            for (int step = first; step < steps; ) {
                Snapshot done = running.take().get();
                if (done.step() == steps || audience.hearsOf(done.step(), steps)) {
                    rounds.computeIfAbsent(done.step(), taken -> new ArrayList<>())
                            .add(done);
                }
                if (done.step() < steps) {
                    submit(running, free, done.instance(), done.step(), turn);
                }
                int end = audience.nextHeard(step, steps);
                List<Snapshot> round = rounds.getOrDefault(end, List.of());
                if (round.size() == instances) {
                    step = end;
                    rounds.remove(step);
                    round.sort(Comparator.comparingInt(Snapshot::instance));
                    audience.tell(
                            step, steps, round.stream().map(Snapshot::loss).toList(), () -> round);
                }
            }
        } catch (InterruptedException interrupted) {
            throw TrainingFailure.interrupted(interrupted);
        } catch (ExecutionException failed) {
            throw TrainingFailure.of(failed);
        } finally {
            // Interrupts the turns that still run; they look for it at every step.
            pool.shutdownNow();
            pool.close();
        }
    }

    private void submit(
            CompletionService<Snapshot> running, BlockingQueue<B> free, int instance, int taken, Turn<B> turn) {
        int length = Math.max(SHORTEST, (steps - taken) / PARTS);
        int until = Math.min(taken + length, audience.nextHeard(taken, steps));
        running.submit(() -> {
            B bench = free.take();
            try {
                return turn.take(instance, until, bench);
            } finally {
                free.add(bench);
            }
        });
    }
}
