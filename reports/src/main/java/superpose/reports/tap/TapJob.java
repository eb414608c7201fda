package superpose.reports.tap;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.store.StoreOrigin;
import superpose.data.store.StorePlan;
import superpose.data.store.StoreRows;
import superpose.data.store.StoreSummary;
import superpose.data.store.StoreTensor;
import superpose.data.store.StoreWriter;
import superpose.probes.model.Accuracy;
import superpose.probes.model.Model;
import superpose.probes.model.TapPlan;
import superpose.probes.model.TappedModel;
import superpose.probes.model.Tapping;
import superpose.probes.model.TensorNames;
import superpose.reports.experiments.Progress;
import superpose.reports.ledger.FileHash;

/** Fills a store with what some tensors of a model hold for some inputs. */
public final class TapJob {

    /** A shard is held in memory until it is written. */
    private static final int SHARD_BYTES = 1 << 26;

    private final Model model;
    private final List<TensorNames.Named> taps;
    private final TapInput input;
    private final Tapping.Settings settings;
    private final Optional<Integer> shardRows;

    /**
     * Describes a run.
     *
     * @param taps the tensors, and what they are called in the store
     * @param shardRows least rows of a shard of the store; as many as make {@value #SHARD_BYTES} bytes where nothing is given
     */
    public TapJob(
            Model model,
            List<TensorNames.Named> taps,
            TapInput input,
            Tapping.Settings settings,
            Optional<Integer> shardRows) {
        this.model = model;
        this.taps = List.copyOf(taps);
        this.input = input;
        this.settings = settings;
        this.shardRows = shardRows;
    }

    /**
     * What a classifier is expected to reach before anything is stored.
     *
     * @param accuracy the share of right answers, in (0, 1]
     * @param within how much less is still right, in [0, 1)
     * @param labels the right class of each input, [inputs, 1]
     */
    public record Expected(double accuracy, double within, Matrix labels) {

        /** Checks the shares. */
        public Expected {
            Require.that(accuracy > 0 && accuracy <= 1, "an accuracy in (0, 1]", accuracy, "give a share");
            Require.that(within >= 0 && within < 1, "a tolerance in [0, 1)", within, "give a share");
        }
    }

    /**
     * Checks that a classifier is as good as it should be on the inputs.
     *
     * @return its accuracy
     * @throws BadInputException if it is worse
     */
    public double requireAccuracy(Expected expected, Progress progress) {
        progress.begin("checking accuracy", input.inputs().count());
        double accuracy = Accuracy.of(model, input.inputs(), expected.labels, settings, progress::advance);
        progress.end();
        Require.that(
                accuracy >= expected.accuracy - expected.within,
                "an accuracy of at least " + (expected.accuracy - expected.within),
                accuracy + " with normalisation " + input.facts().getOrDefault("normalization", "none"),
                "check the normalisation, the order of the labels and the model");
        return accuracy;
    }

    /**
     * Fills a store, or goes on with one that an earlier run left.
     *
     * @param folder of the store
     * @return what it holds then
     * @throws BadInputException if the inputs do not fit the model, or the store belongs to something else
     */
    public StoreSummary into(Path folder, Progress progress) {
        List<String> tensors = taps.stream().map(TensorNames.Named::tensor).toList();
        // Batches run side by side, each on one thread: nothing then depends on how many there are.
        try (TappedModel tapped = model.tap(new TapPlan(tensors, List.of(), 1))) {
            List<String> names = taps.stream().map(TensorNames.Named::name).toList();
            Tapping tapping = new Tapping(tapped, names, input.inputs(), settings);
            List<StoreTensor> columns = IntStream.range(0, names.size())
                    .mapToObj(
                            i -> new StoreTensor(names.get(i), tapping.widths().get(i)))
                    .toList();
            try (StoreWriter store = StoreWriter.open(folder, new StorePlan(origin(), columns, rowsOfShard(columns)))) {
                if (!store.isComplete()) {
                    fill(store, tapping, progress);
                }
                return store.finish();
            }
        }
    }

    private int rowsOfShard(List<StoreTensor> columns) {
        long rowBytes =
                Float.BYTES * columns.stream().mapToLong(StoreTensor::width).sum();
        return shardRows.orElse((int) Math.max(1, SHARD_BYTES / rowBytes));
    }

    private void fill(StoreWriter store, Tapping tapping, Progress progress) {
        progress.begin("running " + model.file().getFileName(), input.inputs().count());
        progress.advance(store.nextInput());
        tapping.run(
                store.nextInput(),
                (number, kept, tokens, values) -> store.add(new StoreRows(
                        number, kept, tokens.length == kept.length ? tokens : noTokens(kept.length), values)),
                progress::advance);
        progress.end();
    }

    private static int[] noTokens(int rows) {
        return IntStream.generate(() -> StoreRows.NO_TOKEN).limit(rows).toArray();
    }

    private StoreOrigin origin() {
        SortedMap<String, String> facts = new TreeMap<>(input.facts());
        facts.put("model", String.valueOf(model.file().getFileName()));
        facts.put("model-sha256", FileHash.sha256(model.file()));
        for (Path weights : model.weightFiles()) {
            facts.put("weights " + weights.getFileName() + " sha256", FileHash.sha256(weights));
        }
        for (TensorNames.Named tap : taps) {
            facts.put("tensor " + tap.name(), tap.tensor());
        }
        facts.put("batch", Integer.toString(settings.batch()));
        if (!settings.skipped().isEmpty()) {
            facts.put(
                    "skipped-tokens",
                    settings.skipped().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return new StoreOrigin(facts);
    }
}
