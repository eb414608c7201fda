package superpose.toymodels;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** What a training throws when it waits for another thread and does not get what it waits for. */
final class TrainingFailure {

    private TrainingFailure() {}

    /** Returns what to throw when the waiting thread is interrupted, which it stays. */
    static CancellationException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("the training was interrupted");
        cancelled.initCause(interrupted);
        return cancelled;
    }

    /** Returns what the other thread failed with. */
    static RuntimeException of(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
    }
}
