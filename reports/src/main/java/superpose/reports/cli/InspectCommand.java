package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import superpose.data.io.ArrayFiles;
import superpose.data.io.StoredArray;
import superpose.data.store.ActivationStore;
import superpose.reports.tap.ModelFiles;

/** Lists what a file of arrays, a model or a store of activations holds. */
@Command(
        name = "inspect",
        description = {
            "Lists the tensors of models, the arrays of npy, npz, safetensors, Parquet and idx files, and those of stores:"
                    + " name, type and shape.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class InspectCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files and stores to look into.")
    private List<Path> files = List.of();

    @Option(
            names = "--match",
            arity = "1..*",
            paramLabel = "TENSOR",
            description = "Show only these tensors of a model: names or globs, as in 'blocks.*.hook_resid_post'.")
    private List<String> patterns = List.of();

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "JSON file of other names of a model's tensors. Default: tensor_names.json beside it.")
    private Optional<Path> names = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            if (ActivationStore.isStore(file)) {
                list(ActivationStore.open(file), out);
            } else if (ModelFiles.isModel(file)) {
                new ModelLines(file, patterns, names).print(out);
            } else {
                list(file, ArrayFiles.open(file), out);
            }
        }
        out.flush();
        return 0;
    }

    private static void list(ActivationStore store, PrintWriter out) {
        int count = store.tensors().size();
        out.println(store.folder() + ": store of " + count + (count == 1 ? " tensor" : " tensors")
                + (store.isComplete() ? "" : ", incomplete"));
        StoreLines.print(store, out, (of, tensor) -> "");
    }

    private static void list(Path file, List<StoredArray> arrays, PrintWriter out) {
        out.println(file + ": " + arrays.size() + (arrays.size() == 1 ? " array" : " arrays"));
        int width =
                arrays.stream().mapToInt(array -> array.name().length()).max().orElse(1);
        for (StoredArray array : arrays) {
            out.printf(
                    Locale.ROOT,
                    "  %-" + Math.clamp(width, 1, 60) + "s  %-5s %s%n",
                    array.name().replaceAll("\\p{Cntrl}", "?"),
                    array.format().type().name(),
                    shape(array));
        }
    }

    private static String shape(StoredArray array) {
        return array.shape().isEmpty()
                ? "scalar"
                : array.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
