package superpose.reports.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.data.io.TextFile;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.TapPlan;
import superpose.probes.model.TappedModel;
import superpose.probes.model.Tapping;
import superpose.probes.model.Tensor;
import superpose.probes.model.TensorNames;
import superpose.probes.model.TextTokenizer;
import superpose.probes.model.TokenInput;
import superpose.probes.model.UntappedModel;
import superpose.reports.example.LanguageModelExample;
import superpose.reports.experiments.Progress;
import superpose.reports.tap.ModelFiles;
import superpose.reports.tap.TapInput;
import superpose.reports.tap.TapJob;

/** The work that is timed: a language model run over texts by ONNX Runtime alone, tapped, and tapped into a store. */
final class TapRun implements AutoCloseable {

    static final String STREAMS = "blocks.*.hook_resid_p*";
    private static final String OUTPUT = "logits";
    private static final int BATCH = 8;
    private static final int CONTEXT = 128;

    /** The texts of the example this often: long enough to be timed. */
    private static final int COPIES = 4;

    private final Path folder;
    private final int threads;
    private final Model model;
    private final List<TensorNames.Named> streams;
    private final TokenInput input;
    private final List<Map<String, Tensor>> batches;
    private final UntappedModel side;
    private final UntappedModel whole;
    private final TappedModel tapped;
    private final ExecutorService pool;

    /**
     * Makes everything ready.
     *
     * @param folder for the model and the stores; emptied at the end
     * @param texts how many texts of the example, at most
     */
    TapRun(Path folder, int threads, int texts) {
        this.folder = folder;
        this.threads = threads;
        LanguageModelExample.writeInto(folder);
        model = ModelFiles.open(folder.resolve("model.onnx"));
        List<ModelTensor> tensors = model.tensors();
        TensorNames names = ModelFiles.names(model, tensors, Optional.empty());
        streams = names.find(List.of(STREAMS));
        input = TokenInput.of(texts(folder, texts), tensors);
        batches = new ArrayList<>();
        for (int first = 0; first < input.count(); first += BATCH) {
            batches.add(input.batch(IntStream.range(first, Math.min(input.count(), first + BATCH))
                    .boxed()
                    .toList()));
        }
        side = new UntappedModel(model.file(), 1);
        whole = new UntappedModel(model.file(), threads);
        List<String> read = Stream.concat(streams.stream().map(TensorNames.Named::tensor), Stream.of(OUTPUT))
                .toList();
        tapped = model.tap(TapPlan.reading(read));
        pool = Executors.newFixedThreadPool(threads);
    }

    private static List<int[]> texts(Path folder, int most) {
        try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"))) {
            List<int[]> texts = tokenizer
                    .encode(TextFile.read(folder.resolve("texts.jsonl")), CONTEXT)
                    .texts();
            return Stream.generate(() -> texts)
                    .limit(COPIES)
                    .flatMap(List::stream)
                    .limit(most)
                    .toList();
        }
    }

    /** Returns how many tokens are run. */
    long tokens() {
        return IntStream.range(0, input.count()).mapToLong(input::positions).sum();
    }

    /** Returns the seconds that ONNX Runtime alone takes, one batch on each thread. */
    double batchesSideBySide() {
        return seconds(() -> each(side::run));
    }

    /** Returns the seconds that ONNX Runtime alone takes, one batch after the other on all threads. */
    double oneBatchAtOnce() {
        return seconds(() -> batches.forEach(whole::run));
    }

    /** Returns the seconds that the tapped model takes, its streams and its output handed out. */
    double tapped() {
        return seconds(() -> each(tapped::run));
    }

    /** Returns the seconds that it takes to fill a store with the streams, from opening the model's graph to the last file. */
    double stored() {
        Path store = folder.resolve("store");
        TapInput read = new TapInput(input, new TreeMap<>(), List.of(), List.of());
        TapJob job =
                new TapJob(model, streams, read, new Tapping.Settings(BATCH, threads, List.of()), Optional.empty());
        double seconds = seconds(() -> job.into(store, Progress.silent()));
        delete(store);
        return seconds;
    }

    private void each(Consumer<Map<String, Tensor>> run) {
        List<Future<?>> running = new ArrayList<>();
        batches.forEach(batch -> running.add(pool.submit(() -> run.accept(batch))));
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while timing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch failed", e.getCause());
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
        side.close();
        whole.close();
        tapped.close();
        delete(folder);
    }
}
