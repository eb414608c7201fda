package superpose.probes.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * Runs a model over many inputs and hands out what its tensors held, as rows, input by input in their order.
 *
 * <p>Inputs are run in batches that depend on nothing but the inputs and the size of a batch: who goes on from the middle
 * gets the same bits as who starts at the beginning, and so does another number of threads. Memory holds a few batches for
 * each thread.
 */
public final class Tapping {

    /** Inputs among which those of equal length are looked for, in batches. */
    private static final int WINDOW = 4;

    private final TappedModel model;
    private final List<String> tensors;
    private final ModelInput inputs;
    private final Settings settings;
    private final List<RowLayout> layouts;
    private final List<Integer> widths;
    private final boolean positions;

    /**
     * How inputs are run.
     *
     * @param batch inputs at once, at least 1
     * @param threads batches at once, at least 1
     * @param skipped token ids whose positions are left out
     */
    public record Settings(int batch, int threads, List<Integer> skipped) {

        /** Checks the numbers. */
        public Settings {
            Require.positive(batch, "batch");
            Require.positive(threads, "threads");
            skipped = List.copyOf(skipped);
        }
    }

    /** Takes rows in. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Takes in the rows of the next input.
         *
         * @param input its number
         * @param kept positions that the rows are of; one row of position 0 where inputs have none
         * @param tokens the token of each row, or an empty array
         * @param values of each tensor, [rows, width]
         */
        void add(int input, int[] kept, int[] tokens, List<float[]> values);
    }

    /**
     * Makes a model ready for many inputs.
     *
     * @param model tapped at the tensors
     * @param tensors their names, for messages
     * @throws BadInputException if the tensors do not have rows for the same things
     */
    public Tapping(TappedModel model, List<String> tensors, ModelInput inputs, Settings settings) {
        this.model = model;
        this.tensors = List.copyOf(tensors);
        this.inputs = inputs;
        // A larger batch than there are inputs changes nothing.
        int batch = inputs.fixedBatch().orElse(Math.min(settings.batch, inputs.count()));
        this.settings = new Settings(batch, settings.threads, settings.skipped);
        RowLayouts found = new RowLayouts(model, tensors, inputs);
        layouts = IntStream.range(0, tensors.size()).mapToObj(found::of).toList();
        widths = IntStream.range(0, tensors.size()).mapToObj(found::width).toList();
        positions = layouts.getFirst().hasPositions();
        for (RowLayout layout : layouts) {
            Require.that(
                    layout.hasPositions() == positions,
                    "tensors that all have a row for each token, or all one for each input",
                    layouts.getFirst() + " and " + layout,
                    "tap them into stores of their own");
        }
    }

    /** Returns how many neurons each tensor has. */
    public List<Integer> widths() {
        return widths;
    }

    /**
     * Returns the tensors that cannot be rows, such as those that are the same for every input.
     *
     * @param model tapped at the tensors
     * @param tensors their names
     * @throws BadInputException if the model cannot be run on the inputs
     */
    public static List<String> withoutRows(TappedModel model, List<String> tensors, ModelInput inputs) {
        RowLayouts found = new RowLayouts(model, tensors, inputs);
        List<String> without = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            try {
                found.of(i);
            } catch (BadInputException noRows) {
                without.add(tensors.get(i));
            }
        }
        return without;
    }

    private List<Tensor.Floats> run(List<Integer> batch) {
        List<Integer> whole = new ArrayList<>(batch);
        // A model of a fixed size is given the last input several times; nobody looks at what it makes of them.
        while (whole.size() < inputs.fixedBatch().orElse(0)) {
            whole.add(batch.getLast());
        }
        return model.run(inputs.batch(whole));
    }

    /**
     * Runs all inputs from one on.
     *
     * @param from the first input whose rows are wanted
     * @param rows takes them in, on the calling thread
     * @param done hears of how many inputs have been taken in more
     */
    public void run(long from, Rows rows, LongConsumer done) {
        int window = Math.multiplyExact(settings.batch, WINDOW);
        ExecutorService pool = Executors.newFixedThreadPool(
                settings.threads,
                Thread.ofPlatform().daemon().name("tapping-", 0).factory());
        try {
            Deque<Window> running = new ArrayDeque<>();
            long start = from / window * window;
            for (long next = start; next < inputs.count() || !running.isEmpty(); ) {
                // One window is computed while the one before it is taken in.
                while (running.size() < 2 && next < inputs.count()) {
                    running.add(submit(pool, (int) next, (int) Math.min(inputs.count(), next + window)));
                    next += window;
                }
                running.remove().handOut(from, rows, done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("a run to its end", "an interruption", "start it again: it goes on");
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }

    private Window submit(ExecutorService pool, int first, int end) {
        Map<Integer, List<Integer>> byLength = new LinkedHashMap<>();
        IntStream.range(first, end)
                .forEach(input -> byLength.computeIfAbsent(inputs.positions(input), length -> new ArrayList<>())
                        .add(input));
        List<List<Integer>> batches = new ArrayList<>();
        for (List<Integer> equal : byLength.values()) {
            for (int at = 0; at < equal.size(); at += settings.batch) {
                batches.add(equal.subList(at, Math.min(equal.size(), at + settings.batch)));
            }
        }
        List<Future<List<Tensor.Floats>>> results = new ArrayList<>();
        for (List<Integer> batch : batches) {
            results.add(pool.submit(() -> run(batch)));
        }
        return new Window(first, end, batches, results);
    }

    /** Inputs that are run, in batches of equal length, and handed out in their own order. */
    private final class Window {

        private final int first;
        private final int end;
        private final List<List<Integer>> batches;
        private final List<Future<List<Tensor.Floats>>> results;

        Window(int first, int end, List<List<Integer>> batches, List<Future<List<Tensor.Floats>>> results) {
            this.first = first;
            this.end = end;
            this.batches = batches;
            this.results = results;
        }

        void handOut(long from, Rows rows, LongConsumer done) throws InterruptedException {
            int[] batchOf = new int[end - first];
            int[] placeOf = new int[end - first];
            for (int batch = 0; batch < batches.size(); batch++) {
                List<Integer> members = batches.get(batch);
                for (int place = 0; place < members.size(); place++) {
                    batchOf[members.get(place) - first] = batch;
                    placeOf[members.get(place) - first] = place;
                }
            }
            for (int input = Math.toIntExact(Math.max(from, first)); input < end; input++) {
                List<Tensor.Floats> values = result(results.get(batchOf[input - first]));
                int[] kept = positions ? kept(input) : new int[] {0};
                int[] ids = inputs.tokens(input);
                int[] tokens =
                        positions ? Arrays.stream(kept).map(at -> ids[at]).toArray() : new int[0];
                int place = placeOf[input - first];
                List<float[]> ofInput = new ArrayList<>();
                for (int i = 0; i < layouts.size(); i++) {
                    Require.same(
                            widths.get(i),
                            layouts.get(i).width(values.get(i).shape()),
                            "neurons of " + tensors.get(i) + " for every input");
                    ofInput.add(layouts.get(i).rows(values.get(i), place, kept));
                }
                rows.add(input, kept, tokens, ofInput);
                done.accept(1);
            }
        }

        private int[] kept(int input) {
            int[] tokens = inputs.tokens(input);
            return IntStream.range(0, tokens.length)
                    .filter(at -> !settings.skipped.contains(tokens[at]))
                    .toArray();
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
