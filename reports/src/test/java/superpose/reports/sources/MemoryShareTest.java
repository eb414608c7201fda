package superpose.reports.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import superpose.data.Activations;
import superpose.data.Matrix;

class MemoryShareTest {

    private static final Activations WIDE = new Activations("wide", Matrix.of(1, 2000, new float[2000]), "test");
    private static final Activations NARROW = new Activations("narrow", Matrix.of(1, 10, new float[10]), "test");

    @Test
    void probingsThatDoNotFitTogetherRunOneAfterTheOther() throws InterruptedException {
        // 2,000 neurons need 80 MB of products: one fits into 128 MiB, two do not.
        MemoryShare share = new MemoryShare(128L << 20);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int task = 0; task < 8; task++) {
                threads.execute(() -> share.during(WIDE, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    return running.decrementAndGet();
                }));
            }
        }
        assertEquals(1, most.get());
    }

    @Test
    void smallOnesRunSideBySide() throws InterruptedException {
        MemoryShare share = new MemoryShare(128L << 20);
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int task = 0; task < 2; task++) {
                threads.execute(() -> share.during(NARROW, () -> {
                    both.countDown();
                    return both.getCount();
                }));
            }
            assertTrue(both.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void rowsThatAreStreamedNeedNoRoomForThemselves() throws InterruptedException {
        // 500,000 rows take 400 MB, far more than the 128 MB that would be kept: only some of them are held.
        Activations many = new Activations("many", Matrix.of(1, 200, new float[200]), "test");
        MemoryShare share = new MemoryShare(512L << 20);
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int task = 0; task < 2; task++) {
                threads.execute(() -> share.during(many, 500_000, 1000, () -> {
                    both.countDown();
                    return await(both);
                }));
            }
            assertTrue(both.await(20, TimeUnit.SECONDS));
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatNeedsMoreThanThereIsRunsAlone() {
        assertEquals(7, new MemoryShare(1L << 20).during(WIDE, () -> 7));
    }
}
