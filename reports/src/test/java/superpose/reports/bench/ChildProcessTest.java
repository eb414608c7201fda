package superpose.reports.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: child processes are not tried");
    }

    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    @Test
    void bothStreamsAndTheExitCodeComeBack() throws PeerFailure, IOException {
        assertEquals(
                new ChildProcess(7, "out\n", "err\n"), ChildProcess.run(shell("echo out; echo err >&2; exit 7"), LONG));
    }

    @Test
    void nothingIsReadFromUs() throws PeerFailure, IOException {
        assertEquals("", ChildProcess.run(shell("cat"), LONG).out());
    }

    @Test
    void ofLongOutputTheEndIsKept() throws PeerFailure, IOException {
        String out = ChildProcess.run(shell("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"), LONG)
                .out();
        assertTrue(out.endsWith("line 19999\n") && out.length() == 1 << 16, () -> "length " + out.length());
    }

    @Test
    void aMissingProgramIsAnInputOutputFailure() {
        assertThrows(IOException.class, () -> ChildProcess.run(List.of("/no/such/python"), LONG));
    }

    @Test
    void whoeverTakesTooLongIsEndedWithItsChildren() throws IOException {
        Path pids = folder.resolve("pids");
        PeerFailure late = assertThrows(
                PeerFailure.class,
                () -> ChildProcess.run(
                        shell("sleep 300 & echo $! > '" + pids + "'; echo $$ >> '" + pids + "'; wait"),
                        Duration.ofSeconds(2)));
        assertTrue(String.valueOf(late.getMessage()).contains("no answer within 2 s"), late::getMessage);
        List<String> lines = Files.readAllLines(pids);
        assertEquals(2, lines.size());
        lines.forEach(ChildProcessTest::assertEnded);
    }

    @Test
    void anInterruptEndsTheChild() throws IOException, InterruptedException {
        Path pid = folder.resolve("pid");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                ChildProcess.run(
                        shell("echo $$ > '" + pid + ".part'; mv '" + pid + ".part' '" + pid + "'; exec sleep 300"),
                        LONG);
            } catch (IOException | PeerFailure | RuntimeException e) {
                thrown.set(e);
                assertTrue(Thread.currentThread().isInterrupted());
            }
        });
        waiting.start();
        while (!Files.exists(pid) && waiting.isAlive()) {
            Thread.sleep(10);
        }
        waiting.interrupt();
        waiting.join();
        assertEquals(
                CancellationException.class,
                String.valueOf(thrown.get()).isEmpty() ? null : thrown.get().getClass());
        assertEnded(Files.readString(pid).strip());
    }

    private static void assertEnded(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(handle -> {
            try {
                handle.onExit().get(10, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException
                    | java.util.concurrent.TimeoutException
                    | InterruptedException e) {
                throw new AssertionError("still alive: " + pid, e);
            }
            assertFalse(handle.isAlive());
        });
    }
}
