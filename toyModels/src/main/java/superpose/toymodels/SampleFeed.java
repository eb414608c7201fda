package superpose.toymodels;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import superpose.data.SampleStream;

/**
 * Draws the batch of the next step on a thread of its own while the present step trains.
 *
 * <p>Every instance has its own stream and the one thread draws them in order, so what is drawn does not depend on timing.
 * Exactly as many batches are drawn as were asked for: the streams stand where a training without the thread would leave
 * them.
 */
final class SampleFeed implements AutoCloseable {

    private final List<SampleStream> streams;
    private final float[] drawn;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("samples").factory());
    private float[] present;
    private float[] following;
    private int left;
    private Future<?> filling;

    /**
     * Starts to draw.
     *
     * @param streams one for each instance
     * @param features values in a sample of one instance
     * @param batch samples of each instance in a batch
     * @param batches how many batches will be asked for, at least 1
     */
    SampleFeed(List<SampleStream> streams, int features, int batch, int batches) {
        this.streams = streams;
        drawn = new float[Math.multiplyExact(batch, features)];
        present = new float[Math.multiplyExact(drawn.length, streams.size())];
        following = present.clone();
        left = batches;
        filling = thread.submit(this::draw);
    }

    /**
     * Returns the next batch, [instances, batch, features]; overwritten after the next call.
     *
     * @throws CancellationException if the thread was interrupted, which it stays
     */
    float[] next() {
        try {
            // A batch that has been drawn is handed over without a look at interruption.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            filling.get();
        } catch (InterruptedException interrupted) {
            throw TrainingFailure.interrupted(interrupted);
        } catch (ExecutionException failed) {
            throw TrainingFailure.of(failed);
        }
        float[] full = following;
        following = present;
        present = full;
        if (--left > 0) {
            filling = thread.submit(this::draw);
        }
        return full;
    }

    private void draw() {
        for (int instance = 0; instance < streams.size(); instance++) {
            streams.get(instance).next(drawn);
            System.arraycopy(drawn, 0, following, instance * drawn.length, drawn.length);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
