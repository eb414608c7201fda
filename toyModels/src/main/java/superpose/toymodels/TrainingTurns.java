package superpose.toymodels;

import java.util.Arrays;
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
 * Lets instances train in turns of so many steps on several threads, so that all are about as far and what is reported holds
 * for all.
 *
 * @param <B> what a thread works with; there are as many threads as of these
 */
final class TrainingTurns<B> {

    private final List<B> benches;
    private final int first;
    private final int steps;
    private final int length;

    /**
     * Plans the turns.
     *
     * @param first steps taken before
     * @param steps taken in all at the end
     * @param length steps in a turn; turns end at multiples of it
     */
    TrainingTurns(List<B> benches, int first, int steps, int length) {
        this.benches = benches;
        this.first = first;
        this.steps = steps;
        this.length = length;
    }

    /** A turn of one instance. */
    @FunctionalInterface
    interface Turn<B> {
        /** Trains an instance until it has taken so many steps in all, and returns the loss at the last. */
        double take(int instance, int until, B bench);
    }

    private record Done(int instance, int taken, double loss) {}

    /**
     * Takes all turns.
     *
     * @param progress hears on this thread of the end of each round of turns
     * @throws CancellationException if this thread is interrupted, which it stays; no turn is running any more
     */
    void run(int instances, Turn<B> turn, Progress progress) {
        ExecutorService pool = Executors.newFixedThreadPool(
                benches.size(),
                Thread.ofPlatform().daemon().name("training-", 0).factory());
        try {
            CompletionService<Done> running = new ExecutorCompletionService<>(pool);
            BlockingQueue<B> free = new LinkedBlockingQueue<>(benches);
            for (int instance = 0; instance < instances; instance++) {
                submit(running, free, instance, first, turn);
            }
            Map<Integer, Round> rounds = new HashMap<>();
            for (int step = first; step < steps; ) {
                Done done = running.take().get();
                rounds.computeIfAbsent(done.taken, taken -> new Round(instances))
                        .add(done);
                if (done.taken < steps) {
                    submit(running, free, done.instance, done.taken, turn);
                }
                Round round = rounds.get(end(step));
                if (round != null && round.left == 0) {
                    step = end(step);
                    rounds.remove(step);
                    progress.at(step, Arrays.stream(round.losses).boxed().toList());
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

    /** The losses of the instances that have ended a round. */
    private static final class Round {

        private final double[] losses;
        private int left;

        Round(int instances) {
            losses = new double[instances];
            left = instances;
        }

        void add(Done done) {
            losses[done.instance] = done.loss;
            left--;
        }
    }

    private void submit(CompletionService<Done> running, BlockingQueue<B> free, int instance, int taken, Turn<B> turn) {
        int until = end(taken);
        running.submit(() -> {
            B bench = free.take();
            try {
                return new Done(instance, until, turn.take(instance, until, bench));
            } finally {
                free.add(bench);
            }
        });
    }

    /** Returns where a turn ends that starts after so many steps. */
    private int end(int taken) {
        return (int) Math.min(steps, ((long) taken / length + 1) * length);
    }
}
