package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.store.NonFinite;
import superpose.data.store.StoreSummary;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.Tapping;
import superpose.probes.model.TensorNames;
import superpose.reports.experiments.Progress;
import superpose.reports.tap.ModelFiles;
import superpose.reports.tap.TapChoice;
import superpose.reports.tap.TapInput;
import superpose.reports.tap.TapJob;

/** Runs a model over inputs and keeps what some of its tensors held. */
@Command(
        name = "tap",
        description = {
            "Runs a model over texts, token ids or images and keeps what some of its tensors hold, as a store.",
            "",
            "A store is a folder that says where everything in it came from. Started again with the same --out, an"
                    + " interrupted run goes on where it stopped, and the store is the same to the byte.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  superpose tap model.onnx --at 'blocks.*.hook_resid_post' --input texts.txt --out streams",
            "  superpose tap cnn.onnx --at '*relu*' --input t10k-images.idx --normalize 0.1307,0.3081 --out digits"
        })
final class TapCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "An ONNX model, or a network that DL4J saved.")
    private Path model = Path.of("");

    @Option(
            names = "--at",
            arity = "1..*",
            required = true,
            paramLabel = "TENSOR",
            description = "Names of tensors or globs over them; `superpose inspect MODEL` lists the names.")
    private List<String> at = List.of();

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE[:ARRAY]",
            description = "Text (.txt, cut into contexts), texts (.jsonl), token ids (an array, or .csv with text_id,"
                    + " position, token_id), or images and other arrays.")
    private String input = "";

    @Option(names = "--out", required = true, paramLabel = "STORE", description = "Folder of the store.")
    private Path out = Path.of("");

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "JSON file of other names of tensors, as of TransformerLens's hooks. Default:"
                    + " tensor_names.json beside the model, where there is one.")
    private Optional<Path> names = Optional.empty();

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "tokenizer.json for texts. Default: that beside the model.")
    private Optional<Path> tokenizer = Optional.empty();

    @Option(
            names = "--context",
            defaultValue = "128",
            paramLabel = "N",
            description = "Most tokens of a text. Default: ${DEFAULT-VALUE}.")
    private int context;

    @Option(
            names = "--normalize",
            paramLabel = "HOW",
            description =
                    "How bytes become the model's inputs: none, unit (divided by 255), or MEAN,DEVIATION of that.")
    private Optional<String> normalize = Optional.empty();

    @Option(names = "--skip-special", description = "Leave out tokens that are no text, as the tokenizer marks them.")
    private boolean skipSpecial;

    @Option(names = "--skip-tokens", split = ",", paramLabel = "ID", description = "Leave out tokens with these ids.")
    private List<Integer> skipTokens = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "Run only the first N inputs.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--expect-accuracy",
            paramLabel = "SHARE",
            description = "Store nothing unless the model, a classifier, is right on this share of the inputs.")
    private Optional<Double> expected = Optional.empty();

    @Option(
            names = "--within",
            defaultValue = "0.001",
            paramLabel = "SHARE",
            description = "How much less accuracy is still right. Default: ${DEFAULT-VALUE}.")
    private double within;

    @Option(
            names = "--labels",
            paramLabel = "FILE[:ARRAY]",
            description = "The right classes of the inputs, for --expect-accuracy.")
    private Optional<String> labels = Optional.empty();

    @Option(
            names = "--batch",
            defaultValue = "8",
            paramLabel = "N",
            description = "Inputs that are run at once. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--shard-rows",
            defaultValue = "32768",
            paramLabel = "N",
            description = "Rows in a file of the store; so many are held in memory. Default: ${DEFAULT-VALUE}.")
    private int shardRows;

    @Option(names = "--threads", paramLabel = "N", description = "Threads. Default: as many as there are cores.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--quiet", description = "Print nothing but the path of the store and warnings.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter screen = spec.commandLine().getOut();
        Progress progress = quiet ? Progress.silent() : new ConsoleProgress(screen, Terminal.current());
        Model opened = ModelFiles.open(model);
        List<ModelTensor> tensors = opened.tensors();
        List<TensorNames.Named> found = ModelFiles.names(opened, tensors, names).find(at);
        TapInput read = TapInput.read(
                opened,
                tensors,
                new TapInput.Options(ArrayReference.parse(input), tokenizer, context, normalize, limit));
        read.remarks().forEach(this::warn);
        int cores = threads.orElse(Runtime.getRuntime().availableProcessors());
        Tapping.Settings settings = new Tapping.Settings(batch, cores, skipped(read));
        TapChoice choice = TapChoice.of(opened, found, read);
        warn(choice.leftOut(), found.size());
        TapJob job = new TapJob(opened, choice.taps(), read, settings, shardRows);
        expected().ifPresent(wanted -> {
            double accuracy = job.requireAccuracy(wanted, progress);
            say(screen, String.format(Locale.ROOT, "accuracy: %.2f %%", 100 * accuracy));
        });
        StoreSummary summary = job.into(out, progress);
        summary.nonFinite().stream().filter(some -> some.count() > 0).forEach(this::warn);
        say(
                screen,
                String.format(
                        Locale.ROOT,
                        "%d inputs, %d rows of %d tensors, %.1f MB",
                        summary.inputs(),
                        summary.rows(),
                        choice.taps().size(),
                        summary.bytes() / 1e6));
        screen.println((quiet ? "" : "store: ") + out);
        screen.flush();
        return 0;
    }

    private Optional<TapJob.Expected> expected() {
        Require.that(
                expected.isPresent() == labels.isPresent(),
                "--expect-accuracy and --labels together",
                "one of them",
                "give both or none");
        return expected.map(accuracy -> new TapJob.Expected(
                accuracy,
                within,
                ArrayFiles.array(ArrayReference.parse(labels.orElseThrow())).matrix()));
    }

    private List<Integer> skipped(TapInput read) {
        List<Integer> skipped = new ArrayList<>(skipTokens);
        if (skipSpecial) {
            if (read.special().isEmpty()) {
                throw new BadInputException(
                        "a tokenizer that marks special tokens", "none", "name the tokens with --skip-tokens");
            }
            skipped.addAll(read.special());
        }
        return skipped;
    }

    private void say(PrintWriter screen, String line) {
        if (!quiet) {
            screen.println(line);
        }
    }

    private void warn(List<TensorNames.Named> leftOut, int found) {
        if (!leftOut.isEmpty()) {
            warn("left out " + leftOut.size() + " of " + found
                    + " tensors, which have no rows of one width for every input; the first is "
                    + leftOut.getFirst().name());
        }
    }

    private void warn(NonFinite some) {
        NonFinite.Place place = some.first().orElseThrow();
        warn(some.tensor() + " holds " + some.count() + " values that are no finite numbers, the first at input "
                + place.input() + ", position " + place.position() + ", neuron " + place.column());
    }

    private void warn(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("superpose tap: warning: " + line);
        err.flush();
    }
}
