package superpose.reports.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import superpose.data.Require;
import superpose.reports.ledger.Checkpoints;

/**
 * What an experiment runs in.
 *
 * @param points finished sweep points, kept on disk
 * @param progress who wants to know how far it is
 * @param threads how many tasks run at once
 */
public record Lab(Checkpoints points, Progress progress, int threads) {

    /** Checks the number of threads. */
    public Lab {
        Require.positive(threads, "threads");
    }

    /**
     * Runs independent tasks on the lab's threads and returns their results in order, whatever order they end in.
     *
     * @param count how many tasks
     * @param task the task with an index; must not depend on the others
     */
    public <T> List<T> each(int count, IntFunction<T> task) {
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.clamp(count, 1, threads))) {
            List<Future<T>> running = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                int chosen = index;
                running.add(workers.submit(() -> task.apply(chosen)));
            }
            List<T> results = new ArrayList<>();
            try {
                for (Future<T> future : running) {
                    results.add(future.get());
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw unwrapped(e);
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a task", e);
            }
            return results;
        }
    }

    /**
     * Runs independent tasks as {@link #each} does, and says what is being done and how much of it is done.
     *
     * @param name what is being done
     * @param count how many tasks
     * @param task the task with an index; must not depend on the others
     */
    public <T> List<T> eachOf(String name, int count, IntFunction<T> task) {
        progress.begin(name, count);
        try {
            return each(count, index -> {
                T result = task.apply(index);
                progress.advance(1);
                return result;
            });
        } finally {
            progress.end();
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
        return failed.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failed);
    }
}
