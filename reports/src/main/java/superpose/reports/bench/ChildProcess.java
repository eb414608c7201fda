package superpose.reports.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run for its answer.
 *
 * <p>It never outlives the wait for it: it ends with its children when its time is up, when the waiting thread is interrupted
 * and when this program ends.
 *
 * @param exit its exit code
 * @param out the end of what it printed
 * @param err the end of what it complained about
 */
record ChildProcess(int exit, String out, String err) {

    /** More than any answer needs; a program that prints without end is read but not kept. */
    private static final int KEPT = 1 << 16;

    private static final Duration AFTER_THE_END = Duration.ofSeconds(5);

    /**
     * Runs a program that reads nothing.
     *
     * @param limit how long it may take
     * @throws PeerFailure if it takes longer
     * @throws IOException if there is no such program
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    static ChildProcess run(List<String> command, Duration limit) throws PeerFailure, IOException {
        Process process = new ProcessBuilder(command).start();
        Thread last = new Thread(() -> kill(process), "ends the peer");
        try {
            Runtime.getRuntime().addShutdownHook(last);
            process.getOutputStream().close();
            Tail out = Tail.of(process.getInputStream());
            Tail err = Tail.of(process.getErrorStream());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PeerFailure("no answer within " + limit.toSeconds() + " s");
            }
            return new ChildProcess(process.exitValue(), out.text(), err.text());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while a peer ran");
            cancelled.initCause(interrupted);
            throw cancelled;
        } finally {
            kill(process);
            forget(last);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingNow) {
            // The hook runs already, and ends the process once more.
        }
    }

    /** The last bytes of a stream, read on a thread of its own so that the program never waits for its reader. */
    private static final class Tail {

        private final byte[] kept = new byte[KEPT];
        private final Thread reader;
        private long read;

        private Tail(InputStream stream) {
            reader = Thread.ofVirtual().start(() -> drain(stream));
        }

        static Tail of(InputStream stream) {
            return new Tail(stream);
        }

        private void drain(InputStream stream) {
            byte[] buffer = new byte[KEPT];
            try (stream) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    for (int i = 0; i < count; i++) {
                        kept[(int) (read++ % KEPT)] = buffer[i];
                    }
                }
            } catch (IOException closed) {
                // A killed program closes its streams in the middle; what came before stands.
            }
        }

        /** Waits for the end of the stream: a program that has ended may have left a child that still holds it. */
        String text() throws InterruptedException, PeerFailure {
            if (!reader.join(AFTER_THE_END)) {
                throw new PeerFailure("it ended, but its output does not");
            }
            int length = (int) Math.min(read, KEPT);
            byte[] inOrder = new byte[length];
            for (int i = 0; i < length; i++) {
                inOrder[i] = kept[(int) ((read - length + i) % KEPT)];
            }
            return new String(inOrder, StandardCharsets.UTF_8);
        }
    }
}
